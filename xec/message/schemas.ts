import { chatStates, markerTypes, messageHints, readDateTime, readJid } from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, errorContent, jid } from '../core/schemas.js';
import { reactions, retraction, richContent, richParams } from './rich-schemas.js';

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const text = v.exactOptional(v.string());
const yes = v.exactOptional(v.literal(true));
/** An id of a message: opaque, but there. */
const messageId = v.pipe(v.string(), v.nonEmpty());
const languageTexts = v.exactOptional(list(v.object({ text: v.string(), lang: text })));
const thread = v.object({ id: messageId, parent: text });
const hint = v.picklist(messageHints);

const { condition, type, by } = errorContent.entries;
/** Conditions of an error outside the defined ones. */
export const application = v.exactOptional(list(v.object({ name: v.string(), xmlns: v.string() })));
/** What an error stanza says. */
const stanzaError = v.object({ condition, type, text, by, application });

/** When a message was sent that came later; see `Delay`. */
export const delay = v.object({
  stamp: v.pipe(
    v.string(),
    v.check((stamp) => readDateTime(stamp) !== undefined, 'expected a date and time of XEP-0082'),
  ),
  from: v.exactOptional(jid),
});

/** A message that came; see `Message` in @xec/stanza, and `messageContent` for what is kept of it. */
export const message = v.object({
  id: text,
  from: jid,
  to: v.exactOptional(jid),
  type: v.picklist(['chat', 'error', 'groupchat', 'headline', 'normal']),
  body: text,
  lang: text,
  bodies: languageTexts,
  subject: text,
  subjects: languageTexts,
  thread: v.exactOptional(thread),
  chatState: v.exactOptional(v.picklist(chatStates)),
  receiptRequest: yes,
  receipt: text,
  markable: yes,
  marker: v.exactOptional(v.object({ type: v.picklist(markerTypes), id: v.string() })),
  originId: text,
  /** Of whom in a joined room it is: their nickname, and their id where the room gives ids. */
  nick: text,
  occupantId: text,
  stanzaIds: list(v.object({ id: v.string(), by: jid })),
  hints: list(hint),
  delay: v.exactOptional(delay),
  error: v.exactOptional(stanzaError),
  ...richContent,
});

/** What packets say of a message. */
export type MessageContent = v.InferOutput<typeof message>;

/** A message of ours that was refused. */
export const refusedMessage = v.object({
  id: text,
  from: jid,
  to: v.exactOptional(jid),
  ...stanzaError.entries,
});

/** There is no occupant to write to: "sent to the room itself" (XEP-0045 section 7.4). */
const isToRoom = ({ to, type }: { readonly to: string; readonly type?: string }): boolean =>
  type !== 'groupchat' || readJid(to)?.isBare === true;
const toRoom = 'expected a bare JID for a message of type groupchat';

/** What sending a message is asked with. */
export const publishParams = v.pipe(
  v.object({
    to: jid,
    /** Default `chat`. */
    type: v.exactOptional(v.picklist(['chat', 'groupchat', 'headline', 'normal'])),
    body: text,
    subject: text,
    /** The language of body and subject. */
    lang: text,
    thread: v.exactOptional(thread),
    /** With a body only `active` makes sense (XEP-0085 section 5.5). */
    chatState: v.exactOptional(v.picklist(chatStates)),
    /** Asks for a receipt; not recommended in rooms (XEP-0184 section 5.3). */
    requestReceipt: v.exactOptional(v.boolean()),
    /** Asks to be told when it was displayed. */
    markable: v.exactOptional(v.boolean()),
    /** An id of the application's own, that rooms leave alone (XEP-0359 section 3.2). */
    originId: v.exactOptional(messageId),
    hints: v.exactOptional(list(hint)),
    ...richParams,
    /** The body is to be shown as it is (XEP-0393 section 5). */
    isUnstyled: v.exactOptional(v.boolean()),
  }),
  v.check((params) => isToRoom(params), toRoom),
  v.check(
    ({ body, subject, files, oob, encrypted }) =>
      [body, subject, files, oob, encrypted].some((each) => each !== undefined),
    'expected a body or a subject, files, an address or something encrypted',
  ),
  v.check(
    // "The meaning … MUST always be represented … in the normal <body/>" (XEP-0071 section 5).
    ({ body, xhtml }) => xhtml === undefined || body !== undefined,
    'expected a body that says as text what xhtml says',
  ),
  v.check(
    // "MUST only be included on messages addressed to full JIDs" (XEP-0334 section 4.3).
    ({ to, hints }) => hints?.includes('no-copy') !== true || readJid(to)?.isBare === false,
    'expected a full JID for a message with the hint no-copy',
  ),
);

/** What sending a message is asked with. */
export type PublishParams = v.InferOutput<typeof publishParams>;

const beside = {
  to: jid,
  /** Default `chat`. */
  type: v.exactOptional(v.picklist(['chat', 'groupchat'])),
  thread: v.exactOptional(thread),
};

/** What sending a chat state is asked with. */
export const chatStateParams = v.pipe(
  v.object(beside),
  v.check((params) => isToRoom(params), toRoom),
);
export type ChatStateParams = v.InferOutput<typeof chatStateParams>;

/** "A client SHOULD NOT generate <gone/> notifications" in rooms (XEP-0085 section 5.4). */
export const goneParams = v.object({ to: jid, thread: v.exactOptional(thread) });
export type GoneParams = v.InferOutput<typeof goneParams>;

/** What sending a marker is asked with; `id` is the message's, in a room its stanza-id. */
export const displayedParams = v.pipe(
  v.object({ ...beside, id: messageId }),
  v.check((params) => isToRoom(params), toRoom),
);
export type DisplayedParams = v.InferOutput<typeof displayedParams>;

/** What sending a receipt is asked with. */
export const receiptParams = v.object({
  to: jid,
  /** The id of the message that arrived. */
  id: messageId,
  /** "Use the same message type as the message that requested the receipt" (section 7). Default `chat`. */
  type: v.exactOptional(v.picklist(['chat', 'headline', 'normal'])),
});
export type ReceiptParams = v.InferOutput<typeof receiptParams>;

/** What reacting to a message is asked with; no reactions take all of them back. */
export const reactionsParams = v.pipe(
  v.object({ ...beside, ...reactions.entries }),
  v.check((params) => isToRoom(params), toRoom),
);
export type ReactionsParams = v.InferOutput<typeof reactionsParams>;

/** What taking a message of ours back is asked with. */
export const retractParams = v.pipe(
  v.object({
    ...beside,
    ...retraction.entries,
    /** What those read who do not know how to take a message back. */
    body: text,
  }),
  v.check((params) => isToRoom(params), toRoom),
);
export type RetractParams = v.InferOutput<typeof retractParams>;

/** What a moderator asks a room with; `id` is the stanza-id that the room gave the message. */
export const moderateParams = v.object({ to: bareJid, ...retraction.entries });
export type ModerateParams = v.InferOutput<typeof moderateParams>;
