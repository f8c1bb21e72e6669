/**
 * Asks archives for pages, and puts what comes into conversations.
 */
import type { PacketOf, PacketSource } from '@xec/packet-source';
import { bareOf } from '../jids.js';
import type { Conversation } from './conversation.js';
import type { Conversations } from './conversations.js';
import { hear } from './hear.js';
import type { Gap } from './message.js';
import { timeStamp } from './read-record.js';
import type { Entry, PagePlace } from './stretches.js';

export const archiveKeys = ['mamresult', 'mam_get_handle'] as const;

/** How many messages a page has. */
export const PAGE = 50;
/** How many pages may be on their way at once; their messages wait in memory. */
const MOST_PAGES = 20;
const MOST_RESULTS = 1000;

type Result = PacketOf<'mamresult'>;

export class ArchiveReader {
  /** Results of pages that have not ended, by query. */
  readonly #waiting = new Map<string, Result[]>();

  constructor(
    private readonly source: Pick<PacketSource, 'request'>,
    private readonly all: Conversations,
  ) {}

  /** A result waits for the end of its page, so that a page is one change. */
  apply(packet: PacketOf<(typeof archiveKeys)[number]>): void {
    if (packet.key === 'mam_get_handle') {
      this.#end(packet.content);
      return;
    }
    const { queryId } = packet.content;
    const results = this.#waiting.get(queryId) ?? [];
    if (results.length < MOST_RESULTS) results.push(packet);
    this.#waiting.set(queryId, results);
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > MOST_PAGES && oldest !== undefined) this.#waiting.delete(oldest);
  }

  forget(): void {
    this.#waiting.clear();
  }

  /** The newest messages of all conversations: what happened while nobody listened. */
  async catchUp(): Promise<void> {
    await this.#ask(undefined, { kind: 'newest' });
  }

  /** What happened in one conversation since we last knew, and its newest messages. */
  async catchUpWith(conversation: Conversation): Promise<void> {
    if (conversation.isCaughtUp) return;
    conversation.isCaughtUp = true;
    try {
      await this.#ask(conversation, { kind: 'newest' });
    } catch (error) {
      conversation.isCaughtUp = false;
      throw error;
    }
  }

  /** The page before everything that is known. */
  async loadOlder(conversation: Conversation): Promise<void> {
    if (conversation.isLoadingOlder || conversation.isStart) return;
    const first = conversation.timeline.stretches.all[0]?.entries[0];
    conversation.isLoadingOlder = true;
    conversation.tell();
    try {
      await this.#ask(
        conversation,
        first === undefined ? { kind: 'newest' } : { kind: 'before', id: first.id },
      );
    } finally {
      conversation.isLoadingOlder = false;
      conversation.tell();
    }
  }

  /** A page of what is missing in a gap, from its older end. */
  async fillGap(conversation: Conversation, { key, after }: Gap): Promise<void> {
    const { timeline } = conversation;
    if (timeline.loading.has(key)) return;
    timeline.loading.add(key);
    conversation.touch();
    try {
      await this.#ask(conversation, { kind: 'after', id: after });
    } finally {
      timeline.loading.delete(key);
      timeline.missing.delete(key);
      conversation.touch();
    }
  }

  /** Asks how many messages are missing in a gap, and for none of them. */
  async countGap(conversation: Conversation, { key, from, until }: Gap): Promise<void> {
    const time = (at: number): string => new Date(at).toISOString();
    const answer = await this.source.request('MAM/Get', {
      ...whose(conversation),
      queryId: newId(),
      filter: { ...filterOf(conversation), start: time(from + 1), end: time(until - 1) },
      page: { max: 0 },
    });
    const count = (answer as PacketOf<'mam_get_handle'>['content'] | undefined)?.page.count; // its schema
    if (count === undefined || count === 0) return;
    const { missing } = conversation.timeline;
    missing.set(key, count);
    const [oldest] = missing.keys();
    if (missing.size > 100 && oldest !== undefined) missing.delete(oldest);
    conversation.touch();
  }

  async #ask(conversation: Conversation | undefined, place: PagePlace): Promise<void> {
    const filter = conversation === undefined ? {} : filterOf(conversation);
    await this.source.request('MAM/Get', {
      ...(conversation !== undefined && whose(conversation)),
      queryId: queryIdFor(conversation, place),
      ...(Object.keys(filter).length > 0 && { filter }),
      page: { max: PAGE, ...pageOf(place) },
    });
  }

  #end({ archive, queryId, isComplete }: PacketOf<'mam_get_handle'>['content']): void {
    const results = this.#waiting.get(queryId) ?? [];
    this.#waiting.delete(queryId);
    const entries = new Map<Conversation, Entry[]>();
    for (const { content, seq, at } of results) {
      const { id, message, delay } = content;
      const way = { key: `${at}-${seq}`, at, archiveId: id, stamp: delay?.stamp };
      const conversation = hear(this.all, message, way);
      if (conversation === undefined) continue;
      const list = entries.get(conversation) ?? [];
      const heard = conversation.timeline.book.archived(id)?.heard;
      list.push({ id, at: timeStamp(delay?.stamp) ?? at, ...(heard !== undefined && { heard }) });
      entries.set(conversation, list);
    }
    const asked = readQueryId(queryId);
    if (asked !== undefined) this.#place(asked, archive, entries, isComplete);
    for (const conversation of entries.keys()) conversation.touch();
  }

  /** Pages that we asked for leave no hole. Of others nobody here knows what they are. */
  #place(
    { place, jid }: Asked,
    archive: string,
    entries: Map<Conversation, Entry[]>,
    isComplete: boolean,
  ): void {
    const { all } = this;
    const isStreaming = (room: boolean, of: string): boolean =>
      room ? all.nicks.has(of) : all.isOnline;
    if (jid !== undefined) {
      const conversation = all.open(jid, archive !== all.self || all.nicks.has(jid));
      const list = entries.get(conversation) ?? [];
      const streaming = isStreaming(conversation.isRoom, jid);
      conversation.timeline.stretches.take(list, place, isComplete, streaming);
      conversation.touch();
      return;
    }
    for (const [conversation, list] of entries) {
      if (conversation.isRoom) continue;
      conversation.timeline.stretches.take(list, place, isComplete, all.isOnline);
    }
  }
}

