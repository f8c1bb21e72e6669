/**
 * `<body/>`, the wrapper of BOSH (XEP-0124 section 6, XEP-0206).
 */
import {
  defaultParseLimits,
  NS_CLIENT,
  StreamCutter,
  StreamReader,
  write,
  xml,
  XmlError,
  type XmlElement,
} from '@xec/stanza';

export const NS_BODY = 'http://jabber.org/protocol/httpbind';
export const NS_XBOSH = 'urn:xmpp:xbosh';

export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** A request's `<body/>`. @param payload elements that are written already */
export function writeBody(attributes: Attributes, payload: string): string {
  const usesXbosh = Object.keys(attributes).some((name) => name.startsWith('xmpp:'));
  const body = write(
    xml('body', {
      xmlns: NS_BODY,
      ...(usesXbosh && { 'xmlns:xmpp': NS_XBOSH }),
      ...attributes,
    }),
  );
  return payload === '' ? body : `${body.slice(0, -2)}>${payload}</body>`;
}

/** What a server answered. */
export interface Body {
  readonly attribute: (name: string) => string | undefined;
  /** The elements inside, each with the namespaces that it needs. */
  readonly elements: readonly XmlElement[];
}

/**
 * Reads an answer: its `<body/>` is a small stream, so that each element has limits of its own.
 *
 * @throws XmlError where it is no `<body/>`, or an element inside is not acceptable
 */
export function readBody(bytes: Uint8Array, maxFrameBytes: number): Body {
  const limits = { ...defaultParseLimits, maxBytes: maxFrameBytes };
  const reader = new StreamReader(limits);
  const elements: XmlElement[] = [];
  const found: { header?: XmlElement; isComplete?: true } = {};
  const cutter = new StreamCutter((text) => {
    const piece = reader.read(text);
    if (piece.kind === 'element') elements.push(standing(piece.element));
    else if (piece.kind === 'end') found.isComplete = true;
    else found.header = piece.header;
  }, limits);
  cutter.write(bytes);
  const { header, isComplete } = found;
  if (header?.is('body', NS_BODY) !== true || isComplete === undefined) {
    throw new XmlError('bad-format', 'something else came', 0);
  }
  const { attrs } = header;
  const xbosh = Object.keys(attrs).find(
    (name) => name.startsWith('xmlns:') && attrs[name] === NS_XBOSH,
  );
  return {
    attribute: (name) => {
      const own = name.startsWith('xmpp:') ? `${xbosh?.slice(6) ?? 'xmpp'}:${name.slice(5)}` : name;
      return attrs[own] as string | undefined; // the parser makes attributes strings
    },
    elements,
  };
}

/** Some servers leave out the namespace of stanzas, which then would be that of `<body/>`. */
function standing(el: XmlElement): XmlElement {
  const isBare = el.getNS() === NS_BODY && /^(?:iq|message|presence)$/u.test(el.name);
  if (isBare) el.attrs['xmlns'] = NS_CLIENT;
  return el;
}
