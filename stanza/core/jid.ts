/**
 * JIDs: the addresses of XMPP (RFC 7622).
 *
 * A {@link Jid} is prepared: two are the same address when their texts are the same. Compare
 * prepared addresses only, never the text that came (RFC 7622 section 7.3, RFC 8264 section 12.6).
 */
import { BoundedCache } from './bounded-cache.js';
import { InvalidJid } from './jid-error.js';
import { asKey } from './key-text.js';
import { isPlainAddress } from './plain-address.js';
import { prepareDomain } from './precis/domain.js';
import { octetsOf } from './precis/octets.js';
import { prepareLocal, prepareResource } from './precis/parts.js';
import { Refusal } from './precis/refusal.js';

/** "MUST NOT be more than 1023 octets in length", each part (sections 3.2 to 3.4). */
const MAX_PART_OCTETS = 1023;
/** Three parts and two separators (section 3.1). */
const MAX_OCTETS = 3 * MAX_PART_OCTETS + 2;

/** The private constructor, lent to this file: nothing else makes a JID without preparing it. */
let make: (text: string) => Jid;

/** A prepared address. Made by {@link parseJid}, {@link readJid} and {@link makeJid}; never changes. */
export class Jid {
  /** The prepared text: two are the same address where it is the same. */
  readonly text: string;
  /** Where the slash stands; at the end where there is none. */
  readonly #slash: number;
  /** Where the localpart ends; -1 where there is none. */
  readonly #at: number;
  /** Made when they are asked for. */
  #bare: string | undefined = undefined;
  #resource: string | undefined = undefined;
  #bareJid: Jid | undefined = undefined;

  static {
    make = (text) => new Jid(text);
  }

  private constructor(text: string) {
    const slash = text.indexOf('/');
    const at = text.indexOf('@');
    this.text = text;
    this.#slash = slash < 0 ? text.length : slash;
    this.#at = at < this.#slash ? at : -1;
  }

  /** The localpart, `romeo` in `romeo@montague.example/orchard`. */
  get local(): string | undefined {
    return this.#at < 0 ? undefined : this.text.slice(0, this.#at);
  }