interface Asked {
  /** Absent: all conversations of the account. */
  readonly jid: string | undefined;
  readonly place: PagePlace;
}

/** The query's id says what was asked, for other tabs and for after a reload. */
function queryIdFor(conversation: Conversation | undefined, place: PagePlace): string {
  const parts = [conversation?.jid ?? '', place.kind, place.kind === 'newest' ? '' : place.id];
  return ['xec-page', ...parts.map(encodeURIComponent), newId()].join(' ');
}

function readQueryId(queryId: string): Asked | undefined {
  const [name, ...parts] = queryId.split(' ');
  if (name !== 'xec-page' || parts.length !== 4) return undefined;
  const [jid = '', kind, id = ''] = parts.map(decodeURIComponent);
  const whom = jid === '' ? undefined : jid;
  if (kind === 'newest') return { jid: whom, place: { kind } };
  return kind === 'before' || kind === 'after' ? { jid: whom, place: { kind, id } } : undefined;
}

function pageOf(place: PagePlace): { readonly before?: string; readonly after?: string } {
  if (place.kind === 'newest') return { before: '' };
  return place.kind === 'before' ? { before: place.id } : { after: place.id };
}

const whose = ({ isRoom, jid }: Conversation): { readonly archive?: string } =>
  isRoom ? { archive: bareOf(jid) } : {};

const filterOf = ({ isRoom, jid }: Conversation): { readonly with?: string } =>
  isRoom ? {} : { with: jid };

const newId = (): string => crypto.randomUUID();
