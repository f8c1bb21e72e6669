/**
 * Frames as nearly all are: elements without prefixes or with one that they declare themselves (as
 * `<stream:features/>`), attributes, text. They are read in one pass over
 * their bytes, which costs a quarter of what strings cost that are asked for each of their characters.
 *
 * Whatever is unusual here, faults above all, is left to the parser that knows everything, from the start
 * of the frame: so this reader takes nothing that the other one refuses, and never says why.
 */
import { XmlElement, type Element, type Node } from '../element.js';
import { keepAttributes } from '../keep-shape.js';
import { NS_XML, NS_XMLNS } from '../namespaces.js';
import { decode, inText, inValue } from './characters.js';
import { names, namespaces } from './interned.js';
import type { ParseLimits } from './limits.js';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** What a byte is; several may be. */
const NAME = 1;
const NAME_START = 2;
/** The end of a run of plain characters in a value, or in text. */
const STOPS_VALUE = 4;
const STOPS_TEXT = 8;
/** Not itself, but what `decode` makes of it: in a value, in text. */
const MEANT_IN_VALUE = 16;
const MEANT_IN_TEXT = 32;

const kinds = new Uint8Array(256);
const mark = (from: number, to: number, kind: number): void => {
  for (let byte = from; byte <= to; byte += 1) kinds[byte] = (kinds[byte] ?? 0) | kind;
};
const ends = STOPS_VALUE | STOPS_TEXT;
const meant = MEANT_IN_VALUE | MEANT_IN_TEXT;
mark(0x61, 0x7a, NAME | NAME_START); // a to z
mark(0x41, 0x5a, NAME | NAME_START); // A to Z
mark(0x5f, 0x5f, NAME | NAME_START); // _
mark(0x30, 0x39, NAME); // 0 to 9
mark(0x2d, 0x2e, NAME); // - .
mark(0x00, 0x1f, ends);
mark(0x80, 0xff, ends);
for (const byte of [AMPERSAND, RETURN]) mark(byte, byte, ends | meant);
kinds[TAB] = kinds[LINE_FEED] = STOPS_VALUE | MEANT_IN_VALUE;
mark(LESS, LESS, ends);
mark(GREATER, GREATER, STOPS_TEXT | MEANT_IN_TEXT); // `]]>`
mark(QUOTE, QUOTE, STOPS_VALUE);
mark(APOSTROPHE, APOSTROPHE, STOPS_VALUE);

/** The largest frame that is read here, in bytes. */
const MAX_PLAIN_BYTES = 1_048_576;
/** Behind the frame: what is read there is no character, and ends every run. */
const MARGIN = 8;

/** Of the kind that transports have, where that is another one: what is compiled is compiled for one kind. */
const bytesOf = (globalThis as { Buffer?: { alloc(length: number): Uint8Array } }).Buffer;
const newRoom = (length: number): Uint8Array => bytesOf?.alloc(length) ?? new Uint8Array(length);

const encoder = new TextEncoder();
let room = newRoom(16_384);

/** The children so far of all open elements: each element gets a list of just its size. */
const nodes: (Node | undefined)[] = [];
/** Names of the attributes so far of the tag that is read. To ask its object for each is slower. */
const tagNames: string[] = [];
/** Where in `nodes` those of the elements begin that are open. */
const firsts: number[] = [];

/**
 * Reads a frame of nothing but one element, where it is plain.
 *
 * @param outer the default namespace around it, which the element is given where it has none
 * @param known its UTF-8, where somebody has that
 * @returns `undefined` where it is not plain, or not well-formed, or over a limit
 */
export function readPlain(
  source: string,
  limits: ParseLimits,
  outer: string | undefined,
  known?: Uint8Array,
): XmlElement | undefined {
  if (source.length > MAX_PLAIN_BYTES) return undefined;
  const length = known === undefined ? fillRoom(source) : known.length;
  if (length < 0 || length > MAX_PLAIN_BYTES || length > limits.maxBytes) return undefined;
  try {
    const root = readElement(source, known ?? room, length, limits);
    if (root === undefined) return undefined;
    if (outer !== undefined && outer !== '') root.attrs['xmlns'] ??= outer;
    keepAttributes(root);
    return root;
  } finally {
    forget();
  }
}

/** Lets go of the frame, wherever its reading ended: `decode` throws. */
function forget(): void {
  for (let at = 0; nodes[at] !== undefined; at += 1) nodes[at] = undefined;
  if (firsts.length > 0) firsts.length = 0; // V8 does not compile this
}

