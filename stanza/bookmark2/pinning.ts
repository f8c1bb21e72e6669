/**
 * XEP-0469: Bookmark Pinning, version 0.1.0 (2022-08-23).
 * https://xmpp.org/extensions/xep-0469.html
 */
import { xml, type XmlElement } from '../core/index.js';

export const NS_BOOKMARK_PINNING = 'urn:xmpp:bookmarks-pinning:0';

/** `<pinned/>`, which stands in the extensions of a bookmark (section 3). */
export const pinnedElement = (): XmlElement => xml('pinned', { xmlns: NS_BOOKMARK_PINNING });
