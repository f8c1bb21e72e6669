/**
 * A session with every feature, a contact, an acquaintance, a joined room and an open archive.
 */
import { allFeatures, type FactChange } from '@xec/xec';
import { openRoom, type TestRoom } from '../rooms/open-room.js';
import { ACQUAINTANCE, CONTACT, OWN_BARE, ROOM, SELF } from './senders.js';

const KNOWN: readonly FactChange[] = [
  { section: 'contact', key: CONTACT, value: { subscription: 'both' } },
  { section: 'contact', key: ACQUAINTANCE, value: { subscription: 'to' } },
  { section: 'contact', key: 'mallory@evil.example' },
  { section: 'contact', key: 'places.example' },
  { section: 'room', key: ROOM, value: { nick: 'juliet' } },
  { section: 'query', key: 'q1', value: { archive: OWN_BARE } },
];

const ANNOUNCED = ['urn:xmpp:sid:0', 'http://jabber.org/protocol/pubsub#publish-options'];

export const openWorld = (): TestRoom =>
  openRoom(allFeatures, { self: SELF, announced: ANNOUNCED });

/** Puts everything back: what stanzas before this one did is forgotten. */
export function restore({ engine, packets, sent, faults, completed }: TestRoom): void {
  for (const change of KNOWN) engine.facts.apply(change);
  engine.pending.drain();
  for (const list of [packets, sent, faults, completed]) list.length = 0;
}
