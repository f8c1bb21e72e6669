/**
 * Requests to the service, to rooms and to occupants.
 */
import {
  MUC_ROOMINFO,
  NS_DISCO_INFO,
  NS_DISCO_ITEMS,
  NS_MODERATION,
  NS_MUC,
  NS_MUC_ADMIN,
  NS_MUC_OWNER,
  NS_OCCUPANT_ID,
  NS_PHOTO_UPDATE,
  NS_PING,
  NS_STANZA_IDS,
  NS_VCARD_TEMP,
  copyElement,
  dataFormElement,
  discoInfoResult,
  discoItemsResult,
  iqChild,
  presenceStanza,
  xml,
  type Element,
  type Jid,
  type XmlElement,
} from '@xec/stanza';
import { createHash } from 'node:crypto';
import { NS_MAM } from '../../archive.js';
import { Refusal, resultReply } from '../../errors.js';
import { refuse } from '../../router.js';
import type { Session } from '../../session.js';
import { changeItems, listItems } from './admin.js';
import { archiveMetadata, moderate, queryArchive } from './archive.js';
import { changeRoom, configForm } from './owner.js';
import { addressed, type Room } from './room.js';
import type { Rooms } from './rooms.js';

/** Takes an iq for the service (`to` is a domain), a room or an occupant. */
export function takeIq(rooms: Rooms, iq: XmlElement, to: Jid, session: Session): void {
  if (to.resource !== undefined) return toOccupant(rooms, iq, to, session);
  const type = iq.attrs['type'] as string | undefined; // attributes are strings
  const child = iqChild(iq);
  if (type !== 'get' && type !== 'set') return;
  try {
    if (child === undefined) throw new Refusal('bad-request');
    const answer =
      to.local === undefined
        ? ofService(rooms, child)
        : ofRoom(rooms, findRoom(rooms, to.bare), child, type, session);
    session.send(resultReply(iq, answer));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refuse(session, iq, error.condition, error.text);
  }
}

function findRoom(rooms: Rooms, jid: string): Room {
  const room = rooms.find(jid);
  if (room === undefined) throw new Refusal('item-not-found');
  return room;
}

function ofService(rooms: Rooms, child: Element): XmlElement {
  if (child.is('query', NS_DISCO_INFO)) {
    const identities = [{ category: 'conference', type: 'text', name: 'Rooms' }];
    return discoInfoResult({ identities, features: [NS_DISCO_INFO, NS_DISCO_ITEMS, NS_MUC] });
  }
  if (child.is('query', NS_DISCO_ITEMS)) {
    const listed = rooms.all().filter(({ config }) => config.is('publicroom'));
    return discoItemsResult(
      listed.map(({ jid, config }) => ({ jid, name: config.text('roomname') })),
    );
  }
  throw new Refusal('service-unavailable');
}

function ofRoom(
  rooms: Rooms,
  room: Room,
  child: Element,
  type: 'get' | 'set',
  session: Session,
): XmlElement | undefined {
  switch (`${type} ${child.getNS() ?? ''}`) {
    case `get ${NS_DISCO_INFO}`:
      return roomInfo(room);
    case `get ${NS_DISCO_ITEMS}`:
      return discoItemsResult([]);
    case `get ${NS_MUC_ADMIN}`:
      return listItems(room, child, session);
    case `set ${NS_MUC_ADMIN}`:
      changeItems(rooms, room, child, session);
      return undefined;
    case `get ${NS_MUC_OWNER}`:
      return configForm(room, session);
    case `set ${NS_MUC_OWNER}`:
      changeRoom(rooms, room, child, session);
      return undefined;
    case `set ${NS_MAM}`:
      return child.getName() === 'query' ? queryArchive(room, child, session) : unknown();
    case `get ${NS_MAM}`:
      return child.getName() === 'metadata' ? archiveMetadata(room, session) : unknown();
    case `set ${NS_MODERATION}`:
      moderate(room, child, session, rooms.newId());
      return undefined;
    case `get ${NS_VCARD_TEMP}`:
      return room.vcard ?? xml('vCard', { xmlns: NS_VCARD_TEMP });
    case `set ${NS_VCARD_TEMP}`:
      setVcard(room, child, session);
      return undefined;
    default:
      return unknown();
  }
}

function unknown(): never {
  throw new Refusal('service-unavailable');
}

function roomInfo(room: Room): XmlElement {
  const { config, occupants } = room;
  const name = config.text('roomname');
  const avatar = avatarHash(room);
  const said = {
    description: config.text('roomdesc'),
    occupants: String(occupants.size),
    subject: room.subject?.getChildText('subject') ?? '',
    ...(avatar !== '' && { avatarhash: avatar }),
  };
  const query = discoInfoResult({
    identities: [{ category: 'conference', type: 'text', ...(name !== '' && { name }) }],
    features: [
      ...[NS_DISCO_INFO, NS_DISCO_ITEMS, NS_MUC, NS_STANZA_IDS, NS_OCCUPANT_ID, NS_VCARD_TEMP],
      ...[NS_MAM, `${NS_MAM}#extended`, NS_MODERATION],
      'http://jabber.org/protocol/muc#self-ping-optimization',
      ...config.features,
    ],
  });
  const form = dataFormElement({
    type: 'result',
    instructions: [],
    formType: MUC_ROOMINFO,
    fields: Object.entries(said).map(([each, value]) => {
      return { type: 'text-single', var: `muc#roominfo_${each}`, value };
    }),
  });
  query.cnode(form);
  return query;
}

/** The room's picture (XEP-0486): owners change it, and all hear of it. */
function setVcard(room: Room, vcard: Element, session: Session): void {
  if (room.affiliationOf(session.account.jid) !== 'owner') throw new Refusal('forbidden');
  room.vcard = copyElement(vcard);
  const photo = xml('x', { xmlns: NS_PHOTO_UPDATE }, xml('photo', {}, avatarHash(room)));
  const presence = presenceStanza({}, photo);
  presence.attrs['from'] = room.jid;
  room.sayAll(presence);
}

/** SHA-1 of the picture, or nothing. */
function avatarHash({ vcard }: Room): string {
  const data = vcard?.getChild('PHOTO')?.getChildText('BINVAL');
  return data ? createHash('sha1').update(Buffer.from(data, 'base64')).digest('hex') : '';
}

/** Hands an iq on, in the name of the occupant; a ping to oneself is answered (XEP-0410 section 3.3). */
function toOccupant(rooms: Rooms, iq: XmlElement, to: Jid, session: Session): void {
  const room = rooms.find(to.bare);
  const sender = room?.find(session);
  const other = room?.occupants.get(to.resource ?? '');
  if (room === undefined || sender === undefined) return refuse(session, iq, 'not-acceptable');
  if (other === undefined) return refuse(session, iq, 'item-not-found');
  if (other === sender && iqChild(iq)?.is('ping', NS_PING) === true) {
    return session.send(resultReply(iq));
  }
  const copy = addressed(iq, other.session);
  copy.attrs['from'] = room.addressOf(sender);
  other.session.send(copy);
}
