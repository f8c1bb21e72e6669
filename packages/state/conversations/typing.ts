/** Who is writing: nicknames in rooms, else the contact's bare JID. */
import { putBounded } from '../bounded.js';

/** Silence after which nobody is believed to be writing still, in milliseconds. */
export const TYPING_MS = 60_000;

export class Typing {
  readonly #since = new Map<string, number>();

  /** @param now milliseconds since 1970 */
  who(now: number): string[] {
    return [...this.#since].filter(([, at]) => now - at < TYPING_MS).map(([who]) => who);
  }

  get isNobody(): boolean {
    return this.#since.size === 0;
  }

  begins(who: string, at: number): void {
    putBounded(this.#since, who, at, 50);
  }

  /** @returns whether that changed something */
  ends(who: string): boolean {
    return this.#since.delete(who);
  }

  clear(): void {
    this.#since.clear();
  }
}
