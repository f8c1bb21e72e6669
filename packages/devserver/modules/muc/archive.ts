/**
 * What a room remembers for its occupants (XEP-0313), and what its moderators take back (XEP-0425, version
 * 0.3.0 of 2023-03-02).
 */
import {
  NS_MODERATION,
  NS_RETRACTION,
  copyElement,
  formatDateTime,
  messageStanza,
  occupantIdElement,
  xml,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import { Refusal } from '../../errors.js';
import type { Session } from '../../session.js';
import type { Occupant, Room } from './room.js';

/** Answers a query: its results go to the occupant before the answer that is given back. */
export function queryArchive(room: Room, query: Element, session: Session): XmlElement {
  mustBeIn(room, session);
  const { results, fin } = room.archive.query(query);
  for (const result of results) {
    const message = messageStanza({ to: session.address }, result);
    message.attrs['from'] = room.jid;
    session.send(message);
  }
  return fin;
}

/** Answers what the archive has. */
export function archiveMetadata(room: Room, session: Session): XmlElement {
  mustBeIn(room, session);
  return room.archive.metadata();
}

/** A moderator takes a message back: the archive keeps that there was one, and all hear of it. */
export function moderate(room: Room, asked: Element, session: Session, newId: string): void {
  const moderator = mustBeIn(room, session);
  if (moderator.role !== 'moderator') throw new Refusal('forbidden');
  if (asked.getChild('retract', NS_RETRACTION) === undefined) throw new Refusal('bad-request');
  const id = String(asked.attrs['id'] ?? '');
  const moderated = xml(
    'moderated',
    { xmlns: NS_MODERATION, by: room.addressOf(moderator) },
    occupantIdElement(room.occupantId(session.account.jid)),
  );
  const reason = asked.getChild('reason')?.getText();
  const why = reason === undefined ? undefined : xml('reason', {}, reason);
  room.archive.replace(id, (before) => tombstone(before, moderated, why));
  const told = messageStanza(
    { to: room.jid, type: 'groupchat' },
    xml('retract', { xmlns: NS_RETRACTION, id }, moderated, why),
  );
  told.attrs['from'] = room.jid;
  told.attrs['id'] = newId;
  room.sayAll(told);
}

/** What is left of a message that was taken back (section 5). */
function tombstone(before: XmlElement, moderated: XmlElement, why?: XmlElement): XmlElement {
  const left = copyElement(before);
  const stamp = formatDateTime(new Date());
  const parts = [copyElement(moderated), why && copyElement(why)];
  left.children = [xml('retracted', { xmlns: NS_RETRACTION, stamp }, ...parts)];
  return left;
}

function mustBeIn(room: Room, session: Session): Occupant {
  const occupant = room.find(session);
  if (occupant === undefined) throw new Refusal('forbidden', 'only occupants ask the archive');
  return occupant;
}
