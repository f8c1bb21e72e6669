import {
  NS_CHAT_MARKERS,
  NS_CHAT_STATES,
  NS_CORRECTION,
  NS_FALLBACK,
  NS_FILE_SHARING,
  NS_OOB,
  NS_REACTIONS,
  NS_RECEIPTS,
  NS_REFERENCE,
  NS_REPLY,
  NS_RETRACTION,
  NS_SPOILER,
  NS_STYLING,
  NS_XHTML_IM,
} from '@xec/stanza';
import { feature } from '../core/index.js';
import { disco } from '../disco/index.js';
import { AcknowledgeMessage } from './acknowledge-message.action.js';
import { ChatStateReceived } from './chat-state.payload.js';
import { Displayed } from './displayed.payload.js';
import { MessageReceived } from './message-received.payload.js';
import { ModerateMessage } from './moderate-message.action.js';
import { Moderated, Moderated0 } from './moderated.payload.js';
import { packets } from './packets.js';
import { PublishMessage } from './publish-message.action.js';
import { ReactionsReceived } from './reactions.payload.js';
import { ReceiptAck } from './receipt-ack.payload.js';
import { ReceiptRequest } from './receipt-request.payload.js';
import { RetractMessage } from './retract-message.action.js';
import { Retracted } from './retracted.payload.js';
import { SubjectReceived } from './subject.payload.js';
import { SendActive } from './send-active.action.js';
import { SendComposing } from './send-composing.action.js';
import { SendDisplayed } from './send-displayed.action.js';
import { SendGone } from './send-gone.action.js';
import { SendInactive } from './send-inactive.action.js';
import { SendPaused } from './send-paused.action.js';
import { SendReactions } from './send-reactions.action.js';

export {
  AcknowledgeMessage,
  ChatStateReceived,
  Displayed,
  MessageReceived,
  ModerateMessage,
  Moderated,
  Moderated0,
  PublishMessage,
  ReactionsReceived,
  ReceiptAck,
  ReceiptRequest,
  RetractMessage,
  Retracted,
  SendActive,
  SendComposing,
  SendDisplayed,
  SendGone,
  SendInactive,
  SendPaused,
  SendReactions,
  SubjectReceived,
};
export { isByAuthor } from './author.js';
export {
  omemoEncrypted as omemoEncryptedSchema,
  sharedFile as sharedFileSchema,
} from './rich-schemas.js';
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
 * (XEP-0184), corrections, retractions, moderation and reactions (XEP-0308, 0424, 0425, 0444), and what
 * else stands in a message: sends them all, hears them all, and never sends a receipt unless it is told to.
 */
export const messageWithoutReceipts = feature({
  name: 'message-without-receipts',
  xeps: [
    { xep: '0066', version: '1.5', since: '0.1.0' },
    { xep: '0071', version: '1.5.4', since: '0.1.0' },
    { xep: '0085', version: '2.1', since: '0.1.0' },
    { xep: '0201', version: '1.0', since: '0.1.0' },
    { xep: '0203', version: '2.0', since: '0.1.0' },
    { xep: '0245', version: '1.0', since: '0.1.0' },
    {
      xep: '0264',
      version: '0.4.2',
      since: '0.1.0',
      status: 'partial',
      note: 'of files in messages',
    },
    { xep: '0308', version: '1.2.1', since: '0.1.0' },
    { xep: '0333', version: '1.0.0', since: '0.1.0' },
    { xep: '0334', version: '1.0.0', since: '0.1.0' },
    { xep: '0359', version: '0.7.0', since: '0.1.0' },
    { xep: '0372', version: '0.5.0', since: '0.1.0' },
    { xep: '0380', version: '0.4.0', since: '0.1.0' },
    { xep: '0382', version: '0.2.0', since: '0.1.0' },
    { xep: '0385', version: '0.2.1', since: '0.1.0' },
    { xep: '0393', version: '1.1.1', since: '0.1.0' },
    { xep: '0424', version: '0.4.2', since: '0.1.0' },
    { xep: '0425', version: '0.3.0', since: '0.1.0' },
    { xep: '0426', version: '0.3.0', since: '0.1.0' },
    { xep: '0428', version: '0.2.1', since: '0.1.0' },
    { xep: '0444', version: '0.2.1', since: '0.1.0' },
    { xep: '0446', version: '0.2.0', since: '0.1.0' },
    { xep: '0447', version: '0.3.1', since: '0.1.0' },
    { xep: '0461', version: '0.2.1', since: '0.1.0' },
  ],

  namespaces: [
    NS_CHAT_STATES,
    NS_CHAT_MARKERS,
    NS_CORRECTION,
    NS_RETRACTION,
    NS_REACTIONS,
    NS_REPLY,
    NS_FALLBACK,
    NS_REFERENCE,
    NS_SPOILER,
    NS_OOB,
    NS_FILE_SHARING,
    NS_STYLING,
    NS_XHTML_IM,
  ],
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
    SendReactions,
    RetractMessage,
    ModerateMessage,
  ],
  payloads: [
    MessageReceived,
    SubjectReceived,
    ReceiptAck,
    Displayed,
    ChatStateReceived,
    ReactionsReceived,
    Retracted,
    Moderated,
    Moderated0,
  ],
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
  xeps: [{ xep: '0184', version: '1.4.0', since: '0.1.0' }],

  namespaces: [NS_RECEIPTS],
  payloads: [ReceiptRequest],
  requires: [messageWithoutReceipts],
});
