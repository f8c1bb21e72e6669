/**
 * A message as plain data: what it says, and what is asked and told beside it.
 */
import {
  NS_CLIENT,
  PartsReader,
  RecordKinds,
  messageType,
  partOf,
  unlessEmpty,
  readJid,
  readStanzaError,
  type Element,
  type Jid,
  type MessageType,
  type Part,
  type StanzaErrorInfo,
  type Unread,
} from '../core/index.js';
import { NS_OCCUPANT_ID, readOccupantId } from '../occupant-id/occupant-id.js';
import { readTexts, readThread, type LanguageText, type MessageThread } from './body.js';
import { NS_CHAT_STATES, readChatState, type ChatState } from './chat-states.js';
import { NS_DELAY, readDelays, type Delay } from './delay.js';
import { NS_HINTS, readHints, type MessageHint } from './hints.js';
import { NS_STANZA_IDS, readOriginId, readStanzaIds, type StanzaId } from './ids.js';
import { NS_CHAT_MARKERS, isMarkable, markerTypes, readMarker, type Marker } from './markers.js';
import { NS_RECEIPTS, isReceiptRequested, readReceipt } from './receipts.js';
import { richParts, type RichContent } from './rich-content.js';

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
  readonly delays?: readonly Delay[];
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
  const to = readJid(el.attrs['to'] as string | undefined); // as above
  const message: Unread<Message> = {};
  if (typeof id === 'string' && id !== '') message.id = id;
  message.from = from.toString();
  if (to !== undefined) message.to = to.toString();
  message.type = type;
  message.stanzaIds = nothing;
  message.hints = nothing;
  if (type === 'error') {
    partsOfErrors.read(el, message);
    message.error = readStanzaError(el);
  } else allParts.read(el, message);
  return kinds.note(message as Message); // what must be there was set above
}

const kinds = new RecordKinds<Message>();

// Not frozen: V8 reads frozen lists another way. Messages are read-only by their types.
const nothing: readonly never[] = [];

const part = partOf<Message>();

const client = [NS_CLIENT];

/**
 * What is read of errors too. An error may carry back what was sent: that is no word of its sender
 * (RFC 6120 section 8.3.1).
 */
const parts: readonly Part<Message>[] = [
  {
    namespaces: client,
    names: ['body'],
    read(el, into) {
      const bodies = readTexts(el, 'body');
      const [body] = bodies;
      if (body !== undefined) into.body = body.text;
      if (body?.lang !== undefined) into.lang = body.lang;
      if (bodies.length > 1) into.bodies = bodies;
    },
  },
  {
    namespaces: client,
    names: ['subject'],
    read(el, into) {
      const subjects = readTexts(el, 'subject');
      if (subjects[0] !== undefined) into.subject = subjects[0].text;
      if (subjects.length > 1) into.subjects = subjects;
    },
  },
  part('thread', client, readThread, ['thread']),
  part('chatState', [NS_CHAT_STATES], readChatState),
  part('receipt', [NS_RECEIPTS], readReceipt, ['received']),
  part('receiptRequest', [NS_RECEIPTS], (el) => isReceiptRequested(el) || undefined, ['request']),
  part('marker', [NS_CHAT_MARKERS], readMarker, markerTypes),
  part('markable', [NS_CHAT_MARKERS], (el) => isMarkable(el) || undefined, ['markable']),
  part('originId', [NS_STANZA_IDS], readOriginId, ['origin-id']),
  part('stanzaIds', [NS_STANZA_IDS], readStanzaIds, ['stanza-id']),
  part('occupantId', [NS_OCCUPANT_ID], readOccupantId),
  part('delays', [NS_DELAY], (el) => unlessEmpty(readDelays(el))),
];

const partsOfErrors = new PartsReader<Message>(parts);

const allParts = new PartsReader<Message>([
  ...parts,
  // "Hints contained within a stanza of type 'error' SHOULD be ignored" (XEP-0334 section 5).
  part('hints', [NS_HINTS], readHints),
  ...richParts,
]);
