/**
 * Which older bookmarks were given one of XEP-0402: in a private node of the account, so that all its
 * devices know. No specification has it.
 */
import { readJid, xml, type Element, type XmlElement } from '../core/index.js';

/** The namespace, and the node at the account. */
export const NS_CONVERTED_BOOKMARKS = 'https://xec.example/converted-bookmarks';

/** `<converted/>` with the rooms, bare JIDs. */
export const convertedBookmarks = (rooms: readonly string[]): XmlElement =>
  xml(
    'converted',
    { xmlns: NS_CONVERTED_BOOKMARKS },
    rooms.map((jid) => xml('room', { jid })),
  );

/** Reads a `<converted/>`: each room once, prepared; none where it is something else. */
export function readConvertedBookmarks(el: Element): string[] {
  if (!el.is('converted', NS_CONVERTED_BOOKMARKS)) return [];
  const rooms = el
    .getChildren('room', NS_CONVERTED_BOOKMARKS)
    .flatMap(({ attrs }) => readJid(attrs['jid'] as string | undefined)?.bare ?? []); // a string
  return [...new Set(rooms)];
}
