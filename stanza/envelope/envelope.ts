/**
 * XEP-0420: Stanza Content Encryption, version 0.5.0 (2026-06-23): what is encrypted in place of
 * single elements. https://xmpp.org/extensions/xep-0420.html
 */
import {
  MalformedStanza,
  childElements,
  formatDateTime,
  readDateTime,
  readJid,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { isServerProcessed } from './server-processed.js';

export const NS_SCE = 'urn:xmpp:sce:1';

/** What stands beside the content against certain attacks (section 4). */
export interface EnvelopeAffixes {
  /** Padding, so that the length of what is encrypted tells nothing. */
  readonly rpad?: string;
  /** When it was encrypted. */
  readonly time?: Date;
  /** Whom the stanza is for, a bare JID. */
  readonly to?: string;
  /** Who sends the stanza, a bare JID. */
  readonly from?: string;
}

/** An affix element. */
export type EnvelopeAffix = keyof EnvelopeAffixes;

/** What is encrypted: elements of a stanza, with affixes. */
export interface Envelope<Content extends Element = Element> extends EnvelopeAffixes {
  /** As they would stand in the stanza, in namespaces of their own: a body in `jabber:client`. */
  readonly content: readonly Content[];
}

/**
 * `<envelope/>` (section 6.1). Its text is encrypted; it never stands in a stanza itself.
 *
 * @throws TypeError for content that servers have to see, which belongs in the stanza (section 9), and
 * for content without a namespace of its own
 */
export function envelopeElement(envelope: Envelope<XmlElement>): XmlElement {
  const { rpad, time, to, from } = envelope;
  return xml(
    'envelope',
    { xmlns: NS_SCE },
    xml('content', {}, ...envelope.content.map(written)),
    time !== undefined && xml('time', { stamp: formatDateTime(time) }),
    to !== undefined && xml('to', { jid: to }),
    from !== undefined && xml('from', { jid: from }),
    rpad !== undefined && xml('rpad', {}, rpad),
  );
}

function written(el: XmlElement): XmlElement {
  const xmlns: unknown = el.attrs['xmlns'];
  if (typeof xmlns !== 'string' || xmlns === NS_SCE) {
    throw new TypeError(`expected <${el.getName()}/> with a namespace of its own`);
  }
  if (isServerProcessed(el)) {
    throw new TypeError(`expected content, got <${el.getName()}/>, which is for servers`);
  }
  return el;
}

/**
 * Reads an `<envelope/>`; what is for servers, and what has no namespace of its own, is left out of its
 * content (sections 8 and 10).
 *
 * Does not judge the affixes: {@link envelopeFault} does.
 *
 * @returns `undefined` when the element is something else
 * @throws MalformedStanza for no content or several ones, and for affixes that are there twice or
 * cannot be read
 */
export function readEnvelope(el: Element): Envelope | undefined {
  if (!el.is('envelope', NS_SCE)) return undefined;
  const content = only(el, 'content');
  if (content === undefined) throw new MalformedStanza('expected content in an envelope');
  const [rpad, time] = [only(el, 'rpad'), only(el, 'time')];
  const [to, from] = [only(el, 'to'), only(el, 'from')];
  return {
    content: childElements(content).filter(
      (one) => one.getNS() !== NS_SCE && !isServerProcessed(one),
    ),
    ...(rpad && { rpad: rpad.getText() }),
    ...(time && { time: readStamp(time) }),
    ...(to && { to: readAddress(to) }),
    ...(from && { from: readAddress(from) }),
  };
}

/** The child of that name, of which there may be one. */
function only(envelope: Element, name: string): Element | undefined {
  const [one, another] = envelope.getChildren(name, NS_SCE);
  if (another !== undefined) throw new MalformedStanza(`expected one <${name}/> in an envelope`);
  return one;
}

function readStamp({ attrs }: Element): Date {
  const stamp = readDateTime((attrs['stamp'] as string | undefined) ?? ''); // attributes are strings
  if (stamp === undefined) throw new MalformedStanza('expected a stamp of XEP-0082 in an envelope');
  return stamp;
}

function readAddress(el: Element): string {
  const jid = readJid(el.attrs['jid'] as string | undefined); // attributes are strings
  if (jid === undefined) throw new MalformedStanza(`expected a JID in <${el.getName()}/>`);
  return jid.toString();
}
