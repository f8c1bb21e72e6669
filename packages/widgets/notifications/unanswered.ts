/**
 * Requests whose end no page has heard of: the page was closed before, or its connection went. The action
 * goes on without the page; a packet tells how it ended, and whoever is there then shows it.
 */
import { RequestError, type PacketSource } from '@xec/packet-source';
import type { KeptTexts } from '../theme/kept-texts.js';
import { isSomethingDone } from './done.js';

/** So many are remembered; the oldest goes first. */
const MOST = 50;
/** No action takes longer, in milliseconds: what is older ended where nobody kept its packet. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

/** A request as it is kept. */
interface Note {
  readonly id: string;
  /** The beginning of its packets' keys: `roster_additem`. */
  readonly prefix: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The seq of the last packet before it: what comes of it comes later. */
  readonly after: number;
}

export class Unanswered {
  readonly #kept: KeptTexts;
  readonly #name: string;
  readonly #now: () => number;
  /** Those that a request of this very page waits for: it shows their end itself. */
  readonly #own = new Set<string>();
  #seen = 0;

  /**
   * @param account under whose name they are kept
   * @param now milliseconds since 1970; default the clock
   */
  constructor(kept: KeptTexts, account: string, now: () => number = Date.now) {
    this.#kept = kept;
    this.#name = `xec-unanswered-${account}`;
    this.#now = now;
  }

  /** The same source, whose requests are remembered until it is known here how they ended. */
  watch(source: PacketSource): PacketSource {
    source.onResync(() => (this.#seen = 0)); // packets may be counted anew
    return {
      get state() {
        return source.state;
      },
      subscribe: source.subscribe.bind(source),
      onState: (run) => source.onState(run),
      onResync: (run) => source.onResync(run),
      connect: () => source.connect(),
      request: (action, params, options) =>
        this.#follow(action, source.request(action, params, options)),
    };
  }

  /** A packet came. @returns whether it tells the end of a request that nobody here waits for */
  isTold({ key, seq }: { readonly key: string; readonly seq: number }): boolean {
    this.#seen = Math.max(this.#seen, seq);
    const notes = this.#notes();
    const told = notes.find(
      ({ id, prefix, after }) => !this.#own.has(id) && seq > after && isEndOf(prefix, key),
    );
    if (told === undefined) return false;
    this.#keep(notes.filter((note) => note !== told));
    return true;
  }

  /** Forgets all of them. */
  forget(): void {
    this.#kept.delete(this.#name);
  }

  async #follow(action: string, answer: Promise<unknown>): Promise<unknown> {
    const prefix = action.toLowerCase().replace('/', '_');
    if (!isSomethingDone(prefix)) return answer;
    const id = crypto.randomUUID();
    this.#own.add(id);
    this.#keep([...this.#notes(), { id, prefix, at: this.#now(), after: this.#seen }]);
    try {
      const content = await answer;
      this.#forget(id);
      return content;
    } catch (error) {
      // How it ends is not known then.
      const isLost = error instanceof RequestError && error.condition === 'connection-lost';
      if (!isLost) this.#forget(id);
      throw error;
    } finally {
      this.#own.delete(id);
    }
  }

  #forget(id: string): void {
    this.#keep(this.#notes().filter((note) => note.id !== id));
  }

  /** Of all tabs. What somebody else wrote there counts as nothing. */
  #notes(): readonly Note[] {
    try {
      const found: unknown = JSON.parse(this.#kept.get(this.#name) ?? '[]');
      const oldest = this.#now() - LONGEST_MS;
      return Array.isArray(found) ? found.filter(isNote).filter(({ at }) => at >= oldest) : [];
    } catch {
      return [];
    }
  }

  #keep(notes: readonly Note[]): void {
    this.#kept.set(this.#name, JSON.stringify(notes.slice(-MOST)));
  }
}

const isEndOf = (prefix: string, key: string): boolean =>
  key === `${prefix}_handle` || key.startsWith(`${prefix}_error`);

function isNote(value: unknown): value is Note {
  const { id, prefix, at, after } = Object(value) as Readonly<Record<string, unknown>>; // read here
  return (
    typeof id === 'string' &&
    typeof prefix === 'string' &&
    typeof at === 'number' &&
    typeof after === 'number'
  );
}
