import { jingleParties } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid } from '../core/schemas.js';
import { askedContent, refusedContent } from './requests.js';
import {
  endedContent,
  heardContent,
  jingleContents,
  jingleDescriptionSchema,
  jingleGroups,
  jingleReasonSchema,
  jingleSid,
} from './schema.js';

/** The session: its name, and the full JID of its peer. */
const session = {
  sid: jingleSid,
  peer: jid,
  reason: v.exactOptional(jingleReasonSchema),
};
const withContents = v.object({ ...session, contents: jingleContents, groups: jingleGroups });
const muted = v.object({
  ...session,
  /** The content; all without it. */
  name: v.exactOptional(v.string()),
  creator: v.exactOptional(v.picklist(jingleParties)),
});

export const packets = {
  /** The peer begins a session, and waits to have it taken or declined. */
  jingle_sessioninitiate: withContents,
  /** The peer takes our session, with these contents. */
  jingle_sessionaccept: withContents,
  /** The peer ended the session; or we did, when our address changed. */
  jingle_sessionterminate: v.object(session),
  /** The peer found more candidates. */
  jingle_transportinfo: withContents,
  /** The peer offers more contents. */
  jingle_contentadd: withContents,
  /** The peer changes who sends. */
  jingle_contentmodify: withContents,
  /** The peer took contents out. */
  jingle_contentremove: withContents,
  /** The peer takes contents that we added. */
  jingle_contentaccept: withContents,
  /** The peer declines contents that we added. */
  jingle_contentreject: withContents,
  /** The peer tells something about contents. */
  jingle_descriptioninfo: withContents,
  /** The peer sends nothing for now. */
  jingle_sessionmute: muted,
  /** The peer sends again. */
  jingle_sessionunmute: muted,
  /** What the peer does. */
  jingle_sessioninfo: v.object({
    ...session,
    type: v.picklist(['active', 'hold', 'ringing', 'unhold']),
  }),
  /** A call ended, in whatever way: for the history of the conversation. */
  jingle_message: v.object({
    ...endedContent.entries,
    type: v.picklist(['reject', 'retract', 'finish', 'terminate']),
  }),
  /** Somebody calls. */
  jinglepropose: v.object({
    ...heardContent.entries,
    /** Kinds of media that are proposed. */
    media: v.pipe(v.array(v.string()), v.readonly()),
    descriptions: v.pipe(v.array(jingleDescriptionSchema), v.readonly()),
    /** The call with the same side that this one goes on with: finish that one (section 4.2). */
    replaces: v.exactOptional(jingleSid),
  }),
  /** It rings at `peer`. */
  jingleringing: heardContent,
  /** `peer` takes our call: begin the session with that one. */
  jingleproceed: heardContent,
  /** Another client of ours, `from`, took the call: it rings here no longer. */
  jingleaccept: v.object({ sid: jingleSid, from: jid, peer: v.exactOptional(jid) }),
  /** The call was declined: by the other side, or by another client of ours. */
  jinglereject: endedContent,
  /** The call was taken back, by who called. */
  jingleretract: endedContent,
  /** The call is over. */
  jinglefinish: endedContent,
  jingle_sessioninitiate_handle: askedContent,
  jingle_sessioninitiate_erroritemnotfound: refusedContent,
  jingle_sessioninitiate_errorunexpectedrequest: refusedContent,
  jingle_sessioninitiate_error: refusedContent,
  jingle_sessionaccept_handle: askedContent,
  jingle_sessionaccept_erroritemnotfound: refusedContent,
  jingle_sessionterminate_handle: askedContent,
  jingle_transportinfo_handle: askedContent,
  jingle_transportinfo_erroritemnotfound: refusedContent,
  jingle_contentadd_handle: askedContent,
  jingle_contentadd_erroritemnotfound: refusedContent,
  jingle_contentadd_error: refusedContent,
  jingle_contentmodify_handle: askedContent,
  jingle_contentmodify_erroritemnotfound: refusedContent,
  jingle_contentmodify_error: refusedContent,
  jingle_contentremove_handle: askedContent,
  jingle_contentremove_erroritemnotfound: refusedContent,
  jingle_contentremove_error: refusedContent,
  jingle_contentaccept_handle: askedContent,
  jingle_contentaccept_erroritemnotfound: refusedContent,
  jingle_contentreject_handle: askedContent,
  jingle_contentreject_erroritemnotfound: refusedContent,
  jingle_sessionmute_handle: askedContent,
  jingle_sessionmute_erroritemnotfound: refusedContent,
  jingle_sessionunmute_handle: askedContent,
  jingle_sessionunmute_erroritemnotfound: refusedContent,
  jingle_sessioninfo_handle: askedContent,
  jingle_sessioninfo_erroritemnotfound: refusedContent,
  jingle_messagepropose_handle: askedContent,
  jingle_messagepropose_error: refusedContent,
  jingle_messageringing_handle: askedContent,
  jingle_messageproceed_handle: askedContent,
  jingle_messageaccept_handle: v.object({ sid: jingleSid }),
  jingle_messagereject_handle: askedContent,
  jingle_messageretract_handle: askedContent,
  jingle_messagefinish_handle: askedContent,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Jingle/SessionInitiate'
    | 'Jingle/SessionAccept'
    | 'Jingle/SessionTerminate'
    | 'Jingle/SessionInfo'
    | 'Jingle/SessionMute'
    | 'Jingle/SessionUnmute'
    | 'Jingle/TransportInfo'
    | 'Jingle/ContentAdd'
    | 'Jingle/ContentModify'
    | 'Jingle/ContentRemove'
    | 'Jingle/ContentAccept'
    | 'Jingle/ContentReject'
    | 'Jingle/MessagePropose'
    | 'Jingle/MessageRinging'
    | 'Jingle/MessageProceed'
    | 'Jingle/MessageAccept'
    | 'Jingle/MessageReject'
    | 'Jingle/MessageRetract'
    | 'Jingle/MessageFinish'
  > {}
}
