import { chatStates } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent, jid } from '../core/schemas.js';
import { reactions, retraction, richParams } from './rich-schemas.js';
import {
  application,
  chatStateParams,
  delay,
  displayedParams,
  goneParams,
  message,
  moderateParams,
  reactionsParams,
  receiptParams,
  refusedMessage,
  retractParams,
} from './schemas.js';

const id = v.string();
const told = { from: jid, id };
const conversation = v.picklist(['chat', 'groupchat', 'headline', 'normal']);
const when = v.exactOptional(delay);

export const packets = {
  /** A message with a body. */
  message,
  /** A message with a subject and no body: the subject of the conversation is this now. */
  subject: message,
  /** A message of ours was refused after it had left; `id` is that of `message_publish_handle`. */
  message_error: refusedMessage,
  /** The message `id` arrived at a client of `from` (XEP-0184). */
  receiptack: v.object(told),
  /** `from` saw messages up to `id` (XEP-0333). */
  displayed: v.object(told),
  /** What `from` does in the conversation (XEP-0085). */
  chatstate: v.object({
    from: jid,
    state: v.picklist(chatStates),
    type: v.picklist(['chat', 'groupchat', 'headline', 'normal']),
  }),
  /** It left; receipts, markers and `message_error` name its id. With its texts: others look on. */
  message_publish_handle: v.object({
    id,
    to: jid,
    type: v.picklist(['chat', 'groupchat', 'headline', 'normal']),
    originId: v.exactOptional(v.string()),
    body: v.exactOptional(v.string()),
    subject: v.exactOptional(v.string()),
    /** What it corrects, what it answers, the address with it: as they were asked for. */
    replaces: richParams.replaces,
    reply: richParams.reply,
    oob: richParams.oob,
    files: richParams.files,
  }),
  /** It did not leave. */
  message_publish_error: v.object({ ...errorContent.entries, application, id, to: jid }),
  message_composing_handle: chatStateParams,
  message_paused_handle: chatStateParams,
  message_active_handle: chatStateParams,
  message_inactive_handle: chatStateParams,
  message_gone_handle: goneParams,
  message_displayed_handle: displayedParams,
  message_reactions_handle: reactionsParams,
  message_retract_handle: retractParams,
  /** The room took the message back, and tells everybody. */
  message_moderate_handle: moderateParams,
  /** What `from` thinks of the message `id` now: these, and nothing else (XEP-0444). */
  reactions: v.object({ from: jid, type: conversation, ...reactions.entries, delay: when }),
  /** `from` takes the message `id` back; only one by `author` (XEP-0424). See `isByAuthor`. */
  retracted: v.object({
    from: jid,
    author: jid,
    type: conversation,
    ...retraction.entries,
    delay: when,
  }),
  /** A moderator of `room` took the message back to which the room gave `id` (XEP-0425). */
  moderated: v.object({
    room: bareJid,
    ...retraction.entries,
    /** The moderator: an occupant, as the room says. */
    by: v.exactOptional(jid),
  }),
  message_acknowledge_handle: receiptParams,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Message/Publish'
    | 'Message/Composing'
    | 'Message/Paused'
    | 'Message/Active'
    | 'Message/Inactive'
    | 'Message/Gone'
    | 'Message/Displayed'
    | 'Message/Acknowledge'
    | 'Message/Reactions'
    | 'Message/Retract'
    | 'Message/Moderate'
  > {}
}
