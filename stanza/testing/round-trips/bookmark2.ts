import fc from 'fast-check';
import {
  NS_BOOKMARKS,
  bookmarkElement,
  conferenceElement,
  extensionElements,
  notificationElement,
  notificationLevels,
  readBookmark,
  readConference,
  readNotificationSettings,
  type Bookmark,
  type NotificationSetting,
  type NotifiedIdentity,
} from '../../index.js';
import { bareJid, foreign, shape, some, words, yes } from './arbitraries.js';
import { roundTrip } from './round-trip.js';

const settings = some(
  shape<NotificationSetting>(
    { level: fc.constantFrom(...notificationLevels) },
    {
      identity: shape<NotifiedIdentity>({ category: words }, { type: words }),
      advanced: some(foreign, 1),
    },
  ),
  1,
);

export const room = shape<Bookmark>(
  { jid: bareJid, autojoin: fc.boolean() },
  {
    ...{ name: words, nick: words, password: words },
    ...{ isPinned: yes, notify: settings, extensions: some(foreign, 1) },
  },
);

export const bookmark2 = [
  roundTrip({
    builders: { bookmarkElement },
    readers: { readBookmark },
    of: room,
    build: bookmarkElement,
    read: (el, { jid }) => readBookmark(el, jid),
  }),
  roundTrip({
    builders: { conferenceElement, extensionElements },
    readers: { readConference },
    of: room,
    build: (given) => conferenceElement(given, { xmlns: NS_BOOKMARKS }, extensionElements(given)),
    read: (el, { jid }) =>
      readConference(
        el,
        jid,
        el.getChildElements().filter((child) => child.getNS() !== NS_BOOKMARKS),
      ),
  }),
  roundTrip({
    builders: { notificationElement },
    readers: { readNotificationSettings },
    of: settings,
    build: notificationElement,
    read: readNotificationSettings,
  }),
];
