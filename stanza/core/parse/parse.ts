/**
 * The parser: one frame, one call, one element (RFC 7395 section 3.3.3).
 *
 * Strict XML 1.0 (fifth edition) with Namespaces in XML 1.0, less what RFC 6120 section 11.1 keeps
 * out of streams. It walks over the frame without recursion; the time is linear in the frame's
 * length, whatever its depth. Frames that are plain, as nearly all are, are read by `plain.ts`.
 */
import { XmlElement, type Element, type Node } from '../element.js';
import { endOfName, isLongerThan, isSpace } from '../names.js';
import { Namespaces, isDeclaration } from '../namespaces.js';
import { decode, inCdata, inText, inValue } from './characters.js';
import { XmlError, type XmlCondition } from './error.js';
import { names, namespaces } from './interned.js';
import { defaultParseLimits, type ParseLimits } from './limits.js';
import { readPlain } from './plain.js';

const EXCLAMATION = 0x21;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;

const CDATA = '<![CDATA[';

/**
 * Parses one frame: exactly one complete element, with white space around it at most.
 *
 * @param limits what the frame may cost.
 * @param namespaces what is in force around the frame, by prefix (`''`: the default), for a piece
 *   that was cut out of a stream. The element declares what it needs of it, so it stands alone.
 * @param bytes the frame's UTF-8, where the caller has that: it need not be encoded then.
 * @throws XmlError with the stream error to send. A frame without anything but white space is
 *   `bad-format`: whoever accepts those looks before parsing.
 */
export function parse(
  frame: string,
  limits: ParseLimits = defaultParseLimits,
  namespaces?: ReadonlyMap<string, string>,
  bytes?: Uint8Array,
): XmlElement {
  if (isLongerThan(frame, limits.maxBytes)) {
    throw new XmlError('policy-violation', `more than ${String(limits.maxBytes)} bytes`, 0);
  }
  return (
    readPlain(frame, limits, namespaces?.get(''), bytes) ?? parseAny(frame, limits, namespaces)
  );
}

/** The same for any frame, and slower. */
export const parseAny = (
  frame: string,
  limits: ParseLimits = defaultParseLimits,
  namespaces?: ReadonlyMap<string, string>,
): XmlElement => new FrameParser(frame, limits, namespaces).parse();

/** The state of one call of {@link parse}, for a frame that is not plain. */
class FrameParser {
  private at = 0;
  private depth = 0;
  private elements = 0;
  private readonly namespaces: Namespaces;

  constructor(
    private readonly source: string,
    private readonly limits: ParseLimits,
    private readonly around: ReadonlyMap<string, string> | undefined,
  ) {
    this.namespaces = new Namespaces(around);
  }

  parse(): XmlElement {
    this.skipSpace();
    this.expectStart();
    const root = this.readOpenTag();
    if (this.depth > 0) this.readContent(root);
    this.skipSpace();
    if (this.at < this.source.length) this.refuseRest();
    if (this.around !== undefined) this.declareBorrowed(root, this.around);
    return root;
  }

  /** Everything up to and with the end tag of `root`. */
  private readContent(root: XmlElement): void {
    const { source } = this;
    let open: Element = root;
    while (this.depth > 0) {
      if (source.charCodeAt(this.at) !== LESS) this.readText(open);
      const next = source.charCodeAt(this.at + 1);
      if (next === SLASH) {
        this.readCloseTag(open.name);
        open = open.parent ?? root;
      } else if (next === EXCLAMATION || next === QUESTION) {
        this.readCdata(open);
      } else {
        const before = this.depth;
        const child = this.readOpenTag();
        child.parent = open;
        open.children.push(child);
        if (this.depth > before) open = child;
      }
    }
  }

  private readText(open: Element): void {
    const end = this.source.indexOf('<', this.at);
    if (end < 0) throw this.error('not-well-formed', 'an element without its end tag');
    addText(open.children, decode(this.source, this.at, end, inText));
    this.at = end;
  }

  private readCdata(open: Element): void {
    if (!this.source.startsWith(CDATA, this.at)) this.refuseMarkup();
    const start = this.at + CDATA.length;
    const end = this.source.indexOf(']]>', start);
    if (end < 0) throw this.error('not-well-formed', 'a CDATA section without its end');
    if (end > start) addText(open.children, decode(this.source, start, end, inCdata));
    this.at = end + 3;
  }

  /** Reads `<name …>` or `<name …/>`. The depth tells which it was: the first goes one deeper. */
  private readOpenTag(): XmlElement {
    const { limits, source } = this;
    if (++this.depth > limits.maxDepth) {
      throw this.error('policy-violation', `more than ${String(limits.maxDepth)} levels`);
    }
    if (++this.elements > limits.maxElements) {
      throw this.error('policy-violation', `more than ${String(limits.maxElements)} elements`);
    }
    const start = this.at++;
    const el = new XmlElement(this.readName('the name of an element'));
    for (let count = 1; ; count++) {
      const isSpaced = this.skipSpace();
      const code = source.charCodeAt(this.at);
      if (code === GREATER) {
        this.refuseFault(this.namespaces.endOfTag(el.name), start);
        this.at++;
        return el;
      }
      if (code === SLASH && source.charCodeAt(this.at + 1) === GREATER) {
        this.refuseFault(this.namespaces.endOfTag(el.name), start);
        this.at += 2;
        this.leave();
        return el;
      }
      if (!isSpaced) throw this.error('not-well-formed', 'white space, > or /> expected');
      if (count > limits.maxAttributes) {
        throw this.error(
          'policy-violation',
          `more than ${String(limits.maxAttributes)} attributes`,
        );
      }
      this.readAttribute(el.attrs);
    }
  }

