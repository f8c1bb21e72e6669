/**
 * Rows of a storage: their schemas, and how conversations become rows and come back. What does not fit
 * its schema is dropped: it is a copy, or was written by another version.
 */
import * as v from 'valibot';
import type { Conversation } from '../conversations/conversation.js';
import type { Conversations } from '../conversations/conversations.js';
import { clocks, type MessageRecord } from '../conversations/message.js';
import { inOrder, placesOf } from '../conversations/order.js';
import type { Leaving } from '../conversations/outbox.js';
import type { StoredRemarks } from '../conversations/remarks.js';
import type { Stretch } from '../conversations/stretches.js';

/** The version of rows of conversations. */
const VERSION = 1;
/** How many messages of a conversation are stored: what is seen when it is opened. */
const STORED_MESSAGES = 200;
/** How many entries of a stretch, beyond those. */
const STORED_ENTRIES = 400;

const text = v.exactOptional(v.string());
const yes = v.exactOptional(v.literal(true));
const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const texts = list(v.string());
const pair = <S extends v.GenericSchema>(of: S) => v.pipe(v.tuple([v.string(), of]), v.readonly());

const metadata = {
  name: text,
  size: v.exactOptional(v.number()),
  mediaType: text,
  desc: text,
};
const file = v.object({ url: v.string(), ...metadata });
/** As `withFile` makes it. */
const sharedFile = v.object({
  file: v.object({ ...metadata, hashes: list(v.never()), thumbnails: list(v.never()) }),
  disposition: v.picklist(['inline', 'attachment']),
  urls: texts,
});

const heard = v.exactOptional(v.object({ at: v.number(), seq: v.number() }));

const record = v.object({
  key: v.string(),
  isOwn: v.boolean(),
  from: v.string(),
  nick: text,
  body: v.string(),
  at: v.number(),
  clock: v.picklist(clocks),
  heard,
  id: text,
  originId: text,
  archiveId: text,
  isNews: yes,
  isMarkable: yes,
  isUnstyled: yes,
  replaces: text,
  author: text,
  replyTo: text,
  file: v.exactOptional(file),
  isTombstone: yes,
  unsent: v.exactOptional(v.literal('failed')),
  failure: text,
}) satisfies v.GenericSchema<MessageRecord>;

const stretch = v.object({
  entries: list(
    v.object({
      id: v.string(),
      at: v.number(),
      heard,
    }),
  ),
  isStart: v.boolean(),
}) satisfies v.GenericSchema<Stretch>;

const remarks = v.object({
  reactions: list(pair(list(pair(v.object({ at: v.number(), signs: texts }))))),
  retractions: list(pair(list(v.object({ author: text, reason: text })))),
  receipts: texts,
  seenByThem: texts,
  seenByUs: texts,
}) satisfies v.GenericSchema<StoredRemarks>;

const conversationRow = v.object({
  version: v.literal(VERSION),
  jid: v.string(),
  isRoom: v.boolean(),
  touchedAt: v.number(),
  records: list(record),
  stretches: list(stretch),
  remarks,
});
type ConversationRow = v.InferOutput<typeof conversationRow>;

/** A message on its way, as it is stored. */
const leavingRow = v.object({
  params: v.looseObject({
    to: v.string(),
    type: v.picklist(['chat', 'groupchat']),
    body: v.string(),
    originId: v.string(),
    replaces: text,
    reply: v.exactOptional(v.object({ id: v.string(), to: text })),
    fallbacks: v.exactOptional(list(v.unknown())),
    oob: v.exactOptional(v.object({ url: v.string(), desc: text })),
    files: v.exactOptional(list(sharedFile)),
  }),
  text: v.string(),
  at: v.number(),
  wasRequested: v.boolean(),
  failure: text,
}) satisfies v.GenericSchema<unknown, Leaving>;

/** @returns `undefined` where there is nothing to store */
export function rowOf({
  jid,
  isRoom,
  touchedAt,
  timeline,
}: Conversation): ConversationRow | undefined {
  const { stretches, book } = timeline;
  const all = inOrder(book.records, placesOf(stretches.all, book));
  const records = all.filter(({ unsent }) => unsent === undefined).slice(-STORED_MESSAGES);
  const [first] = records;
  if (first === undefined) return undefined;
  const isWhole = records.length === all.length;
  return {
    version: VERSION,
    jid,
    isRoom,
    touchedAt,
    records: records.map((each) => v.parse(record, each)),
    stretches: isWhole ? stretches.all.map(shorten) : cut(stretches.all, records),
    remarks: timeline.remarks.store(),
  };
}

const shorten = (each: Stretch): Stretch =>
  each.entries.length <= STORED_ENTRIES
    ? each
    : { entries: each.entries.slice(-STORED_ENTRIES), isStart: false };

/** Only what begins with a stored message: what is before it is asked for again. */
function cut(stretches: readonly Stretch[], records: readonly MessageRecord[]): Stretch[] {
  const ids = new Set(records.map(({ archiveId }) => archiveId));
  return stretches.flatMap(({ entries, isStart }) => {
    const at = entries.findIndex(({ id }) => ids.has(id));
    if (at === -1) return [];
    return [shorten({ entries: entries.slice(at), isStart: isStart && at === 0 })];
  });
}

/** Puts a stored row into its conversation. @returns whether it fitted */
export function restoreRow(all: Conversations, value: unknown): boolean {
  const read = v.safeParse(conversationRow, value);
  if (!read.success) return false;
  const { jid, isRoom, touchedAt, records, stretches, remarks: said } = read.output;
  const conversation = all.open(jid, isRoom);
  for (const each of records) conversation.timeline.book.add(each);
  conversation.timeline.stretches.restore(stretches);
  conversation.timeline.remarks.restore(said);
  conversation.touchedAt = Math.max(conversation.touchedAt, touchedAt);
  conversation.touch();
  return true;
}

/** @returns `undefined` for a damaged row */
export function readLeaving(value: unknown): Leaving | undefined {
  const read = v.safeParse(leavingRow, value);
  return read.success ? read.output : undefined;
}
