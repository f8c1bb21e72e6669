import { NS_CONFERENCE, NS_MUC } from '@xec/stanza';
import { feature, type OnlineContext } from '../core/index.js';
import { messageWithoutReceipts } from '../message/index.js';
import { presence } from '../presence/index.js';
import { AnswerVoice } from './answer-voice.action.js';
import { bounds } from './bounds.js';
import { ChangeAffiliation } from './change-affiliation.action.js';
import { ChangeNick } from './change-nick.action.js';
import { CreateChannel } from './create-channel.action.js';
import { CreateGroupChat } from './create-group-chat.action.js';
import { CreateMujiRoom } from './create-muji-room.action.js';
import { DeclineInvitation } from './decline-invitation.action.js';
import { InvitationDeclined } from './declined.payload.js';
import { DestroyRoom } from './destroy-room.action.js';
import { DirectInvitation } from './direct-invitation.payload.js';
import { DiscoRoom } from './disco-room.action.js';
import { GetConfig } from './get-config.action.js';
import { GetMembers } from './get-members.action.js';
import { InviteToRoom } from './invite-to-room.action.js';
import { JoinRoom } from './join-room.action.js';
import { MediatedInvitation } from './mediated-invitation.payload.js';
import { RoomNotice } from './muc-notice.payload.js';
import { OccupantPresence } from './muc-user.payload.js';
import { packets } from './packets.js';
import { PingRoom } from './ping-room.action.js';
import { RequestVoice } from './request-voice.action.js';
import { RoomAvatar } from './room-avatar.payload.js';
import { facts, leave } from './room-facts.js';
import { SetConfig } from './set-config.action.js';
import { SetRole } from './set-role.action.js';
import { SetRoomAvatar } from './set-room-avatar.action.js';
import { SetSubject } from './set-subject.action.js';
import { VoiceRequested } from './voice-request.payload.js';

export {
  AnswerVoice,
  ChangeAffiliation,
  ChangeNick,
  CreateChannel,
  CreateGroupChat,
  CreateMujiRoom,
  DeclineInvitation,
  DestroyRoom,
  DirectInvitation,
  DiscoRoom,
  GetConfig,
  GetMembers,
  InvitationDeclined,
  InviteToRoom,
  JoinRoom,
  MediatedInvitation,
  OccupantPresence,
  PingRoom,
  RequestVoice,
  RoomAvatar,
  RoomNotice,
  SetConfig,
  SetRole,
  SetRoomAvatar,
  SetSubject,
  VoiceRequested,
};
export type { JoinParams } from './schema.js';

/**
 * Joins again the rooms we were in (XEP-0045 section 7.2): a new stream is in none. What was said
 * meanwhile is in their archives; history would bring again what was heard.
 */
function online(ctx: OnlineContext): void {
  if (!ctx.settings.initialPresence) return;
  for (const [room, { nick, isLeaving }] of ctx.facts('room')) {
    if (isLeaving === true) leave(ctx, room);
    else ctx.request(new JoinRoom({ room, nick, history: { maxStanzas: 0 } }));
  }
}

/** Multi-User Chat (XEP-0045) with direct invitations (XEP-0249) and self-ping (XEP-0410). */
export const muc = feature({
  name: 'muc',
  xeps: [
    { xep: '0045', version: '1.35.5', since: '0.1.0' },
    { xep: '0249', version: '1.2', since: '0.1.0' },
    { xep: '0317', version: '0.3.1', since: '0.1.0' },
    { xep: '0410', version: '1.1.0', since: '0.1.0' },
    { xep: '0421', version: '1.0.1', since: '0.1.0' },
    { xep: '0463', version: '0.2.0', since: '0.1.0' },
    { xep: '0486', version: '0.1.0', since: '0.1.0' },
  ],

  namespaces: [NS_MUC, NS_CONFERENCE],
  packets,
  facts,
  bounds,
  actions: [
    JoinRoom,
    DiscoRoom,
    ChangeNick,
    ChangeAffiliation,
    SetRole,
    GetMembers,
    GetConfig,
    SetConfig,
    CreateChannel,
    CreateGroupChat,
    CreateMujiRoom,
    DestroyRoom,
    SetSubject,
    RequestVoice,
    AnswerVoice,
    SetRoomAvatar,
    InviteToRoom,
    DeclineInvitation,
    PingRoom,
  ],
  payloads: [
    OccupantPresence,
    RoomNotice,
    MediatedInvitation,
    DirectInvitation,
    InvitationDeclined,
    VoiceRequested,
    RoomAvatar,
  ],
  requires: [presence, messageWithoutReceipts],
  online,
});
