import { answering, type Answer } from './question.js';

/** Somebody who answers when told. */
export class Oracle {
  /** What it was asked so far. */
  readonly asked: string[] = [];
  readonly feature = answering((text) => this.#hear(text));
  #answer: ((answer: Answer) => void) | undefined;
  #heard: (() => void) | undefined;

  /** Resolves when a question is there that has no answer yet. */
  async isAsked(): Promise<void> {
    if (this.#answer !== undefined) return;
    await new Promise<void>((resolve) => {
      this.#heard = resolve;
    });
  }

  answer(answer: Answer): void {
    this.#answer?.(answer);
    this.#answer = undefined;
  }

  #hear(text: string): Promise<Answer> {
    this.asked.push(text);
    return new Promise((resolve) => {
      this.#answer = resolve;
      this.#heard?.();
    });
  }
}
