/**
 * XEP-0280: Message Carbons, version 1.0.1 (2021-12-26).
 * https://xmpp.org/extensions/xep-0280.html
 */
import {
  isElement,
  onlyChild,
  readJid,
  xml,
  type Element,
  type Jid,
  type XmlElement,
} from '../core/index.js';
import { readForwarded, type ForwardedMessage } from '../forward/forward.js';

export const NS_CARBONS = 'urn:xmpp:carbons:2';

/** A copy of a message that another client of the account sent or received. */
export interface Carbon extends ForwardedMessage {
  readonly direction: 'sent' | 'received';
}

/** `<enable/>`, the child of an iq of type `set` to the own account (section 4). */
export const enableCarbons = (): XmlElement => xml('enable', { xmlns: NS_CARBONS });

/** `<disable/>`, the child of an iq of type `set` to the own account (section 5). */
export const disableCarbons = (): XmlElement => xml('disable', { xmlns: NS_CARBONS });

/**
 * `<private/>`, in a message that is not to be copied; the hint `no-copy` goes with it (section 9),
 * so the message goes to a full JID.
 */
export const privateCarbon = (): XmlElement => xml('private', { xmlns: NS_CARBONS });

const isWrapper = (el: Element): boolean =>
  el.is('sent', NS_CARBONS) || el.is('received', NS_CARBONS);

/**
 * Reads the copy in a message of one's own account (sections 7 and 8).
 *
 * Does not judge the outer sender: the payload's registration does (section 11). It does judge what
 * the copy says: what was sent was sent by the own account.
 *
 * @param outer the message around the wrapper
 * @param account the own bare JID
 * @returns `undefined` unless there is one wrapper with one message in it that names its sender, and
 * that is neither a carbon itself nor of type `groupchat`: those come from the room, once (section
 * 6.1).
 */
export function readCarbon(outer: Element, account: Jid): Carbon | undefined {
  const wrapper = onlyChild(outer, isWrapper);
  const forwarded = wrapper && readForwarded(wrapper);
  if (wrapper === undefined || forwarded === undefined) return undefined;
  const { message, delay } = forwarded;
  const from = readJid(message.attrs['from'] as string | undefined); // attributes are strings
  if (from === undefined || message.attrs['type'] === 'groupchat') return undefined;
  for (const child of message.children) if (isElement(child) && isWrapper(child)) return undefined;
  const direction = wrapper.getName() === 'received' ? 'received' : 'sent';
  if (direction === 'sent' && from.bare !== account.bare) return undefined;
  return delay === undefined ? { direction, message } : { direction, message, delay };
}
