/**
 * XEP-0402: PEP Native Bookmarks, version 1.2.0 (2024-08-15).
 * https://xmpp.org/extensions/xep-0402.html
 */
import {
  childElements,
  copyElement,
  parse,
  readJid,
  xml,
  type Element,
  type XmlAttributes,
  type XmlElement,
} from '../core/index.js';
import {
  notificationElement,
  readNotificationSettings,
  type NotificationSetting,
} from './notification-settings.js';
import { NS_BOOKMARK_PINNING, pinnedElement } from './pinning.js';

/** The namespace, and the node at the account. */
export const NS_BOOKMARKS = 'urn:xmpp:bookmarks:1';
/** The same, of versions before 1.0.0. */
export const NS_BOOKMARKS_0 = 'urn:xmpp:bookmarks:0';
/** Announced by accounts whose server keeps private XML storage (XEP-0049) the same (section 6). */
export const NS_BOOKMARKS_COMPAT = `${NS_BOOKMARKS}#compat`;
/** Announced by accounts whose server keeps the node of XEP-0048 the same (section 6). */
export const NS_BOOKMARKS_COMPAT_PEP = `${NS_BOOKMARKS}#compat-pep`;

/** A room that somebody comes back to. */
export interface Bookmark {
  /** The room, a bare JID. */
  readonly jid: string;
  /** What its owner calls it; "SHOULD NOT" be made from the JID (section 2). */
  readonly name?: string;
  /** Whether it is to be joined at every login, and now. */
  readonly autojoin: boolean;
  /** Under which nickname; absent: the usual one. */
  readonly nick?: string;
  /** Stored as it is, "not intended to be a secure storage" (section 2). */
  readonly password?: string;
  /** It is important to its owner (XEP-0469). */
  readonly isPinned?: true;
  /** What in it notifies (XEP-0492). */
  readonly notify?: readonly NotificationSetting[];
  /** What other clients keep with it, each an element as XML text: "MUST preserve these" (section 2). */
  readonly extensions?: readonly string[];
}

/** `<conference/>`; the room is the id of its item. */
export const bookmarkElement = (bookmark: Bookmark): XmlElement => {
  const extensions = extensionElements(bookmark);
  const all = extensions.length > 0 ? [xml('extensions', {}, extensions)] : [];
  return conferenceElement(bookmark, { xmlns: NS_BOOKMARKS }, all);
};

/** Reads the item `item`, of this or the older namespace; `undefined` where it is no room's bookmark. */
export function readBookmark(el: Element, item: string): Bookmark | undefined {
  const xmlns = [NS_BOOKMARKS, NS_BOOKMARKS_0].find((ns) => el.is('conference', ns));
  if (xmlns === undefined) return undefined;
  const extensions = el.getChild('extensions', xmlns);
  return readConference(el, item, extensions ? childElements(extensions) : []);
}

/**
 * Reads what bookmarks of all kinds say in the same words.
 *
 * @param jid the room, as it is said
 * @param extensions what stands beside
 */
export function readConference(
  el: Element,
  jid: string | undefined,
  extensions: readonly Element[],
): Bookmark | undefined {
  const room = readJid(jid);
  if (room === undefined || room.resource !== undefined) return undefined;
  const { name, autojoin } = el.attrs as { readonly name?: string; readonly autojoin?: string }; // attributes are strings
  return {
    jid: room.bare,
    ...said('name', name),
    autojoin: autojoin === 'true' || autojoin === '1',
    ...said('nick', el.getChildText('nick', el.getNS())),
    ...said('password', el.getChildText('password', el.getNS())),
    ...readExtensions(extensions),
  };
}

/** `<conference/>`, with what bookmarks of all kinds say in the same words. */
export const conferenceElement = (
  { name, autojoin, nick, password }: Bookmark,
  attributes: XmlAttributes,
  extensions: readonly XmlElement[],
): XmlElement =>
  xml(
    'conference',
    { ...attributes, name, autojoin: autojoin ? true : undefined },
    nick !== undefined && xml('nick', {}, nick),
    password !== undefined && xml('password', {}, password),
    extensions,
  );

/** What stands beside: what we know of it, and what others keep there. */
export const extensionElements = ({
  isPinned,
  notify = [],
  extensions = [],
}: Bookmark): XmlElement[] => [
  ...(isPinned === true ? [pinnedElement()] : []),
  ...(notify.length > 0 ? [notificationElement(notify)] : []),
  ...extensions.map((text) => parse(text)),
];

/** What is not understood is kept as it is, as is a second one of what is. */
function readExtensions(
  elements: readonly Element[],
): Pick<Bookmark, 'isPinned' | 'notify' | 'extensions'> {
  const pinned = elements.find((el) => el.is('pinned', NS_BOOKMARK_PINNING));
  const notify = elements.find((el) => readNotificationSettings(el) !== undefined);
  const settings = notify && readNotificationSettings(notify);
  const others = elements.filter((el) => el !== pinned && el !== notify);
  return {
    ...(pinned && { isPinned: true }),
    ...(settings && { notify: settings }),
    ...(others.length > 0 && { extensions: others.map((el) => copyElement(el).toString()) }),
  };
}

const said = <K extends string>(
  key: K,
  value: string | null | undefined,
): Partial<Record<K, string>> =>
  // A computed key of a generic type is widened to string; it is K.
  value === undefined || value === null || value === ''
    ? {}
    : ({ [key]: value } as Record<K, string>);
