/** What the demo is started with. */
export interface StartOptions {
  /** Default 0: a free one. */
  readonly port: number;
  /** The file of the journal; `undefined`: memory. */
  readonly journal: string | undefined;
}

/**
 * Reads `--port 8080`, `--journal file` and `--no-journal`, and the variables `PORT` and
 * `XEC_DEMO_JOURNAL`.
 *
 * @param usualFile the journal where nothing is said
 * @throws TypeError for anything that is no port, and for an unknown argument
 */
export function startOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  usualFile: string,
): StartOptions {
  let port = portOf(env['PORT'] ?? '');
  let journal: string | undefined = env['XEC_DEMO_JOURNAL'] || usualFile;
  const words = args.flatMap((arg) => (arg.startsWith('--') ? arg.split(/=(.*)/s, 2) : [arg]));
  while (words.length > 0) {
    const name = words.shift();
    if (name === '--no-journal') journal = undefined;
    else if (name === '--port') port = portOf(words.shift() ?? '?');
    else if (name === '--journal') journal = fileOf(words.shift());
    else {
      const known = '--port <number>, --journal <file> or --no-journal';
      throw new TypeError(`expected ${known}, got ${args.join(' ')}`);
    }
  }
  return { port, journal };
}

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
