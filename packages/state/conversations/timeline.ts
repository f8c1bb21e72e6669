/**
 * Everything that was said in one conversation: messages in their order, and the gaps between them.
 * In whatever order packets tell it, the timeline is the same.
 */
import { Book } from './book.js';
import type { ChatMessage, Gap, MessageRecord, Row } from './message.js';
import { inOrder, placesOf, type Places } from './order.js';
import { Remarks } from './remarks.js';
import { Stretches } from './stretches.js';
import { keepSame, viewsOf } from './view.js';

/** How many messages are kept in memory; the oldest go, and come again from the archive. */
const MOST_MESSAGES = 5000;

export class Timeline {
  readonly book = new Book();
  readonly remarks = new Remarks();
  readonly stretches = new Stretches();
  /** Of gaps: how many messages are missing, and whether they are asked for. */
  readonly missing = new Map<string, number>();
  readonly loading = new Set<string>();
  #views = new Map<string, ChatMessage>();
  #seen: Seen | undefined = undefined;

  constructor(
    readonly isRoom: boolean,
    readonly most: number = MOST_MESSAGES,
  ) {}

  /** What was said, in its order, then what has not left. */
  get messages(): readonly ChatMessage[] {
    return this.#look().messages;
  }

  /** The same with its gaps. */
  get rows(): readonly Row[] {
    return this.#look().rows;
  }

  /** How many messages nobody looked at. */
  get unread(): number {
    return this.#look().unread;
  }

  /** The key of the first of them. */
  get firstUnread(): string | undefined {
    return this.#look().firstUnread;
  }

  message(key: string): ChatMessage | undefined {
    this.#look();
    return this.#views.get(key);
  }

  /** Something changed: what was made of it does not hold any more. */
  touch(): void {
    this.#seen = undefined;
    if (this.book.size > this.most) this.#trim();
  }

  /** Forgets what packets said. What has not left is in none of them, and stays. */
  forget(): void {
    const unsent = [...this.book.records].filter((record) => record.unsent !== undefined);
    this.book.clear();
    this.remarks.clear();
    this.stretches.forget();
    for (const record of unsent) this.book.add(record);
    this.touch();
  }

  #look(): Seen {
    if (this.#seen !== undefined) return this.#seen;
    const places = placesOf(this.stretches.all, this.book);
    const records = inOrder(this.book.records, places);
    this.#views = keepSame(this.#views, viewsOf(records, this));
    const messages = [...this.#views.values()];
    const rows = withGaps(messages, this.#gaps(), places);
    this.#seen = { messages, rows, ...this.#unread(records) };
    return this.#seen;
  }

  #gaps(): Gap[] {
    const { all } = this.stretches;
    return all.slice(1).flatMap(({ entries: [next] }, index) => {
      const last = all[index]?.entries.at(-1);
      if (last === undefined || next === undefined) return [];
      const key = `gap ${last.id} ${next.id}`;
      const isLoading = this.loading.has(key);
      const missing = this.missing.get(key);
      const [after, before] = [last.id, next.id];
      return [{ key, after, before, from: last.at, until: next.at, missing, isLoading }];
    });
  }

  #unread(records: readonly MessageRecord[]): Pick<Seen, 'unread' | 'firstUnread'> {
    const seen = records.findLastIndex((record) => this.remarks.isSeen(record, 'us'));
    const own = records.findLastIndex(({ isOwn, unsent }) => isOwn && unsent === undefined);
    const news = records
      .slice(Math.max(seen, own) + 1)
      .map(({ key, isOwn, isNews }) => ({ isNew: !isOwn && (isNews === true || seen !== -1), key }))
      .filter(({ isNew, key }) => isNew && this.#views.get(key)?.isRetracted === false);
    return { unread: news.length, firstUnread: news[0]?.key };
  }

  /** Forgets the oldest tenth. */
  #trim(): void {
    const records = inOrder(this.book.records, placesOf(this.stretches.all, this.book));
    const kept = Math.floor(this.most * 0.9);
    const [old, rest] = [records.slice(0, -kept), records.slice(-kept)];
    for (const { key, unsent } of old) if (unsent === undefined) this.book.remove(key);
    const first = rest.find(({ archiveId }) => archiveId !== undefined)?.archiveId;
    if (first !== undefined) this.stretches.trim(first);
  }
}

interface Seen {
  readonly messages: readonly ChatMessage[];
  readonly rows: readonly Row[];
  readonly unread: number;
  readonly firstUnread: string | undefined;
}

/** Each gap stands before the first message behind it. */
function withGaps(messages: readonly ChatMessage[], gaps: readonly Gap[], places: Places): Row[] {
  const rows: Row[] = [];
  const waiting = [...gaps];
  for (const message of messages) {
    for (
      let [gap] = waiting;
      gap !== undefined && isBehind(message, gap, places);
      [gap] = waiting
    ) {
      rows.push({ kind: 'gap', gap });
      waiting.shift();
    }
    rows.push({ kind: 'message', message });
  }
  return [...rows, ...waiting.map((gap) => ({ kind: 'gap', gap }) as const)];
}

function isBehind({ archiveId, at, id }: ChatMessage, gap: Gap, places: Places): boolean {
  const here = archiveId === undefined ? undefined : places.byId.get(archiveId);
  const until = places.byId.get(gap.before);
  if (here !== undefined && until !== undefined) return here.place >= until.place;
  return at >= gap.until || (id === undefined && archiveId === undefined);
}
