/**
 * XEP-0424: Message Retraction, version 0.4.2 (2025-01-18).
 * https://xmpp.org/extensions/xep-0424.html
 */
import {
  childText,
  formatDateTime,
  readDateTime,
  readJid,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { idOf } from './id-of.js';

export const NS_RETRACTION = 'urn:xmpp:message-retract:1';

/** A message is taken back. */
export interface Retraction {
  /** Its id; in a room its stanza-id. */
  readonly id: string;
  readonly reason?: string;
}

/** `<retract/>` (section 3.2). */
export const retractElement = ({ id, reason }: Retraction): XmlElement =>
  xml('retract', { xmlns: NS_RETRACTION, id }, reason !== undefined && xml('reason', {}, reason));

/** Reads the `<retract/>` of a message that its sender takes back; of a moderator's, nothing. */
export function readRetraction(message: Element): Retraction | undefined {
  const el = message.getChild('retract', NS_RETRACTION);
  const id = idOf(el);
  if (el === undefined || id === undefined || el.getChild('moderated') !== undefined) {
    return undefined;
  }
  const reason = childText(el, 'reason', NS_RETRACTION);
  return { id, ...(reason !== undefined && { reason }) };
}

/** What an archive has in the place of a message that was taken back (section 5). */
export interface Tombstone {
  /** When; XEP-0082. */
  readonly stamp?: string;
  /** The moderator, where one did (XEP-0425 section 5). */
  readonly by?: string;
}

/** Reads the `<retracted/>` of a message. */
export function readTombstone(message: Element): Tombstone | undefined {
  const el = message.getChild('retracted', NS_RETRACTION);
  if (el === undefined) return undefined;
  const date = readDateTime((el.attrs['stamp'] as string | undefined) ?? ''); // attributes are strings
  const moderated = el.getChildElements().find((child) => child.getName() === 'moderated');
  const by = readJid(moderated?.attrs['by'] as string | undefined); // as above
  return {
    ...(date !== undefined && { stamp: formatDateTime(date) }),
    ...(by !== undefined && { by: by.toString() }),
  };
}
