/**
 * Errors that nobody shows, as they are shown in the end; and what was done while nobody looked.
 */

/** Something that is shown. What it says in words depends on the language. */
export interface Toast {
  readonly id: number;
  readonly key: string;
  /** Of an error; without one, what the key tells was done. */
  readonly condition: string | undefined;
  /** How often it came. */
  readonly count: number;
}

/** So many stand there at once: a wall of errors helps nobody. The oldest goes first. */
const MOST = 3;

export class Toasts {
  #toasts: readonly Toast[] = [];
  #last = 0;

  /** The oldest first. */
  get all(): readonly Toast[] {
    return this.#toasts;
  }

  /** The same again is counted, and not shown twice. */
  add(key: string, condition?: string): void {
    const same = this.#toasts.find((toast) => toast.key === key && toast.condition === condition);
    if (same !== undefined) {
      const again = { ...same, count: same.count + 1 };
      this.#toasts = this.#toasts.map((toast) => (toast === same ? again : toast));
      return;
    }
    this.#last += 1;
    const toast = { id: this.#last, key, condition, count: 1 };
    this.#toasts = [...this.#toasts, toast].slice(-MOST);
  }

  dismiss(id: number): void {
    this.#toasts = this.#toasts.filter((toast) => toast.id !== id);
  }
}

/** The condition of an error packet; `undefined` where its content is no error. */
export function conditionOf(content: unknown): string | undefined {
  if (typeof content !== 'object' || content === null) return undefined;
  const { condition, error }: { condition?: unknown; error?: unknown } = content;
  if (typeof condition === 'string') return condition;
  // Refusals of some rooms tell first what was asked for.
  return error === undefined ? undefined : conditionOf(error);
}
