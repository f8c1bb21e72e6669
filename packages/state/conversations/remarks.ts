/**
 * What is said about messages: reactions, retractions, receipts, markers. They are kept by the id that
 * they name, for they may come before their message does.
 */
import { addBounded, putBounded } from '../bounded.js';
import type { MessageRecord, Reaction } from './message.js';

/** How many messages something is remembered of. */
const MOST = 2000;
/** How many people's reactions a message keeps. */
const MOST_PEOPLE = 200;
/** How many signs one person's reaction keeps. */
const MOST_SIGNS = 16;

interface Reacted {
  readonly at: number;
  readonly signs: readonly string[];
}

export interface Retracted {
  /** Whose the message must be; absent: the room takes back whatever it wants to. */
  readonly author?: string;
  readonly reason?: string;
}

/** All of it as plain data. */
export interface StoredRemarks {
  readonly reactions: readonly (readonly [string, readonly (readonly [string, Reacted])[]])[];
  readonly retractions: readonly (readonly [string, readonly Retracted[]])[];
  readonly receipts: readonly string[];
  readonly seenByThem: readonly string[];
  readonly seenByUs: readonly string[];
}

export class Remarks {
  /** By message, then by who reacts; `''` are we. */
  readonly #reactions = new Map<string, Map<string, Reacted>>();
  readonly #retractions = new Map<string, Retracted[]>();
  readonly #receipts = new Set<string>();
  /** Up to which messages the contact, and we, saw everything. */
  readonly #seenByThem = new Set<string>();
  readonly #seenByUs = new Set<string>();

  /** All that `from` thinks of the message now. */
  react(id: string, from: string, signs: readonly string[], at: number): void {
    const people = this.#reactions.get(id) ?? new Map<string, Reacted>();
    const before = people.get(from);
    if (before !== undefined && before.at > at) return;
    const kept = [...new Set(signs)].slice(0, MOST_SIGNS);
    putBounded(people, from, { at, signs: kept }, MOST_PEOPLE);
    putBounded(this.#reactions, id, people, MOST);
  }

  retract(id: string, retracted: Retracted): void {
    const all = this.#retractions.get(id) ?? [];
    // One by its author and one by a moderator is all that there can be; forged ones fill no memory.
    if (all.some(({ author }) => author === retracted.author) || all.length >= 4) return;
    putBounded(this.#retractions, id, [...all, retracted], MOST);
  }

  receive(id: string): void {
    addBounded(this.#receipts, id, MOST);
  }

  /** @param who whether the contact saw it, or we */
  see(id: string, who: 'them' | 'us'): void {
    addBounded(who === 'them' ? this.#seenByThem : this.#seenByUs, id, 100);
  }

  isReceived(record: MessageRecord): boolean {
    return idsOf(record).some((id) => this.#receipts.has(id));
  }

  isSeen(record: MessageRecord, who: 'them' | 'us'): boolean {
    const seen = who === 'them' ? this.#seenByThem : this.#seenByUs;
    return seen.size > 0 && idsOf(record).some((id) => seen.has(id));
  }

  /** The retraction that counts: by the message's own author, or by the room. */
  retractionOf(record: MessageRecord, isBy: (author: string) => boolean): Retracted | undefined {
    return idsOf(record)
      .flatMap((id) => this.#retractions.get(id) ?? [])
      .find(({ author }) => (author === undefined ? record.archiveId !== undefined : isBy(author)));
  }

  reactionsTo(record: MessageRecord): readonly Reaction[] {
    const latest = new Map<string, Reacted>();
    for (const id of idsOf(record)) {
      for (const [from, reacted] of this.#reactions.get(id) ?? []) {
        if ((latest.get(from)?.at ?? -1) < reacted.at) latest.set(from, reacted);
      }
    }
    const bySign = new Map<string, string[]>();
    for (const [from, { signs }] of [...latest].sort(([, one], [, other]) => one.at - other.at)) {
      for (const sign of signs) bySign.set(sign, [...(bySign.get(sign) ?? []), from]);
    }
    return [...bySign].map(([sign, from]) => ({ sign, from }));
  }

  clear(): void {
    for (const each of [this.#reactions, this.#retractions, this.#receipts]) each.clear();
    this.#seenByThem.clear();
    this.#seenByUs.clear();
  }

  store(): StoredRemarks {
    return {
      reactions: [...this.#reactions].map(([id, people]) => [id, [...people]]),
      retractions: [...this.#retractions],
      receipts: [...this.#receipts],
      seenByThem: [...this.#seenByThem],
      seenByUs: [...this.#seenByUs],
    };
  }

  restore(stored: StoredRemarks): void {
    for (const [id, people] of stored.reactions) {
      for (const [from, { signs, at }] of people) this.react(id, from, signs, at);
    }
    for (const [id, all] of stored.retractions) for (const each of all) this.retract(id, each);
    for (const id of stored.receipts) this.receive(id);
    for (const id of stored.seenByThem) this.see(id, 'them');
    for (const id of stored.seenByUs) this.see(id, 'us');
  }
}

/** All that a message may be named by. */
const idsOf = ({ id, originId, archiveId }: MessageRecord): string[] =>
  [id, originId, archiveId].filter((each) => each !== undefined);