/** Puts a frame's bytes into the room; says how many they are, -1 where they do not go into it. */
function fillRoom(source: string): number {
  // Twice as much as is needed: most characters are one byte.
  if (source.length + MARGIN > room.length) {
    room = newRoom(Math.min(source.length * 2, MAX_PLAIN_BYTES) + MARGIN);
  }
  const { read, written } = encoder.encodeInto(source, room);
  if (read < source.length || written + MARGIN > room.length) return -1;
  room[written] = 0;
  return written;
}

/**
 * One function, whose state is in its variables: that is why it is fast, and why it is long.
 *
 * @param end how many bytes the frame has
 */
function readElement(
  source: string,
  bytes: Uint8Array,
  end: number,
  limits: ParseLimits,
): XmlElement | undefined {
  const { maxDepth, maxElements, maxAttributes, maxNameBytes } = limits;
  let at = 0;
  /** How many bytes more than UTF-16 units stand before `at`. */
  let shift = 0;
  let byte = bytes[0] ?? 0;
  let count = 0;
  let first = 0;
  let depth = 0;
  let elements = 0;
  let open: XmlElement | undefined;
  for (;;) {
    // Text up to the next tag.
    if (byte !== LESS) {
      if (open === undefined) return undefined;
      const start = at - shift;
      let isMeant = false;
      for (;;) {
        let kind = kinds[byte] ?? 0;
        while ((kind & STOPS_TEXT) === 0) {
          byte = bytes[++at] ?? 0;
          kind = kinds[byte] ?? 0;
        }
        if (byte === LESS) break;
        if (byte >= 0xc0) {
          const length = lengthOf(bytes, at);
          if (length === 0) return undefined;
          at += length;
          shift += length === 2 ? 1 : 2;
        } else if ((kind & MEANT_IN_TEXT) !== 0) {
          isMeant = true;
          at += 1;
        } else return undefined;
        byte = bytes[at] ?? 0;
      }
      const stop = at - shift;
      nodes[count++] = isMeant ? decode(source, start, stop, inText) : source.slice(start, stop);
    }
    byte = bytes[++at] ?? 0;
    if (byte === SLASH) {
      if (open === undefined) return undefined;
      const { name } = open;
      at += 1;
      for (let index = 0; index < name.length; index += 1) {
        if (bytes[at++] !== name.charCodeAt(index)) return undefined;
      }
      if (bytes[at] !== GREATER) return undefined;
      at += 1;
      if (count > first) open.children = childrenFrom(first, count);
      count = first;
      first = firsts.pop() ?? 0;
      depth -= 1;
      const { parent }: { readonly parent: Element | null } = open;
      // What lies behind the frame is not looked at: reading there is slow for good, once it was done.
      if (parent === null) return at === end ? open : undefined;
      byte = bytes[at] ?? 0;
      open = parent as XmlElement; // made below
      continue;
    }
    if (++elements > maxElements || ++depth > maxDepth) return undefined;
    // The name of an element.
    if (((kinds[byte] ?? 0) & NAME_START) === 0) return undefined;
    let start = at;
    let hash = 0;
    do {
      hash = (Math.imul(hash, 31) + byte) | 0;
      byte = bytes[++at] ?? 0;
    } while (((kinds[byte] ?? 0) & NAME) !== 0);
    const isPrefixed = byte === COLON;
    if (isPrefixed) {
      const local = at + 1;
      at = endOfLocalName(bytes, local);
      if (at === local) return undefined;
      byte = bytes[at] ?? 0;
    }
    if (at - start > maxNameBytes) return undefined;
    const elementName = names.at(source, start - shift, bytes, start, at, hash);
    if (elementName === '') return undefined;
    const el = new XmlElement(elementName);
    const { attrs } = el;
    for (let attributes = 0; ; attributes += 1) {
      const isSpaced = byte === SPACE;
      while (byte === SPACE) byte = bytes[++at] ?? 0;
      if (byte === GREATER || byte === SLASH) break;
      if (!isSpaced || attributes >= maxAttributes) return undefined;
      // The name of an attribute.
      if (((kinds[byte] ?? 0) & NAME_START) === 0) return undefined;
      start = at;
      hash = 0;
      do {
        hash = (Math.imul(hash, 31) + byte) | 0;
        byte = bytes[++at] ?? 0;
      } while (((kinds[byte] ?? 0) & NAME) !== 0);
      let isDeclaration = false;
      if (byte === COLON) {
        // `xml:lang` and its like: what the prefix means nobody needs to say.
        isDeclaration = at - start === 5 && isXmlns(bytes, start);
        if (!isDeclaration && (at - start !== 3 || !isXml(bytes, start))) return undefined;
        const local = at + 1;
        at = endOfLocalName(bytes, local);
        if (at === local) return undefined;
        byte = bytes[at] ?? 0;
      }
      if (byte !== EQUALS || at - start > maxNameBytes) return undefined;
      const name = names.at(source, start - shift, bytes, start, at, hash);
      if (name === '') return undefined;
      for (let before = 0; before < attributes; before += 1) {
        if (tagNames[before] === name) return undefined; // it is there twice
      }
      tagNames[attributes] = name;
      const quote = bytes[++at] ?? 0;
      if (quote !== QUOTE && quote !== APOSTROPHE) return undefined;
      start = ++at;
      const from = start - shift;
      byte = bytes[at] ?? 0;
      if (name === 'xmlns') {
        hash = 0;
        while (((kinds[byte] ?? 0) & STOPS_VALUE) === 0) {
          hash = (Math.imul(hash, 31) + byte) | 0;
          byte = bytes[++at] ?? 0;
        }
        if (byte !== quote) return undefined;
        const namespace = namespaces.at(source, from, bytes, start, at, hash);
        if (namespace === NS_XML || namespace === NS_XMLNS) return undefined; // not the default
        attrs['xmlns'] = namespace;
      } else {
        let isMeant = false;
        for (;;) {
          let kind = kinds[byte] ?? 0;
          while ((kind & STOPS_VALUE) === 0) {
            byte = bytes[++at] ?? 0;
            kind = kinds[byte] ?? 0;
          }
          if (byte === quote) break;
          if (byte >= 0xc0) {
            const length = lengthOf(bytes, at);
            if (length === 0) return undefined;
            at += length;
            shift += length === 2 ? 1 : 2;
          } else if ((kind & MEANT_IN_VALUE) !== 0) {
            isMeant = true;
            at += 1;
          } else if (byte === QUOTE || byte === APOSTROPHE) at += 1;
          else return undefined;
          byte = bytes[at] ?? 0;
        }
        const to = at - shift;
        const value = isMeant ? decode(source, from, to, inValue) : source.slice(from, to);
        if (isDeclaration && !mayDeclare(name, value)) return undefined;
        attrs[name] = isDeclaration ? namespaces.of(value) : value;
      }
      byte = bytes[++at] ?? 0;
    }
    if (isPrefixed && attrs[declarationOf(el.name)] === undefined) return undefined; // another one's
    el.parent = open ?? null;
    if (open !== undefined) nodes[count++] = el;
    if (byte === SLASH) {
      if (bytes[++at] !== GREATER) return undefined;
      at += 1;
      depth -= 1;
      if (open === undefined) return at === end ? el : undefined;
      byte = bytes[at] ?? 0;
    } else {
      byte = bytes[++at] ?? 0;
      firsts.push(first);
      first = count;
      open = el;
    }
  }
}

