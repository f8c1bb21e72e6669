/** Who wants to know that something changed. */
export class Changes {
  readonly #listeners = new Set<() => void>();

  /** @returns a function that undoes it */
  readonly onChange = (run: () => void): (() => void) => {
    // One of its own: the same function may listen twice.
    const listener = (): void => {
      run();
    };
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Tells everybody. */
  tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
