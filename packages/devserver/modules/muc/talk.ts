/**
 * What is said in a room (XEP-0045 sections 7.4, 7.5, 7.8, 7.13 and 8.1).
 */
import {
  MUC_REQUEST,
  NS_MUC_USER,
  NS_OCCUPANT_ID,
  NS_REACTIONS,
  NS_RETRACTION,
  NS_STANZA_IDS,
  childElements,
  copyElement,
  dataFormElement,
  formText,
  messageStanza,
  mucUserElement,
  occupantIdElement,
  readDataForm,
  readJid,
  xml,
  type DataForm,
  type Element,
  type Jid,
  type XmlElement,
} from '@xec/stanza';
import { refuse } from '../../router.js';
import type { Session } from '../../session.js';
import type { Occupant, Room } from './room.js';
import type { Rooms } from './rooms.js';

/** Takes a message for a room or an occupant. */
export function takeMessage(rooms: Rooms, stanza: XmlElement, to: Jid, session: Session): void {
  const room = rooms.find(to.bare);
  if (stanza.attrs['type'] === 'error') return;
  if (room === undefined) return refuse(session, stanza, 'item-not-found');
  const occupant = room.find(session);
  const decline = stanza.getChild('x', NS_MUC_USER)?.getChild('decline');
  if (to.resource === undefined && decline !== undefined) {
    return handOn(rooms, room, session, stanza, decline, 'decline');
  }
  if (occupant === undefined) return refuse(session, stanza, 'not-acceptable');
  if (to.resource !== undefined) return whisper(room, occupant, stanza, to.resource);
  if (stanza.attrs['type'] === 'groupchat') return sayToAll(rooms, room, occupant, stanza);
  const invite = stanza.getChild('x', NS_MUC_USER)?.getChild('invite');
  if (invite !== undefined) return inviteTo(rooms, room, occupant, stanza, invite);
  const form = readDataForm(stanza);
  if (form?.formType === MUC_REQUEST) return voice(room, occupant, stanza, form);
  refuse(session, stanza, 'bad-request');
}

function sayToAll(rooms: Rooms, room: Room, occupant: Occupant, stanza: XmlElement): void {
  const isSubject =
    stanza.getChild('subject') !== undefined && stanza.getChild('body') === undefined;
  const maySay = occupant.role !== 'visitor' && occupant.role !== 'none';
  const maySet = occupant.role === 'moderator' || room.config.is('changesubject');
  if (!maySay || (isSubject && !maySet)) return refuse(occupant.session, stanza, 'forbidden');
  const message = ofOccupant(room, occupant, stanza);
  if (isSubject) room.subject = message;
  else {
    const id = isKept(message)
      ? room.archive.add(copyElement(message), room.addressOf(occupant))
      : rooms.newId();
    message.cnode(xml('stanza-id', { xmlns: NS_STANZA_IDS, id, by: room.jid }));
  }
  room.sayAll(message);
  if (isSubject || stanza.getChild('body') === undefined) return;
  const kept = copyElement(message);
  const stamp = new Date().toISOString();
  kept.cnode(xml('delay', { xmlns: 'urn:xmpp:delay', from: room.jid, stamp }));
  room.keep(kept);
}

/** What says something, or changes what was said. */
const isKept = (message: XmlElement): boolean =>
  message.getChild('body') !== undefined ||
  message.getChild('reactions', NS_REACTIONS) !== undefined ||
  message.getChild('retract', NS_RETRACTION) !== undefined;

/** The message in the occupant's name, without ids that only the room gives. */
function ofOccupant(room: Room, occupant: Occupant, stanza: XmlElement): XmlElement {
  const message = copyElement(stanza);
  message.children = message.children.filter(
    (child) => typeof child === 'string' || !isGivenByRoom(child, room.jid),
  );
  delete message.attrs['to'];
  message.attrs['from'] = room.addressOf(occupant);
  message.cnode(occupantIdElement(room.occupantId(occupant.session.account.jid)));
  return message;
}

