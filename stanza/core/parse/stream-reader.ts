/**
 * Reads the pieces of a stream of XML (RFC 6120 section 4), one after the other.
 */
import type { XmlElement } from '../element.js';
import { isSpace } from '../names.js';
import { isDeclaration } from '../namespaces.js';
import { XmlError } from './error.js';
import { defaultParseLimits, type ParseLimits } from './limits.js';
import { parse } from './parse.js';

/** What a piece of a stream says. */
export type StreamPiece =
  /** The open tag of the stream, as an element without children. */
  | { readonly kind: 'header'; readonly header: XmlElement }
  /** A complete child of the stream; it declares all namespaces that it needs. */
  | { readonly kind: 'element'; readonly element: XmlElement }
  /** The end tag of the stream. */
  | { readonly kind: 'end' };

/** Reads one stream; after a restart (TLS, SASL) take a new one. */
export class StreamReader {
  private headerName: string | undefined = undefined;
  private namespaces: ReadonlyMap<string, string> = new Map();

  /** @param defaultNamespace of its elements, in place of the one that the open tag declares */
  constructor(
    private readonly limits: ParseLimits = defaultParseLimits,
    private readonly defaultNamespace?: string,
  ) {}

  /**
   * Reads a piece, as a {@link StreamCutter} cut it.
   *
   * @throws XmlError with the stream error to send
   */
  read(piece: string): StreamPiece {
    if (this.headerName === undefined) return this.readHeader(piece);
    if (!piece.startsWith('</')) {
      return { kind: 'element', element: parse(piece, this.limits, this.namespaces) };
    }
    this.checkEndTag(piece, this.headerName);
    return { kind: 'end' };
  }

  private readHeader(piece: string): StreamPiece {
    const header = parse(`${piece.slice(0, -1)}/>`, this.limits);
    const namespaces = new Map<string, string>();
    for (const [name, value] of Object.entries(header.attrs)) {
      if (isDeclaration(name)) namespaces.set(name.slice(6), String(value));
    }
    if (this.defaultNamespace !== undefined) namespaces.set('', this.defaultNamespace);
    this.headerName = header.name;
    this.namespaces = namespaces;
    return { kind: 'header', header };
  }

  /** `</name>`, with white space before the `>` at most. */
  private checkEndTag(piece: string, name: string): void {
    let at = 2 + name.length;
    while (isSpace(piece.charCodeAt(at))) at++;
    if (!piece.startsWith(name, 2) || at !== piece.length - 1) {
      throw new XmlError('not-well-formed', 'an end tag that does not fit the stream', 0);
    }
  }
}
