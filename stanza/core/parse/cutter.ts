/**
 * Cuts a stream of XML (RFC 6120 section 4) into pieces of text: its open tag, its top-level elements,
 * its end tag. What they say is for a {@link StreamReader}.
 */
import { isSpace, utf8Length } from '../names.js';
import { BoundaryScanner } from './boundaries.js';
import { checkDeclaration } from './declaration.js';
import { XmlError } from './error.js';
import { defaultParseLimits, type ParseLimits } from './limits.js';

/**
 * Cuts one stream; after a restart (TLS, SASL) take a new one.
 *
 * Each character is looked at once, however the stream is cut into chunks, and what a piece may cost
 * is checked while it arrives. White space between elements (keep-alives) is dropped, and so is the
 * XML declaration.
 */
export class StreamCutter {
  private readonly scanner: BoundaryScanner;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** What came of the piece at hand with earlier chunks, and how many bytes that was. */
  private parts: string[] = [];
  private bytes = 0;
  private hasEnded = false;
  private failure: { readonly error: unknown } | undefined = undefined;

  constructor(
    /** Gets the pieces, each as it stands, in the order of the stream. */
    private readonly onPiece: (piece: string) => void,
    private readonly limits: ParseLimits = defaultParseLimits,
  ) {
    this.scanner = new BoundaryScanner(limits.maxDepth);
  }

  /**
   * Takes the next bytes (or their text) and hands out what they complete, before it returns.
   *
   * @throws XmlError with the stream error to send, or what `onPiece` threw. The
   *   stream is over then: every later call throws the same.
   */
  write(chunk: Uint8Array | string): void {
    if (this.failure !== undefined) throw this.failure.error;
    try {
      this.cut(this.decode(chunk));
    } catch (error) {
      this.failure = { error };
      this.parts = [];
      throw error;
    }
  }

  private decode(chunk: Uint8Array | string): string {
    try {
      if (typeof chunk !== 'string') return this.decoder.decode(chunk, { stream: true });
      return this.decoder.decode() + chunk; // a character that bytes began cannot end as text
    } catch {
      throw new XmlError('unsupported-encoding', 'bytes that are not UTF-8', 0);
    }
  }

  private cut(text: string): void {
    let start = 0;
    while (start < text.length) {
      if (!this.scanner.isInside) {
        start = this.skipSpace(text, start);
        if (start === text.length) return;
      }
      const end = this.scanner.scan(text, start);
      this.keep(text.slice(start, end));
      if (!this.scanner.isInside) this.handOut(this.parts.join(''));
      start = end;
    }
  }

  /** Goes over white space before a piece. */
  private skipSpace(text: string, start: number): number {
    let at = start;
    while (isSpace(text.charCodeAt(at))) at++;
    if (at > start) this.scanner.passSpace();
    if (at === text.length) return at;
    if (this.hasEnded) throw new XmlError('bad-format', 'more after the end of the stream', at);
    return at;
  }

  private keep(part: string): void {
    this.parts.push(part);
    this.bytes += utf8Length(part);
    if (this.bytes > this.limits.maxBytes) {
      throw new XmlError('policy-violation', `more than ${String(this.limits.maxBytes)} bytes`, 0);
    }
  }

  private handOut(piece: string): void {
    this.parts = [];
    this.bytes = 0;
    switch (this.scanner.found) {
      case 'declaration':
        checkDeclaration(piece);
        return;
      case 'header':
      case 'element':
        this.onPiece(piece);
        return;
      case 'empty-stream':
        this.hasEnded = true;
        this.onPiece(`${piece.slice(0, -2)}>`);
        this.onPiece(`</${nameOf(piece)}>`);
        return;
      case 'end':
        this.hasEnded = true;
        this.onPiece(piece);
    }
  }
}

/** The name in a tag. */
function nameOf(tag: string): string {
  let end = 1;
  while (end < tag.length - 2 && !isSpace(tag.charCodeAt(end))) end++;
  return tag.slice(1, end);
}
