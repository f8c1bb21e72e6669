/**
 * What people do in conversations.
 */
import type { PacketSource } from '@xec/packet-source';
import { bareOf } from '../jids.js';
import type { StateStorage } from '../storage/storage.js';
import type { ArchiveReader } from './archive-reader.js';
import type { Conversation } from './conversation.js';
import type { Conversations } from './conversations.js';
import { withFallback } from './fallback.js';
import { withFile, type ChatFile } from './file.js';
import type { Markers } from './markers.js';
import type { ChatMessage, Gap } from './message.js';
import type { Outbox, Publish } from './outbox.js';
import { US } from './read-record.js';

/** How long a draft may be that is kept, in characters. */
const MOST_DRAFT = 10_000;

export interface ToSend {
  readonly body: string;
  /** The key of the message that it answers. */
  readonly replyTo?: string | undefined;
  /** A file that is somewhere already. */
  readonly file?: ChatFile | undefined;
}

export interface CommandParts {
  readonly source: Pick<PacketSource, 'request'>;
  readonly all: Conversations;
  readonly outbox: Outbox;
  readonly markers: Markers;
  readonly archive: ArchiveReader;
  readonly storage: Pick<StateStorage, 'put' | 'delete'>;
}

export class Commands {
  constructor(private readonly parts: CommandParts) {}

  /**
   * Sends a message: it stands there at once, with how far it came.
   *
   * @throws RangeError when too many wait already
   */
  send(jid: string, { body, replyTo, file }: ToSend): void {
    const conversation = this.#open(jid);
    const quoted = replyTo === undefined ? undefined : conversation.message(replyTo);
    const id = quoted && nameOf(conversation, quoted);
    const reply = id === undefined || quoted === undefined ? {} : this.#reply(quoted, id, body);
    const params = {
      ...base(conversation),
      body,
      ...reply,
      ...(file !== undefined && withFile(file)),
    };
    this.parts.outbox.add(params, body, Date.now());
  }

  /** Puts other words in the place of a message of ours. Nothing happens to one that has not left. */
  correct(jid: string, key: string, body: string): void {
    const conversation = this.#open(jid);
    const message = conversation.message(key);
    if (message?.isOwn !== true || message.id === undefined || message.isRetracted) return;
    this.parts.outbox.add({ ...base(conversation), body, replaces: message.id }, body, Date.now());
  }

