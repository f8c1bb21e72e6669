/**
 * JIDs: the addresses of XMPP (RFC 7622).
 *
 * A {@link Jid} is prepared: two are the same address when their texts are the same. Compare
 * prepared addresses only, never the text that came (RFC 7622 section 7.3, RFC 8264 section 12.6).
 */
import { BoundedCache } from './bounded-cache.js';
import { InvalidJid } from './jid-error.js';
import { asKey } from './key-text.js';
import { prepareDomain } from './precis/domain.js';
import { octetsOf } from './precis/octets.js';
import { prepareLocal, prepareResource } from './precis/parts.js';
import { Refusal } from './precis/refusal.js';

/** "MUST NOT be more than 1023 octets in length", each part (sections 3.2 to 3.4). */
const MAX_PART_OCTETS = 1023;
/** Three parts and two separators (section 3.1). */
const MAX_OCTETS = 3 * MAX_PART_OCTETS + 2;

/** The private constructor, lent to this file: nothing else makes a JID without preparing it. */
let make: (local: string | undefined, domain: string, resource: string | undefined) => Jid;

/** A prepared address. Made by {@link parseJid}, {@link readJid} and {@link makeJid}; never changes. */
export class Jid {
  /** The localpart, `romeo` in `romeo@montague.example/orchard`. */
  readonly local: string | undefined;
  /** The domainpart, in U-labels and lower case. */
  readonly domain: string;
  /** The resourcepart. */
  readonly resource: string | undefined;
  /** The prepared text of the bare JID. */
  readonly bare: string;
  /** Made when they are asked for; no part of what is frozen. */
  #text: string | undefined = undefined;
  #bareJid: Jid | undefined = undefined;

  static {
    make = (local, domain, resource) => new Jid(local, domain, resource);
  }

  private constructor(local: string | undefined, domain: string, resource: string | undefined) {
    this.local = local;
    this.domain = domain;
    this.resource = resource;
    this.bare = asKey(local === undefined ? domain : `${local}@${domain}`);
    Object.freeze(this); // the cache hands one object to many
  }

  /** Whether there is no resource. */
  get isBare(): boolean {
    return this.resource === undefined;
  }

  /** The prepared text. */
  toString(): string {
    if (this.resource === undefined) return this.bare;
    return (this.#text ??= asKey(`${this.bare}/${this.resource}`));
  }

  /** The same address without its resource. */
  toBare(): Jid {
    if (this.resource === undefined) return this;
    return (this.#bareJid ??= make(this.local, this.domain, undefined));
  }

  /**
   * The same account or service at `resource`.
   *
   * @throws InvalidJid when the resource is not allowed.
   */
  withResource(resource: string): Jid {
    return make(this.local, this.domain, orThrow(part('resource', resource, prepareResource)));
  }

  /** Whether both are the same address, resource included. */
  equals(other: Jid): boolean {
    return this.bare === other.bare && this.resource === other.resource;
  }
}

/** Longer texts are parsed each time, so that the cache stays small whatever peers send. */
const MAX_CACHED_LENGTH = 256;
/** As many as a process with thousands of sessions hears of again; some 450 bytes each. */
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

/** The last look-up: the sender of a stanza is asked for by several readers. It may hold one frame, no more. */
let last = '';
let lastJid: Jid | undefined;

function parse(text: string): Jid | Fault {
  if (text === last && lastJid !== undefined) return lastJid;
  const cached = cache.get(text);
  if (cached !== undefined) {
    last = text;
    lastJid = cached;
    return cached;
  }
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
  return make(preparedLocal, preparedDomain, preparedResource);
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
