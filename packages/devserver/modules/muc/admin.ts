/**
 * Roles and affiliations (XEP-0045 sections 8, 9 and 10): `muc#admin`.
 */
import {
  NS_MUC_ADMIN,
  mucItemElement,
  messageStanza,
  mucUserElement,
  readMucItems,
  readJid,
  xml,
  type Affiliation,
  type Element,
  type MucItem,
  type XmlElement,
} from '@xec/stanza';
import { Refusal } from '../../errors.js';
import type { Session } from '../../session.js';
import { leave } from './presence.js';
import type { Occupant, Room } from './room.js';
import type { Rooms } from './rooms.js';

/** Higher ones are above lower ones (section 5.2). */
const rank: Readonly<Record<Affiliation, number>> = {
  owner: 3,
  admin: 2,
  member: 1,
  none: 0,
  outcast: -1,
};

/** The list that was asked for. @throws Refusal */
export function listItems(room: Room, query: Element, session: Session): XmlElement {
  const [{ affiliation, role } = {}] = readMucItems(query, NS_MUC_ADMIN);
  const own = room.affiliationOf(session.account.jid);
  const isModerator = room.find(session)?.role === 'moderator';
  let items: MucItem[];
  if (role !== undefined) {
    if (!isModerator) throw new Refusal('forbidden');
    items = [...room.occupants.values()]
      .filter((occupant) => occupant.role === role)
      .map(({ nick, session: { address, account } }) => {
        return { affiliation: room.affiliationOf(account.jid), role, nick, jid: address };
      });
  } else if (affiliation !== undefined) {
    const mayAsk = rank[own] >= 2 || (affiliation === 'member' && rank[own] >= 1);
    if (!mayAsk) throw new Refusal('forbidden');
    items = [...room.affiliations]
      .filter(([, each]) => each === affiliation)
      .map(([jid]) => ({ jid, affiliation }));
  } else throw new Refusal('bad-request');
  return xml('query', { xmlns: NS_MUC_ADMIN }, items.map(mucItemElement));
}

/** Changes what the items say, or nothing. @throws Refusal */
export function changeItems(rooms: Rooms, room: Room, query: Element, session: Session): void {
  const items = readMucItems(query, NS_MUC_ADMIN);
  if (items.length === 0) throw new Refusal('bad-request');
  const changes = items.map((item) =>
    item.affiliation === undefined
      ? roleChange(rooms, room, item, session)
      : affiliationChange(rooms, room, item, item.affiliation, session),
  );
  for (const change of changes) change();
}

function roleChange(rooms: Rooms, room: Room, item: MucItem, session: Session): () => void {
  const actor = room.find(session);
  const occupant = room.occupants.get(item.nick ?? '');
  const { role, reason } = item;
  if (role === undefined) throw new Refusal('bad-request');
  if (actor?.role !== 'moderator') throw new Refusal('forbidden');
  if (occupant === undefined) throw new Refusal('item-not-found');
  const [own, theirs] = [actor, occupant].map(
    ({ session: { account } }) => rank[room.affiliationOf(account.jid)],
  );
  const isAbove = (own ?? 0) > (theirs ?? 0);
  if ((theirs ?? 0) >= 2 && !isAbove && actor !== occupant) throw new Refusal('not-allowed');
  if (role === 'moderator' && (own ?? 0) < 2) throw new Refusal('not-allowed');
  return () => {
    occupant.role = role;
    const told = { actor, reason };
    if (role === 'none') leave(rooms, room, occupant, { ...told, codes: [307] });
    else room.tellAll(occupant, 'available', told);
  };
}

function affiliationChange(
  rooms: Rooms,
  room: Room,
  item: MucItem,
  affiliation: Affiliation,
  session: Session,
): () => void {
  const bare = readJid(item.jid)?.bare ?? room.occupants.get(item.nick ?? '')?.session.account.jid;
  const own = rank[room.affiliationOf(session.account.jid)];
  if (bare === undefined) throw new Refusal('bad-request');
  const theirs = rank[room.affiliationOf(bare)];
  if (own < 2) throw new Refusal('forbidden');
  if (own < 3 && (theirs >= 2 || rank[affiliation] >= 2)) throw new Refusal('not-allowed');
  const owners = [...room.affiliations.values()].filter((each) => each === 'owner');
  // "A service MUST NOT allow … an owner to revoke his or her own owner status if … no other owners" (10.7).
  if (theirs === 3 && affiliation !== 'owner' && owners.length === 1) throw new Refusal('conflict');
  return () => {
    if (affiliation === 'none') room.affiliations.delete(bare);
    else room.affiliations.set(bare, affiliation);
    const told = { actor: room.find(session), reason: item.reason };
    const present = room.all(bare);
    if (present.length === 0) tellOf(room, { jid: bare, affiliation });
    for (const occupant of present) affect(rooms, room, occupant, affiliation, told);
  };
}

function affect(
  rooms: Rooms,
  room: Room,
  occupant: Occupant,
  affiliation: Affiliation,
  told: { actor: Occupant | undefined; reason: string | undefined },
): void {
  if (affiliation === 'outcast') return leave(rooms, room, occupant, { ...told, codes: [301] });
  if (affiliation === 'none' && room.config.is('membersonly')) {
    return leave(rooms, room, occupant, { ...told, codes: [321] });
  }
  occupant.role = room.firstRole(occupant.session.account.jid);
  room.tellAll(occupant, 'available', told);
}

/** Tells of somebody who is not there (section 9.3). */
function tellOf(room: Room, item: MucItem): void {
  const message = messageStanza({}, mucUserElement({ items: [item] }));
  message.attrs['from'] = room.jid;
  room.sayAll(message);
}
