/**
 * How a stream is opened, read and ended on the frames of a socket. A connection speaks the elements
 * of RFC 7395; over TCP they stand for the tags of RFC 6120 section 4.
 */
import { NS_CLIENT, parse, StreamReader, write, xml, type XmlElement } from '@xec/stanza';
import type { FrameSocket } from './frame-socket.js';
import { NS_FRAMING, NS_STREAM } from './namespaces.js';
import { close } from './stream-elements.js';

/** The frames of one stream. */
export interface Framing {
  /**
   * Reads a frame; a stream's tags as `<open/>` and `<close/>`.
   *
   * @throws XmlError with the stream error to send.
   */
  read(frame: string): XmlElement;
  /** An element, or what stands for `<open/>` and `<close/>`. */
  write(el: XmlElement): string;
  /** An element that is written already, and stands alone. */
  stanza(xml: string): string;
}

/** The framing of a new stream. @param xmlns of its stanzas */
export const framingOf = ({ framing }: FrameSocket, xmlns = NS_CLIENT): Framing =>
  framing === 'stream' ? new StreamFraming(xmlns) : frames;

/** RFC 7395: each frame is a document of its own. */
const frames: Framing = { read: parse, write, stanza: (text) => text };

/** RFC 6120: one document, which lasts as long as the stream. */
class StreamFraming implements Framing {
  /** Inside, stanzas are in `jabber:client`, whatever the stream calls them (XEP-0114). */
  readonly #reader = new StreamReader(undefined, NS_CLIENT);

  constructor(private readonly xmlns: string) {}

  read(frame: string): XmlElement {
    const piece = this.#reader.read(frame);
    if (piece.kind === 'element') return piece.element;
    return piece.kind === 'end' ? close() : this.#open(piece.header);
  }

  /** Another header stays as it is: no stream begins with it. */
  #open(header: XmlElement): XmlElement {
    const isOurs = header.is('stream', NS_STREAM) && header.attrs['xmlns'] === this.xmlns;
    if (!isOurs) return header;
    const { to, from, version } = header.attrs as Readonly<Record<string, string | undefined>>; // attributes are strings
    return xml('open', { xmlns: NS_FRAMING, to, from, version });
  }

  write(el: XmlElement): string {
    if (el.is('close', NS_FRAMING)) return '</stream:stream>';
    if (!el.is('open', NS_FRAMING)) return this.stanza(write(el));
    const { xmlns: _, ...attrs } = el.attrs;
    const header = xml('stream:stream', {
      xmlns: this.xmlns,
      'xmlns:stream': NS_STREAM,
      ...attrs,
    });
    return `<?xml version='1.0'?>${write(header).slice(0, -2)}>`;
  }

  /** The stream declares these once, as real servers have it. */
  stanza(text: string): string {
    const end = text.indexOf('>');
    return [CLIENT, STREAM].reduce((shorter, declaration) => {
      const at = shorter.indexOf(declaration);
      if (at === -1 || at > end) return shorter;
      return shorter.slice(0, at) + shorter.slice(at + declaration.length);
    }, text);
  }
}

const CLIENT = ` xmlns="${NS_CLIENT}"`;
const STREAM = ` xmlns:stream="${NS_STREAM}"`;
