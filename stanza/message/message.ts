/**
 * Messages to send (RFC 6121 section 5).
 */
import { messageStanza, type MessageType, type XmlElement } from '../core/index.js';
import { fileSharingElement, type SharedFile } from '../file-sharing/index.js';
import { xhtmlImElement } from '../xhtml/index.js';
import { omemoEncryptedElement, type OmemoEncrypted } from '../omemo/index.js';
import { messageBody, messageSubject, messageThread, type MessageThread } from './body.js';
import { chatState, type ChatState } from './chat-states.js';
import { replaceElement } from './correction.js';
import { encryptionElement, type MessageEncryption } from './encryption.js';
import { fallbackElement, type Fallback } from './fallback.js';
import { messageHint, type MessageHint } from './hints.js';
import { originId } from './ids.js';
import { displayedMarker, markable } from './markers.js';
import { oobElement, type OutOfBand } from './oob.js';
import { reactionsElement, type Reactions } from './reactions.js';
import { receipt, receiptRequest } from './receipts.js';
import { referenceElement, type Reference } from './references.js';
import { replyElement, type Reply } from './reply.js';
import { NS_RETRACTION, retractElement, type Retraction } from './retraction.js';
import { spoilerElement, type Spoiler } from './spoiler.js';
import { stickerElement, type Sticker } from './sticker.js';
import { unstyledElement } from './styling.js';

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
  /** The id of the message that this one stands in the place of (XEP-0308). */
  readonly replaces?: string;
  readonly reply?: Reply;
  /** Parts of the texts that are there for those who do not know something else in the message. */
  readonly fallbacks?: readonly Fallback[];
  readonly references?: readonly Reference[];
  readonly encryption?: MessageEncryption;
  /** The content, encrypted with OMEMO (XEP-0384). */
  readonly encrypted?: readonly OmemoEncrypted[];
  readonly spoiler?: Spoiler;
  readonly oob?: OutOfBand;
  /** The body with markup: one element of XHTML, which is sanitised (XEP-0071). */
  readonly xhtml?: string;
  readonly files?: readonly SharedFile[];
  readonly sticker?: Sticker;
  /** The body is to be shown as it is (XEP-0393 section 5). */
  readonly isUnstyled?: boolean;
}

/**
 * A message that says something.
 *
 * @throws MarkupError where `xhtml` is no XHTML.
 */
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
    richElements(message),
    (message.hints ?? []).map(messageHint),
  );
  // "A stanza SHOULD possess an 'xml:lang' attribute if [it] contains XML character data that is
  // intended to be presented to a human user" (RFC 6120 section 8.1.5).
  if (lang !== undefined) stanza.attrs['xml:lang'] = lang;
  return stanza;
}

/** What a message says beside its texts. */
const richElements = (message: OutgoingMessage): XmlElement[] => [
  ...built(message.replaces, replaceElement),
  ...built(message.reply, replyElement),
  ...(message.references ?? []).map(referenceElement),
  ...built(message.encryption, encryptionElement),
  ...(message.encrypted ?? []).map(omemoEncryptedElement),
  ...built(message.spoiler, spoilerElement),
  ...built(message.sticker, stickerElement),
  ...(message.files ?? []).map(fileSharingElement),
  ...built(message.oob, oobElement),
  ...built(message.xhtml, xhtmlImElement),
  ...(message.isUnstyled === true ? [unstyledElement()] : []),
  ...(message.fallbacks ?? []).map(fallbackElement),
];

const built = <T>(value: T | undefined, build: (value: T) => XmlElement): XmlElement[] =>
  value === undefined ? [] : [build(value)];

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

/** Reactions alone, which archives are to keep (XEP-0444 section 3.2). */
export const reactionsMessage = (reactions: Reactions, { to, type, thread }: Beside): XmlElement =>
  messageStanza(
    { to, type },
    reactionsElement(reactions),
    thread !== undefined && messageThread(thread),
    messageHint('store'),
  );

/**
 * Takes a message back (XEP-0424 section 3.2), and says so in `body` to those who do not know how.
 */
export const retractionMessage = (
  retraction: Retraction,
  body: string,
  { to, type, thread }: Beside,
): XmlElement =>
  messageStanza(
    { to, type },
    retractElement(retraction),
    fallbackElement({ for: NS_RETRACTION }),
    messageBody(body),
    thread !== undefined && messageThread(thread),
    messageHint('store'),
  );

/** A receipt: "only one child element" (XEP-0184 section 7). */
export const receiptMessage = (id: string, { to, type }: Omit<Beside, 'thread'>): XmlElement =>
  messageStanza({ to, type }, receipt(id));
