/**
 * XEP-0490: Message Displayed Synchronization, version 1.0.1 (2024-11-20).
 * https://xmpp.org/extensions/xep-0490.html
 */
import { readJid, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_STANZA_IDS } from '../message/index.js';

/** The namespace, and the node at the account. */
export const NS_MDS = 'urn:xmpp:mds:displayed:0';

/** Up to which message one of the own devices showed a conversation. */
export interface MdsDisplayed {
  /** The conversation: a bare JID, or an occupant of a room (section 3). */
  readonly chat: string;
  /** The stanza-id of the last message that was shown. */
  readonly id: string;
  /** Who gave it that id: the own account, or the room. */
  readonly by: string;
}

/** `<displayed/>`; the conversation is the id of its item. */
export const mdsElement = ({ id, by }: MdsDisplayed): XmlElement =>
  xml('displayed', { xmlns: NS_MDS }, xml('stanza-id', { xmlns: NS_STANZA_IDS, id, by }));

/** Reads the item of a conversation; `undefined` for something else. */
export function readMds(el: Element, item: string): MdsDisplayed | undefined {
  if (!el.is('displayed', NS_MDS)) return undefined;
  const { id, by } = (el.getChild('stanza-id', NS_STANZA_IDS)?.attrs ?? {}) as {
    readonly id?: string; // attributes are strings
    readonly by?: string;
  };
  const chat = readJid(item);
  const assigner = readJid(by);
  if (chat === undefined || assigner === undefined || id === undefined || id === '') {
    return undefined;
  }
  return { chat: chat.toString(), id, by: assigner.toString() };
}
