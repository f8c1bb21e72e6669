/**
 * XEP-0085: Chat State Notifications, version 2.1 (2009-09-23).
 * https://xmpp.org/extensions/xep-0085.html
 */
import { onlyChild, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_CHAT_STATES = 'http://jabber.org/protocol/chatstates';

/** The states (section 2). */
export const chatStates = ['active', 'composing', 'paused', 'inactive', 'gone'] as const;

/** What someone does in a conversation. */
export type ChatState = (typeof chatStates)[number];

const names: ReadonlySet<string> = new Set(chatStates);

const isOfChatStates = (el: Element): boolean => el.getNS() === NS_CHAT_STATES;

/** `<composing/>` and the like; with a body only `active` is meant to stand (section 5.5). */
export const chatState = (state: ChatState): XmlElement => xml(state, { xmlns: NS_CHAT_STATES });

/**
 * Reads the chat state of a message.
 *
 * @returns `undefined` without one, and with several: "MUST NOT contain more than one child element"
 * (section 5.5).
 */
export function readChatState(message: Element): ChatState | undefined {
  const name = onlyChild(message, isOfChatStates)?.getName();
  return name !== undefined && names.has(name) ? (name as ChatState) : undefined; // just looked up
}
