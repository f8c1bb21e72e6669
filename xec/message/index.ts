import { NS_CHAT_MARKERS, NS_CHAT_STATES, NS_RECEIPTS } from '@xec/stanza';
import { feature } from '../core/index.js';
import { disco } from '../disco/index.js';
import { AcknowledgeMessage } from './acknowledge-message.action.js';
import { ChatStateReceived } from './chat-state.payload.js';
import { Displayed } from './displayed.payload.js';
import { MessageReceived } from './message-received.payload.js';
import { packets } from './packets.js';
import { PublishMessage } from './publish-message.action.js';
import { ReceiptAck } from './receipt-ack.payload.js';
import { ReceiptRequest } from './receipt-request.payload.js';
import { SendActive } from './send-active.action.js';
import { SendComposing } from './send-composing.action.js';
import { SendDisplayed } from './send-displayed.action.js';
import { SendGone } from './send-gone.action.js';
import { SendInactive } from './send-inactive.action.js';
import { SendPaused } from './send-paused.action.js';

export {
  AcknowledgeMessage,
  ChatStateReceived,
  Displayed,
  MessageReceived,
  PublishMessage,
  ReceiptAck,
  ReceiptRequest,
  SendActive,
  SendComposing,
  SendDisplayed,
  SendGone,
  SendInactive,
  SendPaused,
};
export { isSensible as isSensibleDelay, messageContent } from './message-content.js';
export {
  delay as delaySchema,
  message as messageSchema,
  type ChatStateParams,
  type DisplayedParams,
  type GoneParams,
  type MessageContent,
  type PublishParams,
  type ReceiptParams,
} from './schemas.js';

/**
 * Messages (RFC 6121 section 5) with chat states (XEP-0085), markers (XEP-0333) and receipts
 * (XEP-0184): sends them all, hears them all, and never sends a receipt unless it is told to.
 */
export const messageWithoutReceipts = feature({
  name: 'message-without-receipts',
  namespaces: [NS_CHAT_STATES, NS_CHAT_MARKERS],
  packets,
  actions: [
    PublishMessage,
    SendActive,
    SendComposing,
    SendPaused,
    SendInactive,
    SendGone,
    SendDisplayed,
    AcknowledgeMessage,
  ],
  payloads: [MessageReceived, ReceiptAck, Displayed, ChatStateReceived],
  requires: [disco], // what the account announces decides which stanza-ids count
});

/**
 * Messages, with a receipt for each message of a subscriber that asks for one.
 *
 * It is `messageWithoutReceipts` and one payload: features that need messages require that one, so
 * who does not want receipts leaves this one out and has everything else.
 */
export const message = feature({
  name: 'message',
  namespaces: [NS_RECEIPTS],
  payloads: [ReceiptRequest],
  requires: [messageWithoutReceipts],
});
