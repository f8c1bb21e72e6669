/**
 * Finds where the pieces of a stream end, without reading them: the parser does that.
 */
import { isSpace } from '../names.js';
import { XmlError } from './error.js';

/** What a complete piece is. */
export type PieceKind = 'declaration' | 'header' | 'element' | 'end' | 'empty-stream';

const EXCLAMATION = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5d;

/** What may follow `<` but a name or a slash; a declaration only at the very start. */
const CDATA = '![CDATA[';
const DECLARATION = '?xml';

/** Characters of an XML declaration; half of this holds any. */
const MAX_DECLARATION = 256;

/**
 * A reader of one stream's outline: tags, quotes and CDATA sections.
 *
 * It keeps its place between chunks, so that each character is looked at once.
 */
export class BoundaryScanner {
  /** Whether a piece has begun and not ended. */
  isInside = false;
  /** What the piece is that ended last. */
  found: PieceKind = 'header';
  private place:
    | 'content'
    | 'tag-start'
    | 'open-tag'
    | 'close-tag'
    | 'value'
    | 'cdata-start'
    | 'cdata'
    | 'declaration' = 'content';
  /** Open elements, the stream's own included. */
  private level = 0;
  /** Whether a declaration may still come: nothing else has. */
  private isAtStart = true;
  /** The quote around the value at hand. */
  private quote = '"';
  /** The code before the next one, in an open tag or a declaration. */
  private previous = 0;
  /** Characters of `CDATA` or a declaration that have come; brackets in a CDATA section. */
  private count = 0;

  constructor(private readonly maxDepth: number) {}

  /** White space came between two pieces. */
  passSpace(): void {
    this.isAtStart = false;
  }

  /**
   * Reads on from `start`, where there is something to read.
   *
   * @returns where the piece at hand ends; the text's length, still inside, if it does not.
   * @throws XmlError at what no stream may hold, and below the greatest depth.
   */
  scan(text: string, start: number): number {
    let at = start;
    do at = this.step(text, at);
    while (at < text.length && this.isInside);
    return at;
  }

  private step(text: string, at: number): number {
    switch (this.place) {
      case 'content':
        return this.passText(text, at);
      case 'tag-start':
        return this.beginTag(text, at);
      case 'open-tag':
        return this.passOpenTag(text, at);
      case 'close-tag':
        return this.passCloseTag(text, at);
      case 'value':
        return this.passValue(text, at);
      case 'cdata-start':
        return this.beginCdata(text, at);
      case 'cdata':
        return this.passCdata(text, at);
      case 'declaration':
        return this.passDeclaration(text, at);
    }
  }

  private passText(text: string, at: number): number {
    if (this.level <= 1 && text.charCodeAt(at) !== LESS) {
      throw new XmlError('bad-format', 'text between the elements of a stream', at);
    }
    const end = text.indexOf('<', at);
    if (end < 0) return text.length;
    this.isInside = true;
    this.place = 'tag-start';
    return end + 1;
  }

  private beginTag(text: string, at: number): number {
    const code = text.charCodeAt(at);
    this.count = 0;
    this.previous = 0;
    if (code === QUESTION) {
      if (!this.isAtStart) throw new XmlError('restricted-xml', 'a processing instruction', at);
      this.place = 'declaration';
      return at;
    }
    this.isAtStart = false;
    if (code === EXCLAMATION) {
      this.place = 'cdata-start';
    } else if (code === SLASH) {
      if (this.level === 0) throw new XmlError('not-well-formed', 'an end tag without a start', at);
      this.place = 'close-tag';
    } else if (code === GREATER || isSpace(code)) {
      throw new XmlError('not-well-formed', 'the name of an element expected', at);
    } else {
      if (this.level > this.maxDepth) {
        throw new XmlError('policy-violation', `more than ${String(this.maxDepth)} levels`, at);
      }
      this.place = 'open-tag';
    }
    return at;
  }

  private passOpenTag(text: string, start: number): number {
    let { previous } = this;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === GREATER) return this.endOpenTag(at, previous === SLASH);
      if (code === LESS) throw new XmlError('not-well-formed', 'a < in a tag', at);
      previous = code;
      if (code === 0x22 || code === 0x27) {
        this.quote = code === 0x22 ? '"' : "'";
        this.place = 'value';
        return at + 1;
      }
    }
    this.previous = previous;
    return text.length;
  }

  private endOpenTag(at: number, isEmpty: boolean): number {
    if (isEmpty) {
      if (this.level <= 1) this.finish(this.level === 0 ? 'empty-stream' : 'element');
    } else {
      this.level++;
      if (this.level === 1) this.finish('header');
    }
    this.place = 'content';
    return at + 1;
  }

  private passCloseTag(text: string, at: number): number {
    const end = text.indexOf('>', at);
    if (end < 0) return text.length;
    this.level--;
    if (this.level <= 1) this.finish(this.level === 0 ? 'end' : 'element');
    this.place = 'content';
    return end + 1;
  }

  private passValue(text: string, at: number): number {
    const end = text.indexOf(this.quote, at);
    if (end < 0) return text.length;
    this.previous = 0;
    this.place = 'open-tag';
    return end + 1;
  }

  /** Matches `![CDATA[`; a comment and a document type are told by their first character. */
  private beginCdata(text: string, at: number): number {
    const char = text[at];
    if (char !== CDATA[this.count]) {
      const isRestricted = this.count === 1 && (char === '-' || char === 'D');
      if (isRestricted) throw new XmlError('restricted-xml', 'a comment or document type', at);
      throw new XmlError('not-well-formed', 'an element expected after <', at);
    }
    this.count++;
    if (this.count === CDATA.length) {
      if (this.level <= 1)
        throw new XmlError('bad-format', 'text between the elements of a stream', at);
      this.place = 'cdata';
      this.count = 0;
    }
    return at + 1;
  }

  private passCdata(text: string, start: number): number {
    let at = start;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BRACKET) this.count = Math.min(this.count + 1, 2);
      else if (code === GREATER && this.count === 2) {
        this.place = 'content';
        return at + 1;
      } else this.count = 0;
    }
    return at;
  }

  private passDeclaration(text: string, at: number): number {
    const code = text.charCodeAt(at);
    const { count } = this;
    const isExpected =
      count < DECLARATION.length
        ? code === DECLARATION.charCodeAt(count)
        : count > DECLARATION.length || isSpace(code);
    if (!isExpected) throw new XmlError('restricted-xml', 'a processing instruction', at);
    if (code === GREATER && this.previous === QUESTION) {
      this.isAtStart = false;
      this.place = 'content';
      this.finish('declaration');
    } else if (++this.count > MAX_DECLARATION) {
      throw new XmlError('policy-violation', 'an XML declaration without an end', at);
    }
    this.previous = code;
    return at + 1;
  }

  private finish(kind: PieceKind): void {
    this.found = kind;
    this.isInside = false;
  }
}
