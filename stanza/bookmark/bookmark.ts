/**
 * XEP-0048: Bookmarks, version 1.2 (2020-08-04), deprecated: all in one element, which whoever changes
 * one of them writes anew. https://xmpp.org/extensions/xep-0048.html
 */
import {
  conferenceElement,
  extensionElements,
  readConference,
  type Bookmark,
} from '../bookmark2/index.js';
import {
  childElements,
  copyElement,
  parse,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import {
  pubsubSubscriptionElement,
  readPubsubSubscription,
  type PubsubSubscription,
} from '../pubsub-subscription/pubsub-subscription.js';

/** The namespace, and the node at the account. */
export const NS_BOOKMARK_STORAGE = 'storage:bookmarks';
/**
 * Announced by accounts whose server keeps the node and private XML storage the same (XEP-0411, version
 * 1.1.0).
 */
export const NS_BOOKMARKS_CONVERSION = 'urn:xmpp:bookmarks-conversion:0';

/** A web page that somebody comes back to. */
export interface UrlBookmark {
  /** An HTTP or HTTPS URL (section 2.2). */
  readonly url: string;
  readonly name?: string;
}

/** All that somebody comes back to. */
export interface BookmarkStorage {
  readonly rooms: readonly Bookmark[];
  readonly urls: readonly UrlBookmark[];
  /** Nodes, as Movim stores them (`<subscription/>` of XEP-0330). */
  readonly subscriptions: readonly PubsubSubscription[];
  /** What is not understood, each an element as XML text: give it back when you write. */
  readonly others?: readonly string[];
}

/** `<storage/>`. */
export const bookmarkStorageElement = (storage: BookmarkStorage): XmlElement =>
  xml(
    'storage',
    { xmlns: NS_BOOKMARK_STORAGE },
    storage.rooms.map((room) =>
      conferenceElement(room, { jid: room.jid }, extensionElements(room)),
    ),
    storage.urls.map(({ name, url }) => xml('url', { name, url })),
    storage.subscriptions.map(pubsubSubscriptionElement),
    storage.others?.map((text) => parse(text)),
  );

/** Reads a `<storage/>`; `undefined` for another element. What it holds has any order. */
export function readBookmarkStorage(el: Element): BookmarkStorage | undefined {
  if (!el.is('storage', NS_BOOKMARK_STORAGE)) return undefined;
  const rooms: Bookmark[] = [];
  const urls: UrlBookmark[] = [];
  const subscriptions: PubsubSubscription[] = [];
  const others: string[] = [];
  for (const child of childElements(el)) {
    const room = readRoom(child);
    const url = readUrl(child);
    const subscription = readPubsubSubscription(child);
    if (room) rooms.push(room);
    else if (url) urls.push(url);
    else if (subscription) subscriptions.push(subscription);
    else others.push(copyElement(child).toString());
  }
  return { rooms, urls, subscriptions, ...(others.length > 0 && { others }) };
}

/** What other clients keep with a room stands beside its nickname, without an element around it. */
const readRoom = (el: Element): Bookmark | undefined =>
  el.is('conference', NS_BOOKMARK_STORAGE)
    ? readConference(
        el,
        el.attrs['jid'] as string | undefined, // attributes are strings
        childElements(el).filter((child) => child.getNS() !== NS_BOOKMARK_STORAGE),
      )
    : undefined;

function readUrl(el: Element): UrlBookmark | undefined {
  if (!el.is('url', NS_BOOKMARK_STORAGE)) return undefined;
  const { name, url } = el.attrs as { readonly name?: string; readonly url?: string }; // attributes are strings
  // "HTTP or HTTPS URLs": others, `javascript:` for one, are for nobody to open.
  if (url === undefined || !isWebUrl(url)) return undefined;
  return { url, ...(name !== undefined && name !== '' && { name }) };
}

/** Whether it is an HTTP or HTTPS URL. */
export const isWebUrl = (url: string): boolean => /^https?:\/\/[^\s]+$/i.test(url);