const isGivenByRoom = (el: Element, room: string): boolean =>
  el.is('occupant-id', NS_OCCUPANT_ID) ||
  (el.is('stanza-id', NS_STANZA_IDS) && el.attrs['by'] === room);

function whisper(room: Room, occupant: Occupant, stanza: XmlElement, nick: string): void {
  const other = room.occupants.get(nick);
  if (other === undefined) return refuse(occupant.session, stanza, 'item-not-found');
  if (stanza.attrs['type'] === 'groupchat') return refuse(occupant.session, stanza, 'bad-request');
  const message = ofOccupant(room, occupant, stanza);
  if (message.getChild('x', NS_MUC_USER) === undefined) message.cnode(mucUserElement({}));
  message.attrs['to'] = other.session.address;
  other.session.send(message);
}

function inviteTo(
  rooms: Rooms,
  room: Room,
  occupant: Occupant,
  stanza: XmlElement,
  invite: Element,
): void {
  const mayInvite = occupant.role === 'moderator' || room.config.is('allowinvites');
  const to = readJid(invite.attrs['to'] as string | undefined); // attributes are strings
  if (!mayInvite) return refuse(occupant.session, stanza, 'forbidden');
  if (to === undefined) return refuse(occupant.session, stanza, 'jid-malformed');
  // "the room … SHOULD … add the invitee to the member list" (section 7.8.2).
  if (room.config.is('membersonly') && room.affiliationOf(to.bare) === 'none') {
    room.affiliations.set(to.bare, 'member');
  }
  handOn(rooms, room, occupant.session, stanza, invite, 'invite');
}

/** Hands an invitation, or its refusal, on to whom it names, in the name of the room. */
function handOn(
  rooms: Rooms,
  room: Room,
  session: Session,
  stanza: XmlElement,
  said: Element,
  name: 'invite' | 'decline',
): void {
  const to = readJid(said.attrs['to'] as string | undefined); // attributes are strings
  if (to === undefined) return refuse(session, stanza, 'jid-malformed');
  const copy = xml(
    name,
    { from: session.address },
    childElements(said).map((el) => copyElement(el)),
  );
  const { password } = room.config;
  const withPassword = name === 'invite' && password !== undefined ? { password } : {};
  const message = messageStanza({ to: to.toString() }, mucUserElement(withPassword, copy));
  message.attrs['from'] = room.jid;
  rooms.deliver(message, to);
}

/** Somebody asks for a voice, or a moderator answers. */
function voice(room: Room, occupant: Occupant, stanza: XmlElement, form: DataForm): void {
  const allow = formText(form, 'muc#request_allow');
  if (allow === undefined) return askModerators(room, occupant);
  const asking = room.occupants.get(formText(form, 'muc#roomnick') ?? '');
  if (occupant.role !== 'moderator') return refuse(occupant.session, stanza, 'forbidden');
  if (asking === undefined || (allow !== '1' && allow !== 'true')) return;
  asking.role = 'participant';
  room.tellAll(asking, 'available', { actor: occupant });
}

function askModerators(room: Room, { nick, session }: Occupant): void {
  const form = dataFormElement({
    type: 'form',
    title: 'Voice request',
    instructions: [],
    formType: MUC_REQUEST,
    fields: [
      { type: 'text-single', var: 'muc#role', label: 'Requested role', value: 'participant' },
      { type: 'jid-single', var: 'muc#jid', label: 'JID', value: session.address },
      { type: 'text-single', var: 'muc#roomnick', label: 'Nickname', value: nick },
      { type: 'boolean', var: 'muc#request_allow', label: 'Give voice?', value: false },
    ],
  });
  for (const { role, session: moderator } of room.occupants.values()) {
    if (role !== 'moderator') continue;
    const message = messageStanza({ to: moderator.address }, copyElement(form));
    message.attrs['from'] = room.jid;
    moderator.send(message);
  }
}
