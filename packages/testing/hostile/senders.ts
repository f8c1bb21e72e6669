/**
 * Who may send something, and what they are to juliet@capulet.example/balcony.
 */
import type { Sender } from '@xec/xec';

export const SELF = 'juliet@capulet.example/balcony';
export const OWN_BARE = 'juliet@capulet.example';
export const OWN_SERVER = 'capulet.example';
export const CONTACT = 'romeo@montague.example';
/** We see her presence, and she does not see ours. */
export const ACQUAINTANCE = 'nurse@verona.example';
export const ROOM = 'orchard@places.example';

/** By what they are; `nobody`: the stanza has no `from`. */
export const SENDERS = {
  nobody: undefined,
  'the own bare JID': OWN_BARE,
  'the own full JID': SELF,
  'another own resource': `${OWN_BARE}/chamber`,
  'the own server': OWN_SERVER,
  'a contact': CONTACT,
  'a contact’s resource': `${CONTACT}/orchard`,
  'another resource of the contact': `${CONTACT}/street`,
  'an acquaintance': `${ACQUAINTANCE}/kitchen`,
  'a room': ROOM,
  'an occupant': `${ROOM}/romeo`,
  'the service of the room': 'places.example',
  'a stranger': 'mallory@evil.example/x',
} as const satisfies Readonly<Record<string, string | undefined>>;

export type Speaker = keyof typeof SENDERS;

/** All of them, with their addresses. */
export const SPEAKERS = Object.entries(SENDERS) as readonly [Speaker, string | undefined][]; // as declared

const ownAccount: readonly Speaker[] = [
  'nobody',
  'the own bare JID',
  'the own full JID',
  'another own resource',
];
const contact: readonly Speaker[] = [
  'a contact',
  'a contact’s resource',
  'another resource of the contact',
];

/** The table of docs/rooms.md: who is meant by a registration's `from`. An archive is open at the own account. */
export const WHO: Readonly<Record<Sender, readonly Speaker[]>> = {
  self: ['nobody', 'the own bare JID'],
  account: ownAccount,
  server: ['the own server'],
  room: ['a room', 'an occupant'],
  contact: [...contact, 'an acquaintance'],
  subscriber: [...contact, ...ownAccount],
  archive: ['nobody', 'the own bare JID'],
  any: SPEAKERS.map(([speaker]) => speaker),
};
