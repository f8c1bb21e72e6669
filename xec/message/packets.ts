import { chatStates } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid } from '../core/schemas.js';
import {
  application,
  chatStateParams,
  displayedParams,
  goneParams,
  message,
  receiptParams,
  refusedMessage,
} from './schemas.js';

const id = v.string();
const told = { from: jid, id };

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
  }),
  /** It did not leave. */
  message_publish_error: v.object({ ...errorContent.entries, application, id, to: jid }),
  message_composing_handle: chatStateParams,
  message_paused_handle: chatStateParams,
  message_active_handle: chatStateParams,
  message_inactive_handle: chatStateParams,
  message_gone_handle: goneParams,
  message_displayed_handle: displayedParams,
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
  > {}
}
