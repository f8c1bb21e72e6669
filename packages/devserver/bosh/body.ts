/**
 * `<body/>`, the wrapper of XEP-0124, on the server's side.
 */
import { StreamCutter, StreamReader, write, xml, XmlError, type XmlElement } from '@xec/stanza';

const NS_BODY = 'http://jabber.org/protocol/httpbind';
const NS_XBOSH = 'urn:xmpp:xbosh';

export interface ReadBody {
  readonly attrs: Readonly<Record<string, string | undefined>>;
  /** The elements inside, each standing alone. */
  readonly frames: readonly string[];
}

/** @throws XmlError where it is no `<body/>`. */
export function readBody(text: string): ReadBody {
  const reader = new StreamReader();
  const frames: string[] = [];
  const found: { header?: XmlElement } = {};
  const cutter = new StreamCutter((part) => {
    const piece = reader.read(part);
    if (piece.kind === 'header') found.header = piece.header;
    if (piece.kind === 'element') frames.push(write(piece.element));
  });
  cutter.write(text);
  if (found.header?.is('body', NS_BODY) !== true) {
    throw new XmlError('bad-format', '<body/> was expected', 0);
  }
  return { attrs: found.header.attrs, frames };
}

/** @param content elements that are written already */
export function writeBody(
  attrs: Readonly<Record<string, string | undefined>>,
  content = '',
): string {
  const stream = 'http://etherx.jabber.org/streams';
  const empty = write(
    xml('body', { xmlns: NS_BODY, 'xmlns:xmpp': NS_XBOSH, 'xmlns:stream': stream, ...attrs }),
  );
  return content === '' ? empty : `${empty.slice(0, -2)}>${content}</body>`;
}
