/**
 * Stores what conversations know, and brings it back.
 */
import type { Conversation } from '../conversations/conversation.js';
import type { Conversations } from '../conversations/conversations.js';
import type { Outbox } from '../conversations/outbox.js';
import { readLeaving, restoreRow, rowOf } from './rows.js';
import type { StateStorage } from './storage.js';

/** How long changes of a conversation are gathered before it is stored, in milliseconds. */
const GATHER_MS = 1000;

export class Keeper {
  readonly #changed = new Set<Conversation>();
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(
    private readonly storage: StateStorage,
    private readonly all: Conversations,
    private readonly outbox: Outbox,
  ) {}

  /** A conversation will be stored, soon. */
  note(conversation: Conversation): void {
    if (this.#isStopped) return;
    this.#changed.add(conversation);
    this.#timer ??= setTimeout(() => this.store(), GATHER_MS);
  }

  /** Stores what changed. */
  store(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const conversation of this.#changed) {
      const key = `conversation ${conversation.jid}`;
      const row = rowOf(conversation);
      if (row === undefined) this.storage.delete(key);
      else this.storage.put(key, row);
    }
    this.#changed.clear();
  }

  /** Brings back what was stored. A damaged row is dropped. */
  async restore(): Promise<void> {
    const rows = await this.storage.load();
    const isOwner = await this.storage.isOwner();
    const leaving = [];
    for (const { key, value } of rows) {
      const [kind, ...rest] = key.split(' ');
      if (kind === 'conversation') {
        if (!restoreRow(this.all, value)) this.storage.delete(key);
      } else if (kind === 'draft' && typeof value === 'string') {
        const conversation = this.all.open(rest.join(' '));
        if (conversation.draft === '') conversation.draft = value;
        conversation.tell();
      } else if (kind === 'outbox') {
        const read = readLeaving(value);
        if (read === undefined) this.storage.delete(key);
        else if (isOwner) leaving.push(read);
      } else this.storage.delete(key);
    }
    // In the order in which they were written.
    for (const each of leaving.sort((one, other) => one.at - other.at)) this.outbox.restore(each);
    this.outbox.flush();
  }

  /** Stores what changed, and nothing after that. */
  stop(): void {
    this.store();
    this.#isStopped = true;
  }
}
