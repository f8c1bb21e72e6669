/**
 * Names and namespaces come again with every stanza. Each is one string then: compared by identity, its
 * hash known, and no slice of a frame that it would keep alive.
 */

/** A power of two. A text takes the slot of another one that fell into it. */
const SLOTS = 2048;
/** Longer ones are rare, and peers may make up as many as they like. */
const MAX_LENGTH = 96;

/** Texts by their slots. */
type Slots = (string | undefined)[];

const emptySlots = (): Slots => new Array<string | undefined>(SLOTS).fill(undefined);

const names = emptySlots();
const namespaces = emptySlots();

/** The name that stands in `source` from `start` to `end`, which lies behind it. */
export function internName(source: string, start: number, end: number): string {
  const slot = slotOf(source, start, end);
  return knownAt(names, slot, source, start, end) ?? keep(names, slot, source.slice(start, end));
}

/** The same for the value of a namespace's declaration; `undefined` where it was not read of late. */
export const knownNamespace = (source: string, start: number, end: number): string | undefined =>
  knownAt(namespaces, slotOf(source, start, end), source, start, end);

/** The namespace that was read there: `value` is what the characters mean. */
export function internNamespace(source: string, start: number, end: number, value: string): string {
  // With a reference in it the characters mean something else.
  if (value.length !== end - start || !source.startsWith(value, start)) return value;
  return keep(namespaces, slotOf(source, start, end), value);
}

function knownAt(
  slots: Slots,
  slot: number,
  source: string,
  start: number,
  end: number,
): string | undefined {
  const known = slots[slot];
  return known?.length === end - start && source.startsWith(known, start) ? known : undefined;
}

function keep(slots: Slots, slot: number, text: string): string {
  if (text.length > MAX_LENGTH) return text;
  const own = asKey(text);
  slots[slot] = own;
  return own;
}

/** A few characters are enough: texts that differ elsewhere only take turns. */
function slotOf(source: string, start: number, end: number): number {
  const first = source.charCodeAt(start);
  const middle = source.charCodeAt((start + end) >> 1);
  const late = source.charCodeAt(end - 3); // what is before the text, where that is short
  const last = source.charCodeAt(end - 1);
  return (first * 961 + middle * 173 + late * 67 + last * 31 + (end - start)) & (SLOTS - 1);
}

/** The text as engines keep the names of properties: in one piece, and one for all of its kind. */
const asKey = (text: string): string => Object.keys({ [text]: 0 })[0] ?? text;
