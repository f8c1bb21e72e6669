/**
 * How many messages nobody looked at, for the title of the page.
 */
import { bareOf } from '@xec/state';

/** So many conversations are counted; the first of them is forgotten then. */
const MOST = 500;

export class UnreadCount {
  readonly #counts = new Map<string, number>();

  /** @param isMuted conversations that do not count */
  total(isMuted: (jid: string) => boolean): number {
    let total = 0;
    for (const [jid, count] of this.#counts) if (!isMuted(jid)) total += count;
    return total;
  }

  came(from: string): void {
    const jid = bareOf(from);
    this.#counts.set(jid, (this.#counts.get(jid) ?? 0) + 1);
    const [first] = this.#counts.keys();
    if (this.#counts.size > MOST && first !== undefined) this.#counts.delete(first);
  }

  seen(jid: string): void {
    this.#counts.delete(bareOf(jid));
  }

  reset(): void {
    this.#counts.clear();
  }
}

/** Puts the number before the title of a page, in place of the one that stands there. */
export function titleWith(title: string, count: number): string {
  const bare = title.replace(/^\(\d+\) /, '');
  return count === 0 ? bare : `(${count}) ${bare}`;
}
