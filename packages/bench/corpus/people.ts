/** Who speaks in the corpus: an account, its contacts, the rooms it is in and the clients they use. */
import { createHash } from 'node:crypto';
import { capsText } from '@xec/stanza';
import type { Random } from '@xec/testing';

export const DOMAIN = 'bench.example';
/** The account that reads, and its full JID. */
export const SELF = `juliet@${DOMAIN}`;
export const SELF_FULL = `${SELF}/bench`;

const NAMES = ['romeo', 'mercutio', 'benvolio', 'tybalt', 'rosaline', 'nurse', 'paris', 'lawrence'];
const DOMAINS = [DOMAIN, 'capulet.example', 'montague.example', 'verona.example'];

/** Bare JIDs of 500 contacts. */
export const contacts: readonly string[] = Array.from(
  { length: 500 },
  (_, at) => `${NAMES[at % 8] ?? ''}.${at}@${DOMAINS[(at >> 3) % 4] ?? ''}`,
);

/** Bare JIDs of 20 rooms, each joined under the nickname `juliet`. */
export const rooms: readonly string[] = Array.from(
  { length: 20 },
  (_, at) => `room-${at}@rooms.${DOMAIN}`,
);

/** A program as its capabilities tell of it (XEP-0115). */
export interface Program {
  readonly node: string;
  readonly ver: string;
  readonly features: readonly string[];
  readonly name: string;
}

const FEATURES = [
  'http://jabber.org/protocol/caps',
  'http://jabber.org/protocol/chatstates',
  'http://jabber.org/protocol/disco#info',
  'http://jabber.org/protocol/muc',
  'jabber:iq:version',
  'urn:xmpp:carbons:2',
  'urn:xmpp:chat-markers:0',
  'urn:xmpp:message-correct:0',
  'urn:xmpp:ping',
  'urn:xmpp:receipts',
  'urn:xmpp:time',
] as const;

/** 20 programs, each with a version string that is true. */
export const programs: readonly Program[] = Array.from({ length: 20 }, (_, at) => {
  const name = `Client ${at}`;
  const features = FEATURES.filter((_feature, index) => index < 3 || (index + at) % 3 !== 0);
  const info = { identities: [{ category: 'client', type: 'pc', name }], features, forms: [] };
  const ver = createHash('sha1').update(capsText(info)).digest('base64');
  return { node: `https://client-${at}.example`, ver, features, name };
});

/** A contact's full JID: each has one to three devices. */
export const device = (random: Random): string =>
  `${random.pick(contacts)}/device-${random.between(1, 3)}`;

/** An occupant of a room. */
export const occupant = (random: Random): string =>
  `${random.pick(rooms)}/${random.pick(NAMES)}${random.between(1, 40)}`;
