/**
 * Cuts a stream of XML (RFC 6120 section 4) into its header, its top-level elements and its end.
 */
import type { XmlElement } from '../element.js';
import { isSpace, utf8Length } from '../names.js';
import { isDeclaration } from '../namespaces.js';
import { BoundaryScanner } from './boundaries.js';
import { checkDeclaration } from './declaration.js';
import { XmlError } from './error.js';
import { defaultParseLimits, type ParseLimits } from './limits.js';
import { parse } from './parse.js';

/** Who gets what a {@link StreamCutter} cuts, in the order of the stream. */
export interface StreamPieces {
  /** The open tag of the stream, as an element without children. */
  header(header: XmlElement): void;
  /** A complete child of the stream; it declares all namespaces that it needs. */
  element(element: XmlElement): void;
  /** The end tag of the stream. */
  end(): void;
}

/**
 * Reads one stream; after a restart (TLS, SASL) take a new one.
 *
 * Each character is looked at once, however the stream is cut into chunks, and what an element may
 * cost is checked while it arrives. White space between elements (keep-alives) is dropped.
 */
export class StreamCutter {
  private readonly scanner: BoundaryScanner;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** What came of the piece at hand with earlier chunks, and how many bytes that was. */
  private parts: string[] = [];
  private bytes = 0;
  private headerName: string | undefined = undefined;
  private namespaces: ReadonlyMap<string, string> = new Map();
  private hasEnded = false;
  private failure: { readonly error: unknown } | undefined = undefined;

  constructor(
    private readonly pieces: StreamPieces,
    private readonly limits: ParseLimits = defaultParseLimits,
  ) {
    this.scanner = new BoundaryScanner(limits.maxDepth);
  }

  /**
   * Takes the next bytes (or their text) and hands out what they complete, before it returns.
   *
   * @throws XmlError with the stream error to send, or what a receiver of the pieces threw. The
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
        this.handOutHeader(parse(`${piece.slice(0, -1)}/>`, this.limits));
        return;
      case 'element':
        this.pieces.element(parse(piece, this.limits, this.namespaces));
        return;
      case 'empty-stream':
        this.handOutHeader(parse(piece, this.limits));
        this.handOutEnd();
        return;
      case 'end':
        this.checkEndTag(piece);
        this.handOutEnd();
    }
  }

  private handOutHeader(header: XmlElement): void {
    this.headerName = header.name;
    const namespaces = new Map<string, string>();
    for (const [name, value] of Object.entries(header.attrs)) {
      if (isDeclaration(name)) namespaces.set(name.slice(6), String(value));
    }
    this.namespaces = namespaces;
    this.pieces.header(header);
  }

  private handOutEnd(): void {
    this.hasEnded = true;
    this.pieces.end();
  }

  /** `</name>`, with white space before the `>` at most. */
  private checkEndTag(piece: string): void {
    const name = this.headerName ?? '';
    let at = 2 + name.length;
    while (isSpace(piece.charCodeAt(at))) at++;
    if (!piece.startsWith(name, 2) || at !== piece.length - 1) {
      throw new XmlError('not-well-formed', 'an end tag that does not fit the stream', 0);
    }
  }
}
