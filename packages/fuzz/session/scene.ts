/**
 * A session that is online with every feature, on a stage: its clock and its server are ours.
 */
import { setImmediate } from 'node:timers/promises';
import type { XmlElement } from '@xec/stanza';
import { openStage, type Stage } from '@xec/testing/stage';
import type { ContactFact, Feature, RoomFact, Sender } from '@xec/xec';

/** Everybody who may speak, of every kind of sender that a registration can name, and nobody. */
export const SENDERS: readonly string[] = [
  'juliet@capulet.example',
  'juliet@capulet.example/chamber',
  'capulet.example',
  'romeo@montague.example',
  'romeo@montague.example/orchard',
  'nurse@capulet.example/phone',
  'orchard@places.example',
  'orchard@places.example/romeo',
  'orchard@places.example/juliet',
  'places.example',
  'mallory@evil.example',
  'mallory@evil.example/x',
  'not@a@jid',
  '',
];

/** By kind of sender: those who are of it. */
export const SPEAKERS: Readonly<Record<Sender, readonly string[]>> = {
  self: ['juliet@capulet.example'],
  account: ['juliet@capulet.example', 'juliet@capulet.example/chamber'],
  server: ['capulet.example'],
  room: ['orchard@places.example', 'orchard@places.example/romeo', 'orchard@places.example/juliet'],
  contact: ['romeo@montague.example/orchard', 'nurse@capulet.example/phone'],
  subscriber: ['romeo@montague.example/orchard'],
  archive: ['juliet@capulet.example', 'orchard@places.example'],
  any: ['romeo@montague.example/orchard', 'mallory@evil.example/x'],
};

const CONTACTS: Readonly<Record<string, ContactFact>> = {
  'romeo@montague.example': { subscription: 'both' },
  'nurse@capulet.example': { subscription: 'to' },
};
const ROOMS: Readonly<Record<string, RoomFact>> = {
  'orchard@places.example': {
    nick: 'juliet',
    features: ['urn:xmpp:occupant-id:0', 'urn:xmpp:sid:0'],
  },
};

/** What own account and server announce: all that features ask for before they do something. */
const ANNOUNCED = [
  'urn:xmpp:sid:0',
  'urn:xmpp:mam:2',
  'urn:xmpp:carbons:2',
  'urn:xmpp:blocking',
  'urn:xmpp:push:0',
  'http://jabber.org/protocol/pubsub#publish-options',
  'http://jabber.org/protocol/pubsub#multi-items',
];

/** Opens the session and logs in. */
export async function openScene(features: readonly Feature[]): Promise<Stage> {
  const stage = await openStage({ features });
  await stage.connected();
  const { facts } = stage.session.engine;
  for (const [key, value] of Object.entries(CONTACTS))
    facts.apply({ section: 'contact', key, value });
  for (const [key, value] of Object.entries(ROOMS)) facts.apply({ section: 'room', key, value });
  for (const key of ['juliet@capulet.example', 'capulet.example']) {
    facts.apply({ section: 'announced', key, value: { features: ANNOUNCED } });
  }
  // The id of the archive query in the fixtures.
  facts.apply({ section: 'query', key: 'q1', value: { archive: 'juliet@capulet.example' } });
  return stage;
}

/** Lets everything happen that waits for no clock; for most stanzas one turn is enough. */
export async function turn(stage: Stage): Promise<void> {
  await setImmediate();
  stage.runtime.flush();
}

/** What the session said since the last call. */
export function takeSent(stage: Stage): XmlElement[] {
  return stage.server.received.splice(0);
}