  /** The domainpart, in U-labels and lower case. */
  get domain(): string {
    return this.text.slice(this.#at + 1, this.#slash);
  }

  /** The resourcepart. */
  get resource(): string | undefined {
    if (this.isBare) return undefined;
    return (this.#resource ??= this.text.slice(this.#slash + 1));
  }

  /** The prepared text of the bare JID. */
  get bare(): string {
    return (this.#bare ??= this.isBare ? this.text : this.text.slice(0, this.#slash));
  }

  /** Whether there is no resource. */
  get isBare(): boolean {
    return this.#slash === this.text.length;
  }

  /** The prepared text. */
  toString(): string {
    return this.text;
  }

  /** The same address without its resource. */
  toBare(): Jid {
    if (this.isBare) return this;
    return (this.#bareJid ??= make(this.bare));
  }

  /**
   * The same account or service at `resource`.
   *
   * @throws InvalidJid when the resource is not allowed.
   */
  withResource(resource: string): Jid {
    const prepared = orThrow(part('resource', resource, prepareResource));
    return make(`${this.bare}/${prepared}`);
  }

  /** The same address in memory of its own: for those who keep it, where it was read from a frame. */
  kept(): Jid {
    return make(asKey(this.text));
  }

  /** Whether both are the same address, resource included. */
  equals(other: Jid): boolean {
    return this.text === other.text;
  }
}

/** Longer texts are parsed each time, so that the cache stays small whatever peers send. */
const MAX_CACHED_LENGTH = 256;
/** Those that are not plain: as many as a process with thousands of sessions hears of again; some 450 bytes each. */
const cache = new BoundedCache<Jid>(32_768);

/**
 * Parses and prepares an address.
 *
 * @throws InvalidJid when it is none.
 */
export const parseJid = (text: string): Jid => orThrow(parse(text));

/** Parses an address that may be absent; `undefined` when it is, or when it is invalid. */
export function readJid(text: string | undefined): Jid | undefined {
  if (text === undefined) return undefined;
  const jid = parse(text);
  return jid instanceof Jid ? jid : undefined;
}

/**
 * Makes an address of its parts, which are prepared but not unescaped or escaped.
 *
 * @throws InvalidJid when a part is empty or not allowed.
 */
export const makeJid = (parts: {
  local?: string | undefined;
  domain: string;
  resource?: string | undefined;
}): Jid => orThrow(prepare(parts.local, parts.domain, parts.resource));

/** What is wrong with an address: the arguments of {@link InvalidJid}, without its stack. */
interface Fault {
  readonly part: InvalidJid['part'];
  readonly expected: string;
  readonly came: string;
}

function orThrow<Value extends string | Jid>(value: Value | Fault): Value {
  if (typeof value === 'object' && 'expected' in value) {
    throw new InvalidJid(value.part, value.expected, value.came);
  }
  return value;
}

/** The last ones: several readers ask for the addresses of a stanza. They may hold their frames, no more. */
const recent: (Jid | undefined)[] = new Array<undefined>(4).fill(undefined);
let next = 0;

function remember(jid: Jid): Jid {
  recent[next] = jid;
  next = (next + 1) % recent.length;
  return jid;
}

function parse(text: string): Jid | Fault {
  for (const jid of recent) if (jid?.text === text) return jid;
  if (isPlainAddress(text)) return remember(make(text));
  const cached = cache.get(text);
  if (cached !== undefined) return remember(cached);
  if (text.length > MAX_OCTETS || octetsOf(text) > MAX_OCTETS) {
    return { part: 'jid', expected: `at most ${String(MAX_OCTETS)} octets`, came: text };
  }
  const own = asKey(text); // no slice of the frame that it came in
  const jid = split(own);
  if (jid instanceof Jid && own.length <= MAX_CACHED_LENGTH) cache.set(own, jid);
  return jid;
}

/** Splits at the first `/`, then at the first `@` before it (section 3.2). */
function split(text: string): Jid | Fault {
  const slash = text.indexOf('/');
  const bare = slash < 0 ? text : text.slice(0, slash);
  const at = bare.indexOf('@');
  return prepare(
    at < 0 ? undefined : bare.slice(0, at),
    bare.slice(at + 1),
    slash < 0 ? undefined : text.slice(slash + 1),
  );
}

function prepare(
  local: string | undefined,
  domain: string,
  resource: string | undefined,
): Jid | Fault {
  const preparedDomain = part('domain', domain, prepareDomain);
  if (typeof preparedDomain !== 'string') return preparedDomain;
  const preparedLocal = local === undefined ? local : part('local', local, prepareLocal);
  if (typeof preparedLocal === 'object') return preparedLocal;
  const preparedResource =
    resource === undefined ? resource : part('resource', resource, prepareResource);
  if (typeof preparedResource === 'object') return preparedResource;
  const bare = preparedLocal === undefined ? preparedDomain : `${preparedLocal}@${preparedDomain}`;
  // One flat text: it is cached, and asked for each of its characters.
  return make(asKey(preparedResource === undefined ? bare : `${bare}/${preparedResource}`));
}

/** Prepares one part and holds it against the limits that all parts share. */
function part(
  name: 'local' | 'domain' | 'resource',
  text: string,
  profile: (text: string) => string | Refusal,
): string | Fault {
  if (text === '') return { part: name, expected: 'at least one character', came: text };
  if (text.length > MAX_OCTETS) return tooLong(name, text);
  const prepared = profile(text);
  if (prepared instanceof Refusal) {
    return { part: name, expected: prepared.expected, came: text };
  }
  if (octetsOf(prepared) > MAX_PART_OCTETS) return tooLong(name, text);
  return prepared;
}

const tooLong = (name: 'local' | 'domain' | 'resource', text: string): Fault => ({
  part: name,
  expected: `at most ${String(MAX_PART_OCTETS)} octets`,
  came: text,
});
