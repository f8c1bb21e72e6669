/**
 * What another parser makes of a frame: saxes, which keeps to XML 1.0 and to Namespaces in XML 1.0.
 */
import { defaultParseLimits } from '@xec/stanza';
import { SaxesParser, type SaxesTagNS } from 'saxes';

/** An element, as saxes read it. */
export interface Node {
  readonly name: string;
  readonly ns: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Node | string)[];
}

/** A well-formed document, and what was in it that streams do not have. */
export interface Reading {
  readonly root: Node;
  /** It has a comment, processing instruction, document type or XML declaration. */
  isRestricted: boolean;
  depth: number;
  elements: number;
  /** The most that one element has. */
  attributes: number;
  /** Of the longest name. */
  nameBytes: number;
  /** The part of a name behind its colon begins with what may not begin a name. */
  hasOddName: boolean;
}

/** `NameStartChar` (XML 1.0 section 2.3) without the colon. */
const NAME_START =
  /^[A-Z_a-z\u{c0}-\u{d6}\u{d8}-\u{f6}\u{f8}-\u{2ff}\u{370}-\u{37d}\u{37f}-\u{1fff}\u{200c}\u{200d}\u{2070}-\u{218f}\u{2c00}-\u{2fef}\u{3001}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{fffd}\u{10000}-\u{effff}]/u;

/** Far beyond the limit saxes looks through all open elements for each one: what it has read is enough. */
const MAX_DEPTH = 2 * defaultParseLimits.maxDepth;

/**
 * Reads a document; `undefined` where it is not well-formed.
 *
 * @returns `unknown` where saxes does not say: it drops white space around the names of namespaces, which
 *   are compared as they stand (Namespaces in XML section 2.3)
 */
export function readWithSaxes(source: string): Reading | 'unknown' | undefined {
  const reader = new SaxesReader();
  try {
    return reader.read(source);
  } catch (error) {
    if (error === notWellFormed) return undefined;
    if (error === tooDeep) return reader.reading;
    if (error === trimmed) return 'unknown';
    // saxes looks for the other half of a pair behind the end of the document.
    if (error instanceof RangeError && /\p{Surrogate}$/u.test(source)) return undefined;
    throw error;
  }
}

/** Stops at the first fault. saxes would make an error that tells where it is, and cost more than the frame. */
class StrictParser extends SaxesParser<{ xmlns: true }> {
  constructor() {
    super({ xmlns: true });
  }

  override fail(): never {
    throw notWellFormed;
  }
}

const notWellFormed = new Error('not well-formed');
const tooDeep = new Error('too deep');
const trimmed = new Error('a namespace with white space around it');

class SaxesReader {
  reading: Reading | undefined = undefined;
  readonly #open: Node[] = [];
  #isRestricted = false;

  read(source: string): Reading | undefined {
    const saxes = new StrictParser();
    const restricted = (): void => {
      this.#isRestricted = true;
    };
    const text = (content: string): void => {
      this.#addText(content);
    };
    saxes.on('comment', restricted);
    saxes.on('doctype', restricted);
    saxes.on('processinginstruction', restricted);
    saxes.on('xmldecl', restricted);
    saxes.on('text', text);
    saxes.on('cdata', text);
    saxes.on('attribute', ({ name, prefix, value }) => {
      const isDeclaration = prefix === 'xmlns' || name === 'xmlns';
      if (isDeclaration && value !== value.trim()) throw trimmed;
    });
    saxes.on('opentag', (tag) => {
      this.#addElement(tag);
    });
    saxes.on('closetag', () => this.#open.pop());
    saxes.write(source).close();
    if (this.reading !== undefined) this.reading.isRestricted = this.#isRestricted;
    return this.reading;
  }

  #addText(content: string): void {
    const children = this.#open.at(-1)?.children;
    if (children === undefined || content === '') return;
    const before = children.at(-1);
    if (typeof before === 'string') children[children.length - 1] = before + content;
    else children.push(content);
  }

  #addElement({ name, uri, attributes }: SaxesTagNS): void {
    const own = new Map<string, string>();
    for (const each of Object.values(attributes)) own.set(each.name, each.value);
    const node: Node = { name, ns: uri, attributes: own, children: [] };
    this.#open.at(-1)?.children.push(node);
    this.#open.push(node);
    this.#count(node);
    if (this.#open.length > MAX_DEPTH) throw tooDeep;
  }

  #count(node: Node): void {
    this.reading ??= {
      root: node,
      isRestricted: false,
      depth: 0,
      elements: 0,
      attributes: 0,
      nameBytes: 0,
      hasOddName: false,
    };
    const reading = this.reading;
    reading.elements += 1;
    reading.depth = Math.max(reading.depth, this.#open.length);
    reading.attributes = Math.max(reading.attributes, node.attributes.size);
    for (const name of [node.name, ...node.attributes.keys()]) {
      const colon = name.indexOf(':');
      if (colon >= 0 && !NAME_START.test(name.slice(colon + 1))) reading.hasOddName = true;
      // Most names are far too short for their bytes to be counted.
      if (name.length * 3 <= reading.nameBytes) continue;
      reading.nameBytes = Math.max(reading.nameBytes, Buffer.byteLength(name));
    }
  }
}
