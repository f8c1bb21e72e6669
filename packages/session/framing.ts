/**
 * How a stream is opened, read and ended on the frames of a transport.
 */
import {
  NS_CLIENT,
  NS_FRAMING,
  NS_STREAM,
  STREAM_END,
  StreamReader,
  closeStream,
  componentHeader,
  openStream,
  parse,
  streamHeader,
  write,
  type Element,
  type ParseLimits,
  type StreamOpening,
} from '@xec/stanza';
import type { Transport } from '@xec/transport';

/** The frames of one stream. */
export interface Framing {
  open(opening: StreamOpening): string;
  /** Whether the server opens its side by this element. */
  isOpening(el: Element): boolean;
  readonly close: string;
  /** A stanza, as it is stored. */
  stanza(xml: string): string;
  /**
   * Reads a frame; an {@link End} where the server ends the stream.
   *
   * @param bytes its UTF-8, where the transport has that
   * @throws XmlError with the stream error to send
   */
  read(frame: string, bytes?: Uint8Array): Element | End;
}

/** The server's end of the stream. */
export class End {
  /** Where it would like the client to go (RFC 7395 section 3.6.1). */
  constructor(readonly elsewhere?: string) {}
}

/** The framing of a new stream. `isComponent`: of one that is no client's (XEP-0114). */
export function framingOf(
  { framing }: Transport,
  limits: ParseLimits,
  isComponent: boolean,
): Framing {
  if (isComponent) return new ComponentFraming(limits);
  return framing === 'stream' ? new StreamFraming(limits) : new WebSocketFraming(limits);
}

const WEBSOCKET_CLOSE = write(closeStream());

/** RFC 7395: each frame is a document of its own. */
class WebSocketFraming implements Framing {
  readonly close = WEBSOCKET_CLOSE;

  constructor(private readonly limits: ParseLimits) {}

  open(opening: StreamOpening): string {
    return write(openStream(opening));
  }

  /** Not by the tag that RFC 6120 has for it (section 3.3). */
  isOpening(el: Element): boolean {
    return el.is('open', NS_FRAMING);
  }

  stanza(xml: string): string {
    return xml;
  }

  read(frame: string, bytes?: Uint8Array): Element | End {
    const el = parse(frame, this.limits, undefined, bytes);
    if (!el.is('close', NS_FRAMING)) return el;
    const elsewhere: unknown = el.attrs['see-other-uri'];
    return new End(typeof elsewhere === 'string' ? elsewhere : undefined);
  }
}

/** RFC 6120: one document, which lasts as long as the stream. */
class StreamFraming implements Framing {
  readonly close = STREAM_END;
  protected readonly reader: StreamReader;

  constructor(limits: ParseLimits, defaultNamespace?: string) {
    this.reader = new StreamReader(limits, defaultNamespace);
  }

  open(opening: StreamOpening): string {
    return streamHeader(opening);
  }

  isOpening(el: Element): boolean {
    return el.is('stream', NS_STREAM);
  }

  stanza(xml: string): string {
    return xml;
  }

  read(frame: string): Element | End {
    const piece = this.reader.read(frame);
    if (piece.kind === 'end') return new End();
    return piece.kind === 'header' ? piece.header : piece.element;
  }
}

/**
 * XEP-0114: stanzas are in a namespace of their own there, which nobody above needs to know, and each
 * says whom of the component it is from.
 */
class ComponentFraming extends StreamFraming {
  private own = '';

  constructor(limits: ParseLimits) {
    super(limits, NS_CLIENT);
  }

  override open({ to }: StreamOpening): string {
    this.own = ` from="${to}"`; // a domain, which needs no escaping
    return componentHeader(to);
  }

  /** They say their namespace in the first tag; without, it is that of the stream. */
  override stanza(xml: string): string {
    const at = STANZA.exec(xml)?.[0].length;
    if (at === undefined) return xml;
    const end = xml.indexOf('>');
    const attributes = xml.slice(at, end).replace(CLIENT, '');
    const own = attributes.includes(' from="') ? '' : this.own;
    return xml.slice(0, at) + own + attributes + xml.slice(end);
  }
}

const CLIENT = ` xmlns="${NS_CLIENT}"`;
const STANZA = /^<(?:iq|message|presence)(?=[ />])/u;
