/** Tells when a log, or what stands in it, has another size: a picture came, or the composer grew. */
export class Sizes {
  readonly #run: (log: Element) => void;
  #observer: ResizeObserver | undefined = undefined;
  #watched: readonly (Element | null)[] = [];

  constructor(run: (log: Element) => void) {
    this.#run = run;
  }

  /** Watches the log and what stands in it now, which another element may have taken the place of. */
  watch(log: Element): void {
    const { firstElementChild: content } = log;
    if (this.#watched[0] === log && this.#watched[1] === content) return;
    this.stop();
    this.#watched = [log, content];
    this.#observer = new ResizeObserver(() => this.#run(log));
    for (const each of this.#watched) if (each !== null) this.#observer.observe(each);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#watched = [];
  }
}
