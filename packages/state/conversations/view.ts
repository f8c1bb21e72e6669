/**
 * How messages look once everything that was said about them is taken into account.
 */
import { bareOf } from '../jids.js';
import type { Book } from './book.js';
import type { ChatMessage, MessageRecord, Progress, Quoted } from './message.js';
import type { Remarks } from './remarks.js';

/** All that a view is made of. */
export interface ViewOf {
  readonly book: Book;
  readonly remarks: Remarks;
  readonly isRoom: boolean;
}

/** Messages as they are shown, in the order given; corrections are in what they correct. */
export function viewsOf(records: readonly MessageRecord[], of: ViewOf): ChatMessage[] {
  const corrections = new Map<string, MessageRecord>();
  const corrected = new Set<MessageRecord>();
  for (const record of records) {
    const original = originalOf(record, of);
    if (original === undefined) continue;
    corrected.add(record);
    corrections.set(original.key, record); // the last one counts
  }
  const shown = records.filter((record) => !corrected.has(record));
  const lastRead = of.isRoom
    ? -1
    : shown.findLastIndex((record) => record.isOwn && of.remarks.isSeen(record, 'them'));
  return shown.map((record, index) =>
    view(record, corrections.get(record.key), index <= lastRead, of),
  );
}

/** The message that a correction corrects: its author's, and there. */
function originalOf(record: MessageRecord, of: ViewOf): MessageRecord | undefined {
  if (record.replaces === undefined) return undefined;
  const original = of.book.by(record.from, record.replaces);
  if (original === undefined || original === record || original.replaces !== undefined) return;
  return isBy(original, record.author ?? record.from) ? original : undefined;
}

/** Whether a message is by that account or occupant. */
const isBy = ({ from }: MessageRecord, author: string): boolean =>
  from === author || bareOf(from) === author;

function view(
  record: MessageRecord,
  correction: MessageRecord | undefined,
  isRead: boolean,
  of: ViewOf,
): ChatMessage {
  const retraction = of.remarks.retractionOf(record, (author) => isBy(record, author));
  const isRetracted = retraction !== undefined || record.isTombstone === true;
  const latest = correction ?? record;
  return {
    key: record.key,
    isOwn: record.isOwn,
    from: record.from,
    nick: record.nick,
    body: isRetracted ? '' : latest.body,
    at: record.at,
    id: record.id,
    originId: record.originId,
    archiveId: record.archiveId,
    progress: progressOf(record, correction, isRead, of),
    failure: latest.failure ?? record.failure,
    isMarkable: record.isMarkable === true,
    isUnstyled: latest.isUnstyled === true,
    isEdited: correction !== undefined && !isRetracted,
    isRetracted,
    reason: retraction?.reason,
    reactions: isRetracted ? [] : of.remarks.reactionsTo(record),
    replyTo: record.replyTo,
    quoted: isRetracted ? undefined : quotedBy(record, of),
    file: isRetracted ? undefined : latest.file,
  };
}

function progressOf(
  record: MessageRecord,
  correction: MessageRecord | undefined,
  isRead: boolean,
  { remarks }: ViewOf,
): Progress {
  const unsent = record.unsent ?? correction?.unsent;
  if (unsent !== undefined) return unsent;
  if (record.isOwn && isRead) return 'read';
  return remarks.isReceived(record) ? 'received' : 'sent';
}

function quotedBy({ replyTo }: MessageRecord, { book, remarks }: ViewOf): Quoted | undefined {
  if (replyTo === undefined) return undefined;
  const quoted = book.named(replyTo);
  if (quoted === undefined) return undefined;
  const isGone =
    quoted.isTombstone === true ||
    remarks.retractionOf(quoted, (author) => isBy(quoted, author)) !== undefined;
  const { key, isOwn, nick: name, body } = quoted;
  return { key, isOwn, name, body: isGone ? '' : body.slice(0, 200) };
}

/** The old object where nothing changed, so that interfaces need not draw it anew. */
export function keepSame(
  old: ReadonlyMap<string, ChatMessage>,
  views: readonly ChatMessage[],
): Map<string, ChatMessage> {
  const kept = new Map<string, ChatMessage>();
  for (const each of views) {
    const before = old.get(each.key);
    kept.set(each.key, before !== undefined && isSame(before, each) ? before : each);
  }
  return kept;
}

function isSame(one: ChatMessage, other: ChatMessage): boolean {
  for (const name of Object.keys(other) as (keyof ChatMessage)[]) {
    // its own names
    const [a, b] = [one[name], other[name]];
    if (a === b) continue;
    if (typeof a !== 'object' || JSON.stringify(a) !== JSON.stringify(b)) return false;
  }
  return true;
}
