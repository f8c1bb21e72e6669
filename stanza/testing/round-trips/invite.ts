import fc from 'fast-check';
import {
  invitationUri,
  preauthElement,
  readInvitation,
  readPreauth,
  type Invitation,
} from '../../index.js';
import { shape, words } from './arbitraries.js';
import { inPresence } from './places.js';
import { roundTrip, textTrip } from './round-trip.js';

const person = fc.constantFrom('romeo@montague.example', 'd\\27artagnan\\26co@musketeers.example');

export const invite = [
  textTrip({
    builders: { invitationUri },
    readers: { readInvitation },
    of: shape<Invitation>(
      { action: fc.constantFrom('roster', 'register'), jid: person, mayRegister: fc.boolean() },
      { token: words, name: words },
    ).map((given) => ({ ...given, mayRegister: given.action === 'register' || given.mayRegister })),
    build: invitationUri,
    read: readInvitation,
  }),
  roundTrip({
    builders: { preauthElement },
    readers: { readPreauth },
    of: words,
    build: (token) => inPresence(preauthElement(token)),
    read: readPreauth,
  }),
];
