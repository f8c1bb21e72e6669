/**
 * What owners do (XEP-0045 section 10): `muc#owner`.
 */
import {
  NS_MUC_OWNER,
  dataFormElement,
  messageStanza,
  mucUserElement,
  readDataForm,
  readDestruction,
  xml,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import { Refusal } from '../../errors.js';
import type { Session } from '../../session.js';
import { leave } from './presence.js';
import type { Room } from './room.js';
import type { Rooms } from './rooms.js';

/** The form of configuration. @throws Refusal */
export function configForm(room: Room, session: Session): XmlElement {
  mustOwn(room, session);
  return xml('query', { xmlns: NS_MUC_OWNER }, dataFormElement(room.config.form));
}

/** Configures the room, or ends it. @throws Refusal */
export function changeRoom(rooms: Rooms, room: Room, query: Element, session: Session): void {
  mustOwn(room, session);
  const destroy = query.getChild('destroy', NS_MUC_OWNER);
  if (destroy !== undefined) {
    const destroyed = readDestruction(destroy);
    room.affiliations.clear();
    for (const occupant of [...room.occupants.values()]) {
      occupant.session.send(room.presenceOf(occupant, occupant, 'unavailable', { destroyed }));
    }
    return rooms.forget(room);
  }
  const form = readDataForm(query);
  if (form === undefined) throw new Refusal('bad-request');
  if (form.type === 'cancel') {
    // "the service MUST destroy the room" that was not configured (section 10.1.3).
    if (room.isLocked) for (const each of [...room.occupants.values()]) leave(rooms, room, each);
    return;
  }
  configure(rooms, room, room.config.take(form));
}

function configure(rooms: Rooms, room: Room, taken: ReturnType<Room['config']['take']>): void {
  if ('wrong' in taken) throw new Refusal('not-acceptable', `a wrong value for ${taken.wrong}`);
  const isNew = room.isLocked;
  room.isLocked = false;
  if (!isNew) {
    const message = messageStanza({ type: 'groupchat' }, mucUserElement({ codes: taken }));
    message.attrs['from'] = room.jid;
    room.sayAll(message);
  }
  if (!room.config.is('membersonly')) return;
  for (const occupant of [...room.occupants.values()]) {
    const isMember = room.affiliationOf(occupant.session.account.jid) !== 'none';
    if (!isMember) leave(rooms, room, occupant, { codes: [322] });
  }
}

function mustOwn(room: Room, session: Session): void {
  if (room.affiliationOf(session.account.jid) !== 'owner') throw new Refusal('forbidden');
}