  /** Tries a message again that failed; of one that was refused as it came back, its words. */
  retry(jid: string, key: string): void {
    const message = this.#open(jid).message(key);
    if (message?.id === undefined) this.parts.outbox.retry(this.#failedKey(jid, key));
    else {
      this.send(jid, { body: this.discard(jid, key) ?? message.body, file: message.file });
    }
  }

  /** Takes a message away that failed. @returns its text, to be edited */
  discard(jid: string, key: string): string | undefined {
    const { timeline } = this.#open(jid);
    const withdrawn = this.parts.outbox.withdraw(this.#failedKey(jid, key));
    if (withdrawn !== undefined) return withdrawn;
    const record = timeline.book.get(key);
    if (record?.unsent !== 'failed') return undefined;
    timeline.book.remove(key);
    this.#open(jid).touch();
    return record.body;
  }

  /** Says all that we think of a message: these signs, and no others. */
  async react(jid: string, key: string, signs: readonly string[]): Promise<void> {
    const conversation = this.#open(jid);
    const message = conversation.message(key);
    const id = message && nameOf(conversation, message);
    if (id === undefined) return;
    const before = message?.reactions
      .filter(({ from }) => from.includes(US))
      .map(({ sign }) => sign);
    const { remarks } = conversation.timeline;
    remarks.react(id, US, signs, Date.now());
    conversation.touch();
    try {
      await this.#ask('Message/Reactions', { ...toOf(conversation), id, reactions: [...signs] });
    } catch (error) {
      remarks.react(id, US, before ?? [], Date.now());
      conversation.touch();
      throw error;
    }
  }

  /** Takes a message of ours back. */
  async retract(jid: string, key: string): Promise<void> {
    const conversation = this.#open(jid);
    const message = conversation.message(key);
    const id = message && nameOf(conversation, message);
    if (message?.isOwn !== true || id === undefined) return;
    await this.#ask('Message/Retract', { ...toOf(conversation), id });
  }

  /** Has a room take a message back: only moderators may. */
  async moderate(jid: string, key: string, reason?: string): Promise<void> {
    const id = this.#open(jid).message(key)?.archiveId;
    if (id === undefined) return;
    await this.#ask('Message/Moderate', { to: jid, id, ...(reason !== undefined && { reason }) });
  }

  /** Somebody looked at everything here. Said to its senders where they want to know, once. */
  markDisplayed(jid: string): void {
    const conversation = this.#open(jid);
    const { messages, timeline } = conversation;
    const last = messages.findLast(({ isOwn, isRetracted }) => !isOwn && !isRetracted);
    const id = last && nameOf(conversation, last);
    const record = last && timeline.book.get(last.key);
    if (last === undefined || id === undefined || record === undefined) return;
    if (timeline.remarks.isSeen(record, 'us')) return;
    const owes = last.isMarkable || messages.some((each) => each.isMarkable && !each.isOwn);
    const wasUnread = conversation.unread > 0;
    timeline.remarks.see(id, 'us');
    conversation.touch();
    if (owes && (wasUnread || last.isMarkable)) {
      this.parts.markers.tell({ ...toOf(conversation), id });
    }
  }

  /** Says what one does in the composer. Nobody needs to know when it cannot be told. */
  writes(jid: string, what: 'composing' | 'paused' | 'active'): void {
    const action = { composing: 'Composing', paused: 'Paused', active: 'Active' }[what];
    this.#mention(`Message/${action}`, toOf(this.#open(jid)));
  }

  /** Keeps what was written and not sent. */
  setDraft(jid: string, draft: string): void {
    const conversation = this.#open(jid);
    const kept = draft.slice(0, MOST_DRAFT);
    if (kept === conversation.draft) return;
    conversation.draft = kept;
    if (kept === '') this.parts.storage.delete(`draft ${jid}`);
    else this.parts.storage.put(`draft ${jid}`, kept);
    conversation.tell();
  }

  /** Asks for what was said before everything that is known. */
  loadOlder(jid: string): Promise<void> {
    return this.parts.archive.loadOlder(this.#open(jid));
  }

  /** Asks for what is missing in a gap: a page of it. */
  fillGap(jid: string, gap: Gap): Promise<void> {
    return this.parts.archive.fillGap(this.#open(jid), gap);
  }

  countGap(jid: string, gap: Gap): Promise<void> {
    return this.parts.archive.countGap(this.#open(jid), gap);
  }

  /** Asks once on each stream what happened here meanwhile. */
  catchUp(jid: string): Promise<void> {
    return this.parts.archive.catchUpWith(this.#open(jid));
  }

  #open(jid: string): Conversation {
    return this.parts.all.open(jid);
  }

  /** The correction of a message may be what failed. */
  #failedKey(jid: string, key: string): string {
    const { book } = this.#open(jid).timeline;
    const record = book.get(key);
    if (record?.unsent === 'failed') return key;
    for (const each of book.records) {
      if (each.unsent === 'failed' && each.replaces === record?.id) return each.key;
    }
    return key;
  }

  #reply(quoted: ChatMessage, id: string, body: string): Partial<Publish> & { body: string } {
    const to = quoted.isOwn ? this.parts.all.self : quoted.from;
    return { reply: { id, ...(to !== undefined && { to }) }, ...withFallback(quoted.body, body) };
  }

  #ask(action: string, params: unknown): Promise<unknown> {
    return this.parts.source.request(action, params);
  }

  #mention(action: string, params: unknown): void {
    this.#ask(action, params).catch(() => undefined);
  }
}

const toOf = ({ jid, isRoom }: Conversation) => ({
  to: isRoom ? bareOf(jid) : jid,
  ...(isRoom && { type: 'groupchat' as const }),
});

const base = ({ jid, isRoom }: Conversation) => ({
  to: jid,
  type: isRoom ? ('groupchat' as const) : ('chat' as const),
  originId: crypto.randomUUID(),
});

/** What others know the message by: in rooms the room's own id for it, which nobody can forge. */
const nameOf = (
  { isRoom }: Conversation,
  { id, originId, archiveId }: ChatMessage,
): string | undefined => (isRoom ? archiveId : (id ?? originId));
