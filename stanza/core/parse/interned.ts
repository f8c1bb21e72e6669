/**
 * Names and namespaces come again with every stanza. Each is one string then: compared by identity, its
 * hash known, and no slice of a frame that it would keep alive.
 */
import { NS_XML, NS_XMLNS } from '../namespaces.js';

/** A power of two. A text takes the slot of another one that fell into it. */
const SLOTS = 4096;
/** Longer ones are rare, and peers may make up as many as they like. */
const MAX_LENGTH = 96;

/** Texts by their slots. */
type Slots = string[];

const emptySlots = (): Slots => new Array<string>(SLOTS).fill('');

const names = emptySlots();
const namespaces = emptySlots();

/**
 * The name of ASCII that stands in `bytes` from `start` to `end`, and in `source` from `from`.
 *
 * @param hash of all its bytes
 */
export const internName = (
  source: string,
  from: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  hash: number,
): string => internIn(names, source, from, bytes, start, end, hash);

/** The same for the value of a default namespace's declaration; `undefined` where nothing may be bound to it. */
export const internNamespace = (
  source: string,
  from: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  hash: number,
): string | undefined => {
  const text = internIn(namespaces, source, from, bytes, start, end, hash);
  return text === NS_XML || text === NS_XMLNS ? undefined : text;
};

function internIn(
  slots: Slots,
  source: string,
  from: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  hash: number,
): string {
  const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1);
  const known = slots[slot] ?? '';
  if (isAt(known, bytes, start, end)) return known;
  const text = source.slice(from, from + end - start);
  if (text.length > MAX_LENGTH) return text;
  const own = asKey(text);
  slots[slot] = own;
  return own;
}

function isAt(known: string, bytes: Uint8Array, start: number, end: number): boolean {
  const { length } = known;
  if (length !== end - start) return false;
  for (let at = 0; at < length; at += 1) {
    if (known.charCodeAt(at) !== bytes[start + at]) return false;
  }
  return true;
}

/** The text as engines keep the names of properties: in one piece, and one for all of its kind. */
const asKey = (text: string): string => Object.keys({ [text]: 0 })[0] ?? text;
