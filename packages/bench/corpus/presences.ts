/** Presence of the corpus. */
import type { Random } from '@xec/testing';
import { SELF, SELF_FULL, device, occupant, programs } from './people.js';
import { hex, stamp, uuid } from './words.js';

function caps(random: Random): string {
  const { node, ver } = random.pick(programs);
  return `<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='${node}' ver='${ver}'/>`;
}

/** A contact's, with capabilities (XEP-0115) and the hash of its photo (XEP-0153). */
export function presence(random: Random): string {
  const show = random.chance(0.5)
    ? `<show>${random.pick(['away', 'xa', 'dnd', 'chat'])}</show>`
    : '';
  const idle = random.chance(0.3) ? `<idle xmlns='urn:xmpp:idle:1' since='${stamp(random)}'/>` : '';
  return (
    `<presence xmlns='jabber:client' from='${device(random)}' to='${SELF}'>${show}` +
    `<status>Back in ${random.between(2, 59)} minutes</status><priority>${random.between(0, 9)}</priority>` +
    `${caps(random)}<x xmlns='vcard-temp:x:update'><photo>${hex(random, 40)}</photo></x>${idle}</presence>`
  );
}

/** One that goes. */
export const gone = (random: Random): string =>
  `<presence xmlns='jabber:client' type='unavailable' from='${device(random)}' to='${SELF}'>` +
  `<status>Logged out</status></presence>`;

/** An occupant's, as a room tells it (XEP-0045). */
export function roomPresence(random: Random): string {
  const type = random.chance(0.3) ? ` type='unavailable'` : '';
  const role = type === '' ? 'participant' : 'none';
  return (
    `<presence xmlns='jabber:client'${type} from='${occupant(random)}' to='${SELF_FULL}'>` +
    `${type === '' ? caps(random) : ''}<x xmlns='http://jabber.org/protocol/muc#user'>` +
    `<item affiliation='member' role='${role}' jid='${device(random)}'/></x>` +
    `<occupant-id xmlns='urn:xmpp:occupant-id:0' id='${uuid(random)}'/></presence>`
  );
}
