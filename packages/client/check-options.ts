import { parseJid } from '@xec/stanza';
import { defaultSessionLimits } from '@xec/session';
import { defaultEngineLimits, nearest } from '@xec/xec';
import type { ClientOptions } from './options.js';

/** Every option there is: a misspelt one would be passed over in silence. */
const names: Readonly<Record<keyof ClientOptions, true>> = {
  accessToken: true,
  allowLegacy: true,
  allowPlain: true,
  anonymous: true,
  backoff: true,
  component: true,
  connect: true,
  connector: true,
  features: true,
  identities: true,
  jid: true,
  journal: true,
  lang: true,
  limits: true,
  log: true,
  mechanisms: true,
  onFault: true,
  online: true,
  parseLimits: true,
  password: true,
  providers: true,
  runtime: true,
  sasl2: true,
  scramKeys: true,
  service: true,
  session: true,
  startTls: true,
  resumeSeconds: true,
  setUp: true,
  streamManagement: true,
  takeOver: true,
  tokens: true,
  userAgent: true,
  vault: true,
};

/**
 * Checks what callers without a compiler get wrong too.
 *
 * @throws TypeError or InvalidJid: what was expected and what came. Never with the password.
 */
export function checkOptions(options: ClientOptions): void {
  const given: unknown = options;
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(`expected an object of options, got ${String(given)}`);
  }
  mustBeKnown('option', given, names);
  checkLimits(options.limits);
  mustBe('jid', 'text', typeof options.jid === 'string', options.jid);
  const { service } = options;
  const isText = typeof service === 'string' && service !== '';
  mustBe('service', 'an address or a domain', service === undefined || isText, service);
  mustBeList('features', options.features);
  mustBeList('providers', options.providers);
  if (options.component !== undefined) {
    mustBe('service', 'the address of the server’s port for components', isText, service);
  }
  const { local } = parseJid(options.jid);
  if (local === undefined && options.anonymous !== true && options.component === undefined) {
    throw new TypeError(
      `expected an account like juliet@capulet.example, got "${options.jid}": ` +
        'a login without one needs anonymous: true, or component: { secret }',
    );
  }
}

const limits = { ...defaultEngineLimits, ...defaultSessionLimits };

/** What bounds there are is asked when the features are known: at the first connection or request. */
function checkLimits(given: unknown): void {
  if (given === undefined) return;
  mustBe('limits', 'an object', typeof given === 'object' && given !== null, given);
  mustBeKnown('limit', given as object, limits);
  for (const [name, limit] of Object.entries(given as object)) {
    if (name !== 'bounds') mustBe(`limits.${name}`, 'a number from 0 on', isAmount(limit), limit);
  }
}

const isAmount = (limit: unknown): boolean => typeof limit === 'number' && limit >= 0;

function mustBeKnown(what: string, given: object, known: object): void {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(known, name)) continue;
    const guess = nearest(name, Object.keys(known));
    const hint = guess === undefined ? '' : `: did you mean "${guess}"?`;
    throw new TypeError(`a client has no ${what} "${name}"${hint}`);
  }
}

function mustBeList(name: string, value: unknown): void {
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'object' && item);
  mustBe(name, 'a list of objects', value === undefined || isList, value);
}

function mustBe(name: string, wanted: string, isSo: boolean, value: unknown): void {
  if (isSo) return;
  const came = typeof value === 'string' ? `"${value}"` : String(value);
  throw new TypeError(`option ${name}: expected ${wanted}, got ${came}`);
}
