/** Functions that are called when something happened. */
export class Listeners {
  readonly #all = new Set<() => void>();

  /** @returns a function that undoes it */
  add(run: () => void): () => void {
    // One of its own: the same function may listen twice.
    const listener = (): void => {
      run();
    };
    this.#all.add(listener);
    return () => {
      this.#all.delete(listener);
    };
  }

  call(): void {
    for (const run of [...this.#all]) run();
  }
}
