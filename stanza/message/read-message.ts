/**
 * A message as plain data: what it says, and what is asked and told beside it.
 */
import {
  NS_CLIENT,
  messageType,
  readJid,
  readStanzaError,
  type Element,
  type Jid,
  type MessageType,
  type StanzaErrorInfo,
} from '../core/index.js';
import { readOccupantId } from '../occupant-id/occupant-id.js';
import { readTexts, readThread, type LanguageText, type MessageThread } from './body.js';
import { readChatState, type ChatState } from './chat-states.js';
import { readDelays, type Delay } from './delay.js';
import { readHints, type MessageHint } from './hints.js';
import { readOriginId, readStanzaIds, type StanzaId } from './ids.js';
import { isMarkable, readMarker, type Marker } from './markers.js';
import { isReceiptRequested, readReceipt } from './receipts.js';
import { readRich, type RichContent } from './rich-content.js';

/** A message. What is absent was not said. */
export interface Message extends RichContent {
  /** Chosen by the sender; another message may have the same. */
  readonly id?: string;
  /** The sender, prepared. */
  readonly from: string;
  /** The addressee, prepared. */
  readonly to?: string;
  readonly type: MessageType;
  /** The first body. */
  readonly body?: string;
  /** The language of `body`. */
  readonly lang?: string;
  /** All bodies, where there are several: one text in several languages. */
  readonly bodies?: readonly LanguageText[];
  /** The first subject. */
  readonly subject?: string;
  /** All subjects, where there are several. */
  readonly subjects?: readonly LanguageText[];
  readonly thread?: MessageThread;
  readonly chatState?: ChatState;
  /** The sender would like a receipt. */
  readonly receiptRequest?: true;
  /** The id of the message that arrived: this one is a receipt. */
  readonly receipt?: string;
  /** The sender would like to know when it was displayed. */
  readonly markable?: true;
  readonly marker?: Marker;
  /** The sender's own id, which rooms leave alone; no key. */
  readonly originId?: string;
  /** The id that a room has of the sender (XEP-0421). As claimed. */
  readonly occupantId?: string;
  /** As claimed: a reader does not judge them. */
  readonly stanzaIds: readonly StanzaId[];
  readonly hints: readonly MessageHint[];
  /** As claimed: a reader does not judge them. */
  readonly delays: readonly Delay[];
  /** Of type `error`: what is wrong. The rest may then be what was refused (RFC 6120 section 8.3.1). */
  readonly error?: StanzaErrorInfo;
}

/**
 * Reads a `<message/>` in `jabber:client`.
 *
 * @param account the own bare JID: what a missing `from` means (RFC 6120 section 8.1.2.1)
 * @returns `undefined` when it is something else, or its `from` is no JID.
 */
export function readMessage(el: Element, account: Jid): Message | undefined {
  const raw = el.attrs['from'] as string | undefined; // attributes are strings
  const from = raw === undefined ? account : readJid(raw);
  if (!el.is('message', NS_CLIENT) || from === undefined) return undefined;
  const type = messageType(el);
  const id: unknown = el.attrs['id'];
  const occupantId = readOccupantId(el);
  const to = readJid(el.attrs['to'] as string | undefined); // as above
  return {
    ...(typeof id === 'string' && id !== '' && { id }),
    from: from.toString(),
    ...(to !== undefined && { to: to.toString() }),
    type,
    ...readBodies(el),
    ...readSubjects(el),
    ...readSignals(el),
    // An error may carry back what was sent: that is no word of its sender (RFC 6120 section 8.3.1).
    ...(type !== 'error' && readRich(el)),
    ...(occupantId !== undefined && { occupantId }),
    stanzaIds: readStanzaIds(el),
    // "Hints contained within a stanza of type 'error' SHOULD be ignored" (XEP-0334 section 5).
    hints: type === 'error' ? [] : readHints(el),
    delays: readDelays(el),
    ...(type === 'error' && { error: readStanzaError(el) }),
  };
}

function readBodies(el: Element): Pick<Message, 'body' | 'lang' | 'bodies'> {
  const bodies = readTexts(el, 'body');
  const [first] = bodies;
  if (first === undefined) return {};
  return {
    body: first.text,
    ...(first.lang !== undefined && { lang: first.lang }),
    ...(bodies.length > 1 && { bodies }),
  };
}

function readSubjects(el: Element): Pick<Message, 'subject' | 'subjects'> {
  const subjects = readTexts(el, 'subject');
  const [first] = subjects;
  return first === undefined
    ? {}
    : { subject: first.text, ...(subjects.length > 1 && { subjects }) };
}

/** What stands beside the texts. */
function readSignals(
  el: Element,
): Pick<
  Message,
  'thread' | 'chatState' | 'receiptRequest' | 'receipt' | 'markable' | 'marker' | 'originId'
> {
  const thread = readThread(el);
  const state = readChatState(el);
  const received = readReceipt(el);
  const marker = readMarker(el);
  const origin = readOriginId(el);
  return {
    ...(thread !== undefined && { thread }),
    ...(state !== undefined && { chatState: state }),
    ...(isReceiptRequested(el) && { receiptRequest: true }),
    ...(received !== undefined && { receipt: received }),
    ...(isMarkable(el) && { markable: true }),
    ...(marker !== undefined && { marker }),
    ...(origin !== undefined && { originId: origin }),
  };
}
