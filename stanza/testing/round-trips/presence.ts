import fc from 'fast-check';
import {
  availablePresence,
  capsElement,
  formatDateTime,
  idleElement,
  nickElement,
  parseJid,
  readIdle,
  readNick,
  readPresence,
  subscriptionPresence,
  unavailablePresence,
  type AvailableOptions,
  type PresenceStatus,
  type SubscriptionOptions,
} from '../../index.js';
import { instant, shape, trimmed, words } from './arbitraries.js';
import { entity } from './caps.js';
import { inPresence } from './places.js';
import { roundTrip } from './round-trip.js';

const jid = 'romeo@montague.example/orchard';
const from = parseJid(jid);

const status = fc.uniqueArray(shape<PresenceStatus>({ text: words }, { lang: words }), {
  ...{ minLength: 1, maxLength: 3 },
  selector: ({ lang }) => lang,
});

const available = shape<Omit<AvailableOptions, 'to'>>(
  {},
  {
    show: fc.constantFrom('chat', 'away', 'dnd', 'xa'),
    ...{ status, priority: fc.integer({ min: -128, max: 127 }), idle: instant },
  },
);
const subscription = fc.tuple(
  fc.constantFrom('subscribe', 'subscribed', 'unsubscribe', 'unsubscribed'),
  shape<Omit<SubscriptionOptions, 'preauth'>>({}, { status, nick: trimmed }),
);

export const presence = [
  roundTrip({
    builders: { availablePresence, capsElement },
    readers: { readPresence },
    of: fc.tuple(available, entity),
    build: ([given, caps]) => availablePresence(given, capsElement(caps)),
    read: (el) => readPresence(el, from),
    expected: ([{ idle, ...given }, caps]) => ({
      ...{ jid, type: 'available', priority: 0, ...given, caps },
      ...(idle && { idle: formatDateTime(idle) }),
    }),
  }),
  roundTrip({
    builders: { unavailablePresence },
    readers: { readPresence },
    of: shape<{ status?: PresenceStatus[] }>({}, { status }),
    build: unavailablePresence,
    read: (el) => readPresence(el, from),
    expected: (given) => ({ jid, type: 'unavailable', priority: 0, ...given }),
  }),
  roundTrip({
    builders: { subscriptionPresence },
    readers: { readPresence },
    of: subscription,
    build: ([type, options]) => subscriptionPresence(type, 'juliet@capulet.example', options),
    read: (el) => readPresence(el, from),
    expected: ([type, given]) => ({ jid, type, priority: 0, ...given }),
  }),
  roundTrip({
    builders: { idleElement },
    readers: { readIdle },
    of: instant,
    build: (since) => inPresence(idleElement(since)),
    read: readIdle,
  }),
  roundTrip({
    builders: { nickElement },
    readers: { readNick },
    of: trimmed,
    build: (nick) => inPresence(nickElement(nick)),
    read: readNick,
  }),
];
