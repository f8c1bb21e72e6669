/**
 * Messages to send (RFC 6121 section 5).
 */
import { messageStanza, type MessageType, type XmlElement } from '../core/index.js';
import { messageBody, messageSubject, messageThread, type MessageThread } from './body.js';
import { chatState, type ChatState } from './chat-states.js';
import { messageHint, type MessageHint } from './hints.js';
import { originId } from './ids.js';
import { displayedMarker, markable } from './markers.js';
import { receipt, receiptRequest } from './receipts.js';

/** The types of messages that may be sent: an error answers something (RFC 6121 section 5.2.2). */
export type SendableMessageType = Exclude<MessageType, 'error'>;

/** A message to send. */
export interface OutgoingMessage {
  readonly to: string;
  readonly type: SendableMessageType;
  readonly body?: string;
  readonly subject?: string;
  /** The language of body and subject. */
  readonly lang?: string;
  readonly thread?: MessageThread;
  readonly chatState?: ChatState;
  readonly requestReceipt?: boolean;
  readonly markable?: boolean;
  readonly originId?: string;
  readonly hints?: readonly MessageHint[];
}

/** A message that says something. */
export function contentMessage(message: OutgoingMessage): XmlElement {
  const { to, type, body, subject, lang, thread } = message;
  const stanza = messageStanza(
    { to, type },
    subject !== undefined && messageSubject(subject),
    body !== undefined && messageBody(body),
    thread !== undefined && messageThread(thread),
    message.chatState !== undefined && chatState(message.chatState),
    message.requestReceipt === true && receiptRequest(),
    message.markable === true && markable(),
    message.originId !== undefined && originId(message.originId),
    (message.hints ?? []).map(messageHint),
  );
  // "A stanza SHOULD possess an 'xml:lang' attribute if [it] contains XML character data that is
  // intended to be presented to a human user" (RFC 6120 section 8.1.5).
  if (lang !== undefined) stanza.attrs['xml:lang'] = lang;
  return stanza;
}

/** Where a message that stands beside a conversation goes. */
export interface Beside {
  readonly to: string;
  readonly type: SendableMessageType;
  readonly thread?: MessageThread;
}

/** A chat state alone (XEP-0085 section 5.5), which nobody is to keep. */
export const chatStateMessage = (state: ChatState, { to, type, thread }: Beside): XmlElement =>
  messageStanza(
    { to, type },
    chatState(state),
    thread !== undefined && messageThread(thread),
    messageHint('no-store'),
  );

/** A displayed marker alone (XEP-0333 section 4.2), which archives are to keep: it has no body. */
export const displayedMessage = (id: string, { to, type, thread }: Beside): XmlElement =>
  messageStanza(
    { to, type },
    displayedMarker(id),
    thread !== undefined && messageThread(thread),
    messageHint('store'),
  );

/** A receipt: "only one child element" (XEP-0184 section 7). */
export const receiptMessage = (id: string, { to, type }: Omit<Beside, 'thread'>): XmlElement =>
  messageStanza({ to, type }, receipt(id));
