import {
  FEATURE_JINGLE_GROUPING,
  FEATURE_JINGLE_SSMA,
  NS_JINGLE,
  NS_JINGLE_DTLS,
  NS_JINGLE_ICE_UDP,
  NS_JINGLE_MESSAGE,
  NS_JINGLE_RTCP_FB,
  NS_JINGLE_RTP,
  NS_JINGLE_RTP_AUDIO,
  NS_JINGLE_RTP_HDREXT,
  NS_JINGLE_RTP_VIDEO,
} from '@xec/stanza';
import { feature, type OnlineContext } from '../core/index.js';
import { messageWithoutReceipts } from '../message/index.js';
import { CallAccept } from './accept.payload.js';
import { AcceptCall } from './accept-call.action.js';
import { AcceptContent } from './accept-content.action.js';
import { AcceptSession } from './accept-session.action.js';
import { AddContent } from './add-content.action.js';
import { bounds } from './bounds.js';
import { CallCopy } from './call-copy.payload.js';
import { facts } from './facts.js';
import { CallFinish } from './finish.payload.js';
import { FinishCall } from './finish-call.action.js';
import { InitiateSession } from './initiate-session.action.js';
import { JingleReceived } from './jingle.payload.js';
import { ModifyContent } from './modify-content.action.js';
import { MuteSession } from './mute-session.action.js';
import { CallProceed } from './proceed.payload.js';
import { ProceedCall } from './proceed-call.action.js';
import { CallProposed } from './propose.payload.js';
import { ProposeCall } from './propose-call.action.js';
import { CallReject } from './reject.payload.js';
import { RejectCall } from './reject-call.action.js';
import { RejectContent } from './reject-content.action.js';
import { RemoveContent } from './remove-content.action.js';
import { CallRetract } from './retract.payload.js';
import { RetractCall } from './retract-call.action.js';
import { RingCall } from './ring-call.action.js';
import { CallRinging } from './ringing.payload.js';
import { SendSessionInfo } from './send-session-info.action.js';
import { SendTransportInfo } from './send-transport-info.action.js';
import { TerminateSession } from './terminate-session.action.js';
import { UnmuteSession } from './unmute-session.action.js';
import { packets } from './packets.js';

export {
  AcceptCall,
  AcceptContent,
  AcceptSession,
  AddContent,
  FinishCall,
  InitiateSession,
  ModifyContent,
  MuteSession,
  ProceedCall,
  ProposeCall,
  RejectCall,
  RejectContent,
  RemoveContent,
  RetractCall,
  RingCall,
  SendSessionInfo,
  SendTransportInfo,
  TerminateSession,
  UnmuteSession,
  CallAccept,
  CallCopy,
  CallFinish,
  JingleReceived,
  CallProceed,
  CallProposed,
  CallReject,
  CallRetract,
  CallRinging,
};
export { jingleContentSchema, jingleDescriptionSchema, jingleReasonSchema } from './schema.js';
export type { CallFact } from './calls.js';
export type { JingleSessionFact } from './sessions.js';

/** Sessions are with the full JID that we had: under another one nobody finds us. */
function online(ctx: OnlineContext): void {
  for (const [key, { sid, peer, self }] of ctx.facts('jingleSession')) {
    if (self === ctx.self.toString()) continue;
    ctx.learn('jingleSession', key, undefined);
    ctx.emit('jingle_sessionterminate', { sid, peer, reason: { condition: 'connectivity-error' } });
  }
}

/**
 * Calls: sessions of audio, video and data (XEP-0166 and what belongs to it), and the messages by which
 * all clients of an account ring (XEP-0353). It signals; a browser plays: see `readSdp` and `writeSdp`.
 */
export const jingle = feature({
  name: 'jingle',
  xeps: [
    { xep: '0166', version: '1.1.2', since: '0.1.0' },
    { xep: '0167', version: '1.2.3', since: '0.1.0' },
    { xep: '0176', version: '1.1.1', since: '0.1.0' },
    { xep: '0293', version: '1.0.2', since: '0.1.0' },
    { xep: '0294', version: '1.1.2', since: '0.1.0' },
    { xep: '0320', version: '1.0.0', since: '0.1.0' },
    { xep: '0338', version: '1.0.0', since: '0.1.0' },
    { xep: '0339', version: '1.0.1', since: '0.1.0' },
    { xep: '0343', version: '0.2', since: '0.1.0', status: 'partial', note: 'no channel elements' },
    { xep: '0353', version: '0.8.0', since: '0.1.0' },
    { xep: '0507', version: '0.1.0', since: '0.1.0' },
  ],

  namespaces: [
    NS_JINGLE,
    NS_JINGLE_MESSAGE,
    NS_JINGLE_RTP,
    NS_JINGLE_RTP_AUDIO,
    NS_JINGLE_RTP_VIDEO,
    NS_JINGLE_RTCP_FB,
    NS_JINGLE_RTP_HDREXT,
    NS_JINGLE_ICE_UDP,
    NS_JINGLE_DTLS,
    FEATURE_JINGLE_GROUPING,
    FEATURE_JINGLE_SSMA,
  ],
  packets,
  facts,
  bounds,
  actions: [
    AcceptCall,
    AcceptContent,
    AcceptSession,
    AddContent,
    FinishCall,
    InitiateSession,
    ModifyContent,
    MuteSession,
    ProceedCall,
    ProposeCall,
    RejectCall,
    RejectContent,
    RemoveContent,
    RetractCall,
    RingCall,
    SendSessionInfo,
    SendTransportInfo,
    TerminateSession,
    UnmuteSession,
  ],
  payloads: [
    CallAccept,
    CallCopy,
    CallFinish,
    JingleReceived,
    CallProceed,
    CallProposed,
    CallReject,
    CallRetract,
    CallRinging,
  ],
  requires: [messageWithoutReceipts],
  online,
});
