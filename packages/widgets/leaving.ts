/** Things that are done in a moment, unless somebody wants them back. */

/** How long one can have it back, in milliseconds. */
export const UNDO_MS = 5000;

export class Leaving {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #done = new Map<string, () => void>();

  has(key: string): boolean {
    return this.#timers.has(key);
  }

  /** Does `run` in a moment. */
  begin(key: string, run: () => void): void {
    this.undo(key);
    const end = (): void => {
      this.undo(key);
      run();
    };
    this.#done.set(key, end);
    this.#timers.set(key, setTimeout(end, UNDO_MS));
  }

  /** It does not happen. */
  undo(key: string): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#done.delete(key);
  }

  /** Nobody can have it back any more: it happens now. */
  finish(): void {
    for (const run of [...this.#done.values()]) run();
  }
}
