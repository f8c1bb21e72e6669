/** What the demo is started with. */
export interface StartOptions {
  /** Default 0: a free one. */
  readonly port: number;
  /** The file of the journal; `undefined`: memory. */
  readonly journal: string | undefined;
  /** Somebody's own server instead of the demo's: where its WebSocket is. */
  readonly service: string | undefined;
  /** Whose accounts may sign in there. */
  readonly domains: readonly string[];
  /** Origins of the services that take files there. */
  readonly uploads: readonly string[];
}

/** All that may be said, for whoever said something else. */
const known =
  '--port <number>, --journal <file>, --no-journal, --service <address>, --domain <name> or --uploads <origin>';

/**
 * Reads `--port 8080`, `--journal file`, `--no-journal`, `--service wss://…`, `--domain name` and
 * `--uploads https://…`, and the variables `PORT`, `XEC_DEMO_JOURNAL`, `XEC_SERVICE`, `XEC_DOMAIN` and
 * `XEC_UPLOADS`.
 *
 * @param usualFile the journal where nothing is said
 * @throws TypeError for anything that is no port or no address, and for an unknown argument
 */
export function startOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  usualFile: string,
): StartOptions {
  let port = portOf(env['PORT'] ?? '');
  let journal: string | undefined = env['XEC_DEMO_JOURNAL'] || usualFile;
  let service = serviceOf(env['XEC_SERVICE'] ?? '', 'XEC_SERVICE');
  let domain = env['XEC_DOMAIN'] ?? '';
  let uploads = env['XEC_UPLOADS'] ?? '';
  const words = args.flatMap((arg) => (arg.startsWith('--') ? arg.split(/=(.*)/s, 2) : [arg]));
  while (words.length > 0) {
    const name = words.shift();
    if (name === '--no-journal') journal = undefined;
    else if (name === '--port') port = portOf(words.shift() ?? '?');
    else if (name === '--journal') journal = fileOf(words.shift());
    else if (name === '--service') service = serviceOf(words.shift() ?? '?', '--service');
    else if (name === '--domain') domain = words.shift() ?? '?';
    else if (name === '--uploads') uploads = words.shift() ?? '?';
    else throw new TypeError(`expected ${known}, got ${args.join(' ')}`);
  }
  return { port, journal, service, domains: domainsOf(domain, service), uploads: listed(uploads) };
}

/** Words with commas between. */
const listed = (text: string): readonly string[] =>
  text.split(',').flatMap((each) => each.trim() || []);

function portOf(text: string): number {
  if (text === '') return 0;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new TypeError(`expected a port from 0 to 65535, got "${text}"`);
}

function fileOf(text = ''): string {
  if (text !== '') return text;
  throw new TypeError('expected a file after --journal');
}

const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `where` it was said. */
function serviceOf(text: string, where: string): string | undefined {
  if (text === '') return undefined;
  const expected = `expected the address of a WebSocket in ${where}, such as wss://example.org/ws`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'wss:' && url.protocol !== 'ws:')) {
    throw new TypeError(`${expected}, got "${text}"`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new TypeError(`${expected}; a password does not belong there: the page asks for it`);
  }
  if (url.protocol === 'ws:' && !loopback.has(url.hostname)) {
    throw new TypeError(
      `expected wss: in ${where}, for ${url.hostname} is another machine, got ws:`,
    );
  }
  return url.href;
}

/**
 * The domains that were named, with commas between; else those that the server's address makes likely:
 * accounts of `capulet.example` may well be served by `xmpp.capulet.example`.
 */
function domainsOf(text: string, service: string | undefined): readonly string[] {
  const named = listed(text);
  for (const name of named) {
    if (/^[^\s@/:?]+$/u.test(name)) continue;
    throw new TypeError(`expected a domain, such as capulet.example, got "${name}"`);
  }
  if (named.length > 0 || service === undefined) return named;
  const { hostname } = new URL(service);
  const [, parent = ''] = /^[^.]+\.(.+\..+)$/.exec(hostname) ?? [];
  return [hostname, ...(parent === '' || /^[\d.]+$/.test(parent) ? [] : [parent])];
}
