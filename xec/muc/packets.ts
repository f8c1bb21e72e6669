import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent, jid } from '../core/schemas.js';
import { dataFormSchema } from '../data-forms/index.js';
import {
  affiliation,
  invitation,
  item,
  joined,
  occupant,
  ofRoom,
  refused,
  refusedNick,
  role,
  roomInfo,
  roomNotice,
} from './schema.js';

const text = v.exactOptional(v.string());
const invited = { room: bareJid, to: jid };
const changed = { room: bareJid, jid: bareJid };
const listed = {
  room: bareJid,
  affiliation: v.exactOptional(affiliation),
  role: v.exactOptional(role),
};

export const packets = {
  /** Somebody in a joined room came, changed or went; we too. */
  mucuser: occupant,
  /** A joined room tells all who are in it: 104 is a new configuration (section 15.6.2). */
  muc_event_message: roomNotice,
  /** Somebody invites us to a room. Nothing is joined. */
  mucinvite: invitation,
  /** Somebody whom we invited does not come. */
  mucdecline: v.object({ room: bareJid, from: jid, reason: text }),
  /** Somebody asks for a voice in a room that we moderate; `Muc/AnswerVoice` takes the form. */
  mucvoicerequest: v.object({
    room: bareJid,
    nick: text,
    jid: v.exactOptional(jid),
    role: text,
    form: dataFormSchema,
  }),
  /** The SHA-1 of a joined room's picture; without `hash` it has none. */
  mucavatar: v.object({ room: bareJid, hash: text }),

  /** We are in. */
  presence_muc_handle: joined,
  /** The room did not exist before, and waits for its configuration. */
  presence_muc_create_handle: joined,
  /** Versions of affiliations were asked for, and the room has none: ask `Muc/GetMembers`. */
  presence_muc_no_mav_handle: ofRoom,
  /** It is for members only. */
  presence_muc_errorregistrationrequired: refusedNick,
  presence_muc_errorremoteservernotfound: refusedNick,
  presence_muc_errorremoteservertimeout: refusedNick,
  /** It wants a password, or another one. */
  presence_muc_errornotauthorized: refusedNick,
  /** It was destroyed. */
  presence_muc_errorgone: refusedNick,
  /** We may not make rooms there. */
  presence_muc_errornotallowed: refusedNick,
  /** It is not there, or not configured yet. */
  presence_muc_erroritemnotfound: refusedNick,
  /** It takes no such nickname. */
  presence_muc_errorjidmalformed: refusedNick,
  /** It wants the nickname that is registered there. */
  presence_muc_errornotacceptable: refusedNick,
  /** It is full. */
  presence_muc_errorserviceunavailable: refusedNick,
  /** We are banned. */
  presence_muc_errorforbidden: refusedNick,
  /** Somebody else has that nickname. */
  presence_muc_errorconflict: refusedNick,
  /** Any other error. */
  presence_muc_error: refusedNick,
  /** The connection went, and with an earlier process what was asked: it was secret. */
  presence_muc_errorconnectionlost: errorContent,

  muc_discorequest_handle: roomInfo,
  muc_discorequest_error: refused,
  /** The room knows us by this nickname now. */
  muc_changenick_handle: v.object({ room: bareJid, nick: v.string() }),
  /** Somebody else has that nickname. */
  muc_changenick_errorconflict: refusedNick,
  muc_changenick_error: refusedNick,
  muc_changeaffiliation_handle: v.object({ ...changed, affiliation, nick: text, reason: text }),
  /** They are above us. */
  muc_changeaffiliation_errornotallowed: v.object({ ...changed, ...errorContent.entries }),
  muc_changeaffiliation_error: v.object({ ...changed, ...errorContent.entries }),
  muc_setrole_handle: v.object({ room: bareJid, nick: v.string(), role, reason: text }),
  muc_setrole_error: refusedNick,
  /** Who has that affiliation or role. */
  muc_getmembers_handle: v.object({ ...listed, members: v.pipe(v.array(item), v.readonly()) }),
  muc_getmembers_error: v.object({ ...listed, ...errorContent.entries }),
  muc_getconfig_handle: v.object({ room: bareJid, form: dataFormSchema }),
  muc_getconfig_error: refused,
  muc_setconfig_handle: ofRoom,
  muc_setconfig_error: refused,
  /** The connection went, and with an earlier process what was asked: it was secret. */
  muc_setconfig_errorconnectionlost: errorContent,
  muc_createchannel_handle: ofRoom,
  muc_createchannel_error: refused,
  muc_creategroupchat_handle: ofRoom,
  muc_creategroupchat_error: refused,
  muc_createmujiroom_handle: ofRoom,
  muc_createmujiroom_error: refused,
  muc_destroy_handle: v.object({
    room: bareJid,
    reason: text,
    alternate: v.exactOptional(bareJid),
  }),
  muc_destroy_error: refused,
  muc_setsubject_handle: v.object({ room: bareJid, subject: v.string() }),
  muc_setsubject_error: refused,
  muc_requestvoice_handle: ofRoom,
  muc_answervoice_handle: v.object({ room: bareJid, isAllowed: v.boolean() }),
  muc_setavatar_handle: ofRoom,
  muc_setavatar_error: refused,
  message_invite_handle: v.object(invited),
  message_invite_error: v.object({ ...invited, ...errorContent.entries }),
  /** The connection went, and with an earlier process what was asked: it was secret. */
  message_invite_errorconnectionlost: errorContent,
  message_decline_handle: v.object(invited),
  /** We are in that room. */
  ping_room_handle: ofRoom,
  /** We are not. */
  ping_room_errornotacceptable: refused,
  /** Nobody can say. */
  ping_room_error: refused,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Presence/Muc'
    | 'Muc/DiscoRequest'
    | 'Muc/ChangeNick'
    | 'Muc/ChangeAffiliation'
    | 'Muc/SetRole'
    | 'Muc/GetMembers'
    | 'Muc/GetConfig'
    | 'Muc/SetConfig'
    | 'Muc/CreateChannel'
    | 'Muc/CreateGroupChat'
    | 'Muc/CreateMujiRoom'
    | 'Muc/Destroy'
    | 'Muc/SetSubject'
    | 'Muc/RequestVoice'
    | 'Muc/AnswerVoice'
    | 'Muc/SetAvatar'
    | 'Message/Invite'
    | 'Message/Decline'
    | 'Ping/Room'
  > {}
}
