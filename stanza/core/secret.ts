/** What stands in place of a secret wherever somebody writes one down. */
const HIDDEN = '[secret]';

/**
 * A password, a token, a key: what must not be read in packets, logs, errors or tools (SECURITY rule 56).
 *
 * It goes through the code like any value. Whoever writes it down, by `String(…)`, `JSON.stringify`, a
 * template or Node's `inspect`, gets `[secret]`, and who clones it an empty object.
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself: for the one place that sends it, or computes with it. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  /** Node's `util.inspect` and `console.log` ask here. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}

/** Marks what an application may have given as plain text. Nothing stays nothing. */
export function markSecret(given: string | Secret): Secret;
export function markSecret(given: string | Secret | undefined): Secret | undefined;
export function markSecret(given: string | Secret | undefined): Secret | undefined {
  return typeof given === 'string' ? new Secret(given) : given;
}
