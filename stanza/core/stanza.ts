/**
 * iq, message and presence (RFC 6120 section 8, RFC 6121).
 */
import { childElements, isElement, type Element, type XmlElement } from './element.js';
import { stanzaError, type StanzaErrorCondition } from './error.js';
import { xml, type XmlChild } from './xml.js';

export const NS_CLIENT = 'jabber:client';

export type StanzaKind = 'iq' | 'message' | 'presence';
export type IqType = 'get' | 'set' | 'result' | 'error';
export type MessageType = 'chat' | 'error' | 'groupchat' | 'headline' | 'normal';

/** An iq of type `get` for `to` (absent: the own account) around `child`. The engine adds the id. */
export const iqGet = (to: string | undefined, child: Element): XmlElement => iq('get', to, child);

/** An iq of type `set` for `to` (absent: the own account) around `child`. The engine adds the id. */
export const iqSet = (to: string | undefined, child: Element): XmlElement => iq('set', to, child);

const iq = (type: IqType, to: string | undefined, child: Element): XmlElement =>
  xml('iq', { xmlns: NS_CLIENT, type, to }, child);

/** The answer to `request`, an iq of type get or set. */
export const iqResult = (request: Element, child?: Element): XmlElement =>
  xml('iq', { ...answerTo(request), type: 'result' }, child);

/** The refusal of `request`, an iq of type get or set. The request's content is not sent back. */
export const iqError = (request: Element, error: StanzaErrorCondition | Element): XmlElement =>
  xml(
    'iq',
    { ...answerTo(request), type: 'error' },
    typeof error === 'string' ? stanzaError(error) : error,
  );

function answerTo(request: Element): Record<string, string | undefined> {
  return {
    xmlns: NS_CLIENT,
    id: request.attrs['id'] as string | undefined, // attributes are strings
    to: request.attrs['from'] as string | undefined,
  };
}

/** A message; `type` is left out for `normal`. */
export const messageStanza = (
  attrs: { to?: string | undefined; type?: MessageType; id?: string | undefined },
  ...children: XmlChild[]
): XmlElement => xml('message', { xmlns: NS_CLIENT, ...attrs }, ...children);

/** A presence; without `type` it says that its sender is available. */
export const presenceStanza = (
  attrs: { to?: string | undefined; type?: string | undefined; id?: string | undefined } = {},
  ...children: XmlChild[]
): XmlElement => xml('presence', { xmlns: NS_CLIENT, ...attrs }, ...children);

/** Whether `el` is one of the three stanzas, in `jabber:client`. */
export function isStanza(el: Element): boolean {
  const name = el.getName();
  return (name === 'iq' || name === 'message' || name === 'presence') && el.getNS() === NS_CLIENT;
}

/** The type of a message: `normal` where it is absent or unknown (RFC 6121 section 5.2.2). */
export function messageType(message: Element): MessageType {
  const type: unknown = message.attrs['type'];
  return type === 'chat' || type === 'error' || type === 'groupchat' || type === 'headline'
    ? type
    : 'normal';
}

/** The one child element of an iq; `undefined` where there is none or more than one. */
export function iqChild(iq: Element): Element | undefined {
  const children = childElements(iq);
  return children.length === 1 ? children[0] : undefined;
}

/** Whether an element has no child element and no text but white space. */
export const isEmpty = (el: Element): boolean =>
  !el.children.some((node) => isElement(node) || node.trim() !== '');