  private readAttribute(attrs: Record<string, unknown>): void {
    const { source } = this;
    const start = this.at;
    const name = this.readName('the name of an attribute');
    if (this.skipSpaceTo(EQUALS)) this.at++;
    else throw this.error('not-well-formed', 'an = expected');
    this.skipSpace();
    const quote = source.charCodeAt(this.at);
    if (quote !== QUOTE && quote !== APOSTROPHE)
      throw this.error('not-well-formed', 'a quote expected');
    const end = source.indexOf(quote === QUOTE ? '"' : "'", this.at + 1);
    if (end < 0) throw this.error('not-well-formed', 'an attribute without its closing quote');
    const said = decode(source, this.at + 1, end, inValue);
    const value = isDeclaration(name) ? namespaces.of(said) : said;
    this.at = end + 1;
    this.refuseFault(this.namespaces.attribute(name, value, this.depth), start);
    if (attrs[name] === undefined) attrs[name] = value;
    else this.defineInherited(attrs, name, value, start);
  }

  /** An attribute named like what every object inherits, such as `__proto__`, or one there twice. */
  private defineInherited(
    attrs: Record<string, unknown>,
    name: string,
    value: string,
    start: number,
  ): void {
    if (Object.hasOwn(attrs, name)) {
      throw new XmlError('not-well-formed', 'an attribute that is there twice', start);
    }
    Object.defineProperty(attrs, name, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }

  private refuseFault(fault: string | undefined, start: number): void {
    if (fault !== undefined) throw new XmlError('not-well-formed', `an element ${fault}`, start);
  }

  private readCloseTag(name: string): void {
    const start = this.at;
    this.at += 2;
    if (!this.source.startsWith(name, this.at)) this.refuseCloseTag(start);
    this.at += name.length;
    if (!this.skipSpaceTo(GREATER)) this.refuseCloseTag(start);
    this.at++;
    this.leave();
  }

  private leave(): void {
    this.namespaces.leave(this.depth);
    this.depth--;
  }

  private refuseCloseTag(start: number): never {
    throw new XmlError('not-well-formed', 'an end tag that does not fit its start tag', start);
  }

  private readName(what: string): string {
    const start = this.at;
    const end = endOfName(this.source, start);
    if (end === start) throw this.error('not-well-formed', `${what} expected`);
    const name = this.source.slice(start, end);
    if (isLongerThan(name, this.limits.maxNameBytes)) {
      throw this.error(
        'policy-violation',
        `a name of over ${String(this.limits.maxNameBytes)} bytes`,
      );
    }
    this.at = end;
    return names.of(name);
  }

  /** Goes over white space, and says whether there was any. */
  private skipSpace(): boolean {
    const { source, at: start } = this;
    let at = start;
    while (at < source.length && isSpace(source.charCodeAt(at))) at++;
    this.at = at;
    return at > start;
  }

  /** Goes over white space, and says whether `code` follows. */
  private skipSpaceTo(code: number): boolean {
    if (this.source.charCodeAt(this.at) === code) return true;
    this.skipSpace();
    return this.source.charCodeAt(this.at) === code;
  }

  private expectStart(): void {
    const { at, source } = this;
    if (at === source.length)
      throw this.error('bad-format', 'an element expected, not an empty frame');
    if (source.charCodeAt(at) !== LESS) throw this.error('bad-format', 'text before the element');
    const next = source.charCodeAt(at + 1);
    if (next === EXCLAMATION || next === QUESTION) this.refuseMarkup();
  }

  /** What follows the element and is not white space. */
  private refuseRest(): never {
    const { at, source } = this;
    if (source.charCodeAt(at) !== LESS) throw this.error('bad-format', 'text after the element');
    const next = source.charCodeAt(at + 1);
    if (next === EXCLAMATION || next === QUESTION) this.refuseMarkup();
    if (next === SLASH) throw this.error('not-well-formed', 'an end tag without a start tag');
    throw this.error('bad-format', 'a second element');
  }

  /** RFC 6120 section 11.1: no comments, processing instructions and document types. */
  private refuseMarkup(): never {
    const { at, source } = this;
    if (source.charCodeAt(at + 1) === QUESTION) {
      throw this.error('restricted-xml', 'a processing instruction');
    }
    if (source.startsWith('<!--', at)) throw this.error('restricted-xml', 'a comment');
    if (source.startsWith('<!DOCTYPE', at)) throw this.error('restricted-xml', 'a document type');
    throw this.error('not-well-formed', 'an element expected after <');
  }

  /** Adds what the element took from its surroundings; its own declarations win. */
  private declareBorrowed(root: XmlElement, around: ReadonlyMap<string, string>): void {
    const outer = around.get('');
    if (outer !== undefined && outer !== '') root.attrs['xmlns'] ??= outer;
    for (const [prefix, ns] of this.namespaces.borrowed()) root.attrs[`xmlns:${prefix}`] = ns;
  }

  private error(condition: XmlCondition, message: string): XmlError {
    return new XmlError(condition, message, this.at);
  }
}

/** Adds text, joined with the text before it: an element has no two texts side by side. */
function addText(children: Node[], text: string): void {
  const before = children.at(-1);
  if (typeof before === 'string') children[children.length - 1] = before + text;
  else children.push(text);
}
