/**
 * Invitations: through the room (XEP-0045 section 7.8.2) and directly (XEP-0249: Direct MUC
 * Invitations, version 1.2, 2011-09-22).
 */
import {
  childText,
  messageStanza,
  readJid,
  xml,
  type Element,
  type Jid,
  type XmlElement,
} from '../core/index.js';
import { NS_MUC_USER } from './muc.js';

export const NS_CONFERENCE = 'jabber:x:conference';

export interface RoomInvitation {
  /** Where to, bare. */
  readonly room: string;
  /** Who invites; a room that hides JIDs may tell the occupant's. */
  readonly from: string;
  readonly reason?: string;
  /** The password of the room. */
  readonly password?: string;
  /** It goes on with a chat of two (sections 7.9 and 4). */
  readonly isContinued?: true;
  /** The thread of that chat. */
  readonly thread?: string;
}

/** What is said when one invites. */
export type RoomInvitationOptions = Omit<RoomInvitation, 'room' | 'from'>;

/** Has the room invite `to`: a message for the room. */
export const mediatedInvitation = (
  room: string,
  to: string,
  { reason, password, isContinued, thread }: RoomInvitationOptions = {},
): XmlElement =>
  messageStanza(
    { to: room },
    xml(
      'x',
      { xmlns: NS_MUC_USER },
      xml(
        'invite',
        { to },
        reason === undefined ? undefined : xml('reason', {}, reason),
        isContinued === true && xml('continue', { thread }),
      ),
      password === undefined ? undefined : xml('password', {}, password),
    ),
  );

/** Invites `to` without the room's help: a message for them. */
export const directInvitation = (
  room: string,
  to: string,
  { reason, password, isContinued, thread }: RoomInvitationOptions = {},
): XmlElement =>
  messageStanza(
    { to },
    xml('x', {
      xmlns: NS_CONFERENCE,
      jid: room,
      reason,
      password,
      continue: isContinued,
      thread: isContinued === true ? thread : undefined,
    }),
  );

/** Reads `<invite/>` as a room hands it on. @param room who sent it; @returns `undefined` without inviter */
export function readMediatedInvitation(invite: Element, room: Jid): RoomInvitation | undefined {
  const from = readJid(invite.attrs['from'] as string | undefined); // attributes are strings
  if (from === undefined) return undefined;
  const x = invite.parent;
  const reason = childText(invite, 'reason', NS_MUC_USER);
  const password = x === null ? undefined : childText(x, 'password', NS_MUC_USER);
  const continued = invite.getChild('continue', NS_MUC_USER);
  const thread: unknown = continued?.attrs['thread'];
  return {
    room: room.bare,
    from: from.toString(),
    ...(reason !== undefined && reason !== '' && { reason }),
    ...(password !== undefined && { password }),
    ...(continued !== undefined && { isContinued: true }),
    ...(typeof thread === 'string' && { thread }),
  };
}

/** Reads a direct invitation. @param from who sent it; @returns `undefined` without a room */
export function readDirectInvitation(x: Element, from: Jid): RoomInvitation | undefined {
  const {
    jid,
    reason,
    password,
    thread,
    continue: goesOn,
  } = x.attrs as Readonly<
    Record<string, string | undefined> // attributes are strings
  >;
  const room = readJid(jid);
  if (room?.isBare !== true) return undefined;
  const isContinued = goesOn === 'true' || goesOn === '1';
  return {
    room: room.bare,
    from: from.toString(),
    ...(reason !== undefined && reason !== '' && { reason }),
    ...(password !== undefined && { password }),
    ...(isContinued && { isContinued }),
    ...(isContinued && thread !== undefined && { thread }),
  };
}

/** Refuses what the room handed on: a message for the room. */
export const declineInvitation = (room: string, to: string, reason?: string): XmlElement =>
  messageStanza(
    { to: room },
    xml(
      'x',
      { xmlns: NS_MUC_USER },
      xml('decline', { to }, reason === undefined ? undefined : xml('reason', {}, reason)),
    ),
  );

/** Reads `<decline/>` as a room hands it on: who does not come, and why. */
export function readDecline(decline: Element): { from: string; reason?: string } | undefined {
  const from = readJid(decline.attrs['from'] as string | undefined); // attributes are strings
  if (from === undefined) return undefined;
  const reason = childText(decline, 'reason', NS_MUC_USER);
  return { from: from.toString(), ...(reason !== undefined && reason !== '' && { reason }) };
}
