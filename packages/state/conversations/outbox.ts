/**
 * Messages that have not left: they stand in their conversation at once, leave in their order when they
 * can, and survive a reload.
 */
import { RequestError, type PacketSource } from '@xec/packet-source';
import type { StateStorage } from '../storage/storage.js';
import type { Conversation } from './conversation.js';
import type { Conversations } from './conversations.js';
import { fileOf, type SaidOfFiles } from './file.js';
import type { MessageRecord } from './message.js';
import { US } from './read-record.js';

/** What `Message/Publish` is asked with, as far as conversations use it. */
export interface Publish extends SaidOfFiles {
  readonly to: string;
  readonly type: 'chat' | 'groupchat';
  readonly body: string;
  readonly originId: string;
  readonly replaces?: string;
  readonly reply?: { readonly id: string; readonly to?: string };
  readonly fallbacks?: readonly unknown[];
}

/** A message on its way. */
export interface Leaving {
  readonly params: Publish;
  /** The words as they were written. */
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Somebody was asked to send it: nobody knows whether it left, until that is said. */
  readonly wasRequested: boolean;
  /** Why it did not leave. */
  readonly failure?: string;
}

/** What stands as the failure of a message of which nobody knows whether it left. */
export const UNKNOWN = 'unknown';

/** How many may wait. */
const MOST = 1000;

export class Outbox {
  readonly #leaving = new Map<string, Leaving>();
  /** Those that this very page asked for, and has no answer of yet. */
  readonly #asked = new Set<string>();

  #lastAt = 0;

  constructor(
    private readonly source: Pick<PacketSource, 'request' | 'state'>,
    private readonly all: Conversations,
    private readonly storage: Pick<StateStorage, 'put' | 'delete'>,
  ) {}

  /**
   * Takes a message that is to leave.
   *
   * @throws RangeError when too many wait already
   */
  add(params: Publish, text: string, at: number): void {
    if (this.#leaving.size >= MOST) {
      throw new RangeError(`${MOST} messages wait to be sent: no more are taken`);
    }
    // Two of one millisecond have an order, too.
    this.#lastAt = Math.max(at, this.#lastAt + 1);
    this.#put({ params, text, at: this.#lastAt, wasRequested: false });
    this.#show(params.originId);
    this.flush();
  }

  /** Takes what a page before this one did not get rid of. */
  restore(leaving: Leaving): void {
    const { originId } = leaving.params;
    if (this.#leaving.has(originId) || this.#leaving.size >= MOST) return;
    this.#leaving.set(originId, leaving);
    this.#show(originId);
    // Its packet may have told meanwhile that it left.
    if (this.#record(originId)?.unsent === undefined) this.left(originId);
  }

  /** Sends what waits, where there is somebody who takes it. */
  flush(): void {
    const { state } = this.source;
    if (state.state !== 'open' || !state.isLive) return;
    for (const [originId, { wasRequested, failure }] of this.#leaving) {
      if (failure !== undefined || this.#asked.has(originId)) continue;
      if (wasRequested) this.#fail(originId, UNKNOWN);
      else this.#request(originId);
    }
  }

  /** It left, says its packet. */
  left(originId: string): void {
    if (!this.#leaving.delete(originId)) return;
    this.storage.delete(`outbox ${originId}`);
  }

  /** Tries one again that failed. */
  retry(originId: string): void {
    const leaving = this.#leaving.get(originId);
    if (leaving?.failure === undefined) return;
    const { failure: _failure, ...rest } = leaving;
    this.#put({ ...rest, wasRequested: false });
    this.#show(originId);
    this.flush();
  }

  /** Takes one away that failed, and gives its text. */
  withdraw(originId: string): string | undefined {
    const leaving = this.#leaving.get(originId);
    if (leaving?.failure === undefined) return undefined;
    this.left(originId);
    const conversation = this.#conversation(leaving);
    conversation.timeline.book.remove(originId);
    conversation.touch();
    return leaving.text;
  }

  #request(originId: string): void {
    const leaving = this.#leaving.get(originId);
    if (leaving === undefined) return;
    this.#put({ ...leaving, wasRequested: true });
    this.#asked.add(originId);
    const { params } = leaving;
    const wanted =
      params.type === 'chat'
        ? { requestReceipt: true, markable: true, chatState: 'active' }
        : { markable: true };
    this.source
      .request('Message/Publish', { ...params, ...wanted })
      .catch((error: unknown) => this.#refused(originId, error))
      .finally(() => this.#asked.delete(originId));
  }

  #refused(originId: string, error: unknown): void {
    const isLost = error instanceof RequestError && error.condition === 'connection-lost';
    // Whether it left is told when the connection is back; see `flush`.
    if (isLost) return;
    this.#fail(originId, error instanceof Error ? error.message : String(error));
  }

  #fail(originId: string, failure: string): void {
    const leaving = this.#leaving.get(originId);
    if (leaving === undefined) return;
    this.#put({ ...leaving, failure });
    this.#show(originId);
  }

  #put(leaving: Leaving): void {
    const { originId } = leaving.params;
    this.#leaving.set(originId, leaving);
    this.storage.put(`outbox ${originId}`, leaving);
  }

  #show(originId: string): void {
    const leaving = this.#leaving.get(originId);
    if (leaving === undefined) return;
    const conversation = this.#conversation(leaving);
    const { book } = conversation.timeline;
    const record = recordOf(leaving);
    if (book.get(originId)?.unsent === undefined) book.add(record);
    else book.set(record);
    conversation.touchedAt = Math.max(conversation.touchedAt, leaving.at);
    conversation.touch();
  }

  #record(originId: string): MessageRecord | undefined {
    const leaving = this.#leaving.get(originId);
    return leaving && this.#conversation(leaving).timeline.book.by(US, originId);
  }

  #conversation({ params: { to, type } }: Leaving): Conversation {
    return this.all.open(to, type === 'groupchat');
  }
}

function recordOf({ params, text, at, failure }: Leaving): MessageRecord {
  const { originId, replaces, reply } = params;
  const file = fileOf(params);
  return {
    key: originId,
    originId,
    isOwn: true,
    from: US,
    body: text,
    at,
    clock: 'written',
    unsent: failure === undefined ? 'sending' : 'failed',
    ...(failure !== undefined && { failure }),
    ...(replaces !== undefined && { replaces }),
    ...(reply !== undefined && { replyTo: reply.id }),
    ...(file !== undefined && { file }),
  };
}
