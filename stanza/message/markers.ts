/**
 * XEP-0333: Displayed Markers, version 1.0.0 (2024-04-17).
 * https://xmpp.org/extensions/xep-0333.html
 */
import { xml, type Element, type XmlElement } from '../core/index.js';

export const NS_CHAT_MARKERS = 'urn:xmpp:chat-markers:0';

/** `received` and `acknowledged` are of versions before 1.0.0; some clients still send them. */
export const markerTypes = ['displayed', 'received', 'acknowledged'] as const;

export type MarkerType = (typeof markerTypes)[number];

/** How far a conversation was seen: all messages up to the one it names. */
export interface Marker {
  readonly type: MarkerType;
  /** The message's id; in a room its stanza-id (section 4.3). */
  readonly id: string;
}

/** `<markable/>`, in a message that has an id: asks to be told when it was displayed (section 4.1). */
export const markable = (): XmlElement => xml('markable', { xmlns: NS_CHAT_MARKERS });

/** `<displayed/>`: messages up to the one of that id were displayed (section 4.2). */
export const displayedMarker = (id: string): XmlElement =>
  xml('displayed', { xmlns: NS_CHAT_MARKERS, id });

/** Whether a message asks for a marker. */
export const isMarkable = (message: Element): boolean =>
  message.getChild('markable', NS_CHAT_MARKERS) !== undefined;

/** Reads the marker of a message; of several the one that says most. */
export function readMarker(message: Element): Marker | undefined {
  for (const type of markerTypes) {
    const id: unknown = message.getChild(type, NS_CHAT_MARKERS)?.attrs['id'];
    if (typeof id === 'string' && id !== '') return { type, id };
  }
  return undefined;
}
