/**
 * What screen readers are told of new messages: each one while they come one by one, and how many when
 * they come together.
 */

/** Messages that come within this time are told together, in milliseconds. */
const GATHER_MS = 700;

export class Announcing {
  readonly #say: (texts: readonly string[]) => void;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  /** @param say gets all that came within a moment */
  constructor(say: (texts: readonly string[]) => void) {
    this.#say = say;
  }

  add(text: string): void {
    this.#waiting.push(text);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      const texts = this.#waiting;
      this.#waiting = [];
      this.#say(texts);
    }, GATHER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
  }
}
