/**
 * Coming, changing and going (XEP-0045 sections 7.2, 7.6, 7.7 and 7.14).
 */
import {
  NS_MUC,
  childElements,
  copyElement,
  messageStanza,
  readJoin,
  xml,
  type Element,
  type Jid,
  type StanzaErrorCondition,
  type XmlElement,
} from '@xec/stanza';
import { refuse } from '../../router.js';
import type { Session } from '../../session.js';
import type { Rooms } from './rooms.js';
import { addressed, wantedHistory, type Occupant, type Room } from './room.js';

/** Takes a presence for a room or one of its nicknames. */
export function takePresence(rooms: Rooms, stanza: XmlElement, to: Jid, session: Session): void {
  const type = stanza.attrs['type'] as string | undefined; // attributes are strings
  const room = rooms.find(to.bare);
  const occupant = room?.find(session);
  if (type === 'unavailable') {
    if (room !== undefined && occupant !== undefined) leave(rooms, room, occupant);
  } else if (type !== undefined) {
    if (type !== 'error') refuse(session, stanza, 'bad-request');
  } else if (to.resource === undefined) refuse(session, stanza, 'jid-malformed');
  else if (room !== undefined && occupant !== undefined) {
    change(room, occupant, stanza, to.resource);
  } else if (stanza.getChild('x', NS_MUC) === undefined) refuse(session, stanza, 'not-acceptable');
  else come(rooms, room, stanza, to.bare, to.resource, session);
}

/** Somebody goes, or is gone. */
export function leave(
  rooms: Rooms,
  room: Room,
  occupant: Occupant,
  told: Parameters<Room['tellAll']>[2] = {},
): void {
  room.tellAll(occupant, 'unavailable', told);
  room.occupants.delete(occupant.nick);
  if (room.occupants.size === 0 && !room.config.is('persistentroom')) rooms.forget(room);
}

function come(
  rooms: Rooms,
  found: Room | undefined,
  stanza: XmlElement,
  jid: string,
  nick: string,
  session: Session,
): void {
  const bare = session.account.jid;
  const room = found ?? rooms.create(jid, bare);
  const refusal = found && refusalOf(found, stanza, nick, bare);
  if (refusal !== undefined) return refuse(session, stanza, refusal);
  const occupant: Occupant = {
    nick,
    session,
    role: room.firstRole(bare),
    presence: saidBy(stanza),
  };
  for (const other of room.occupants.values()) session.send(room.presenceOf(other, occupant));
  room.occupants.set(nick, occupant);
  const selfCodes = [
    ...(room.config.text('whois') === 'anyone' ? [100] : []),
    ...(found === undefined ? [201] : []),
  ];
  room.tellAll(occupant, 'available', { selfCodes });
  const x = stanza.getChild('x', NS_MUC);
  const history = x === undefined ? [] : wantedHistory(room.history, x);
  for (const message of history) session.send(addressed(message, session));
  session.send(addressed(room.subject ?? noSubject(room), session));
}

/** Why somebody may not come in. */
function refusalOf(
  room: Room,
  stanza: XmlElement,
  nick: string,
  bare: string,
): StanzaErrorCondition | undefined {
  const affiliation = room.affiliationOf(bare);
  if (room.isLocked) return affiliation === 'owner' ? undefined : 'item-not-found';
  if (affiliation === 'outcast') return 'forbidden';
  if (affiliation === 'none' && room.config.is('membersonly')) return 'registration-required';
  const { password } = room.config;
  if (password !== undefined && readJoin(stanza)?.password !== password) return 'not-authorized';
  return room.occupants.has(nick) ? 'conflict' : undefined;
}

function change(room: Room, occupant: Occupant, stanza: XmlElement, nick: string): void {
  occupant.presence = saidBy(stanza);
  const { session } = occupant;
  if (nick === occupant.nick) {
    // Who asks to come in again has lost sight of it: "the service SHOULD … resend" (section 7.2).
    const isLost = stanza.getChild('x', NS_MUC) !== undefined;
    for (const other of isLost ? room.occupants.values() : []) {
      if (other !== occupant) session.send(room.presenceOf(other, occupant));
    }
    room.tellAll(occupant, 'available');
    if (isLost) session.send(addressed(room.subject ?? noSubject(room), session));
    return;
  }
  if (room.occupants.has(nick)) return refuse(session, stanza, 'conflict');
  room.tellAll(occupant, 'unavailable', { codes: [303], newNick: nick });
  room.occupants.delete(occupant.nick);
  occupant.nick = nick;
  room.occupants.set(nick, occupant);
  room.tellAll(occupant, 'available');
}

/** The presence without what is between the client and the room. */
function saidBy(stanza: XmlElement): XmlElement {
  const said = copyElement(stanza);
  said.children = childElements(said).filter(
    (el: Element) => el.getNS()?.startsWith(NS_MUC) !== true,
  );
  return said;
}

function noSubject(room: Room): XmlElement {
  const message = messageStanza({ type: 'groupchat' }, xml('subject'));
  message.attrs['from'] = room.jid;
  return message;
}