/**
 * How many bytes the character takes that begins at `at`; 0 where another parser has to look:
 * U+FFFE and U+FFFF are none, and U+FFFD stands for half a surrogate pair, too.
 */
function lengthOf(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0xe0) return 2;
  if (lead >= 0xf0) return 4;
  // Put together for all of three bytes: what is computed for rare ones alone costs V8's code when they come.
  const rest = ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
  return lead === 0xef && rest >= 0xbfbd ? 0 : 3;
}

/** Where the name ends that begins at `start`, behind a prefix; `start` itself where none does. */
function endOfLocalName(bytes: Uint8Array, start: number): number {
  let at = start;
  if (((kinds[bytes[at] ?? 0] ?? 0) & NAME_START) === 0) return start;
  while (((kinds[bytes[at] ?? 0] ?? 0) & NAME) !== 0) at += 1;
  return at;
}

const isXml = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0x78 && bytes[at + 1] === 0x6d && bytes[at + 2] === 0x6c;

const isXmlns = (bytes: Uint8Array, at: number): boolean =>
  isXml(bytes, at) && bytes[at + 3] === 0x6e && bytes[at + 4] === 0x73;

/** Whether nothing is special about binding a prefix by that attribute. */
const mayDeclare = (name: string, value: string): boolean =>
  name !== 'xmlns:xml' &&
  name !== 'xmlns:xmlns' &&
  value !== '' &&
  value !== NS_XML &&
  value !== NS_XMLNS;

/** The attribute that binds the prefix of an element's name. */
const declarationOf = (name: string): string => `xmlns:${name.slice(0, name.indexOf(':'))}`;

/**
 * A list of just its size: those that grow keep room for many more.
 *
 * No literal, whatever the size: see `MadePacket` of xec. One list in old memory holds a whole tree.
 */
const childrenFrom = (first: number, end: number): Node[] => nodes.slice(first, end) as Node[]; // what counts is there
