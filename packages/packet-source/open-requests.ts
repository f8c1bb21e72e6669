import { RequestError, type SourceRequestOptions } from './packet-source.js';

interface Waiting {
  readonly resolve: (content: unknown) => void;
  readonly reject: (error: RequestError) => void;
  readonly onProgress: SourceRequestOptions['onProgress'];
}

/** What the other side says of a request's end. */
export type Outcome =
  | { readonly ok: true; readonly content?: unknown }
  | { readonly ok: false; readonly error: OutcomeError };

export interface OutcomeError {
  readonly condition: string;
  readonly text?: string;
}

/** Requests that another side was asked for, until it says how they ended. */
export class OpenRequests {
  readonly #waiting = new Map<number, Waiting>();
  #refs = 0;

  /**
   * @param ask says the request to the other side, under its number
   * @param cancel takes it back there; its outcome comes nevertheless
   */
  add(
    ask: (ref: number) => void,
    cancel: (ref: number) => void,
    { signal, onProgress }: SourceRequestOptions = {},
  ): Promise<unknown> {
    if (signal?.aborted === true) {
      return Promise.reject(new RequestError('cancelled', 'it was cancelled before it was asked'));
    }
    this.#refs += 1;
    const ref = this.#refs;
    const abort = (): void => cancel(ref);
    signal?.addEventListener('abort', abort, { once: true });
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(ref, { resolve, reject, onProgress });
      ask(ref);
    }).finally(() => signal?.removeEventListener('abort', abort));
  }

  /** What the action tells while the request is open. */
  progress(ref: number, content: unknown): void {
    this.#waiting.get(ref)?.onProgress?.(content);
  }

  end(ref: number, outcome: Outcome): void {
    const waiting = this.#waiting.get(ref);
    this.#waiting.delete(ref);
    if (outcome.ok) waiting?.resolve(outcome.content);
    else waiting?.reject(new RequestError(outcome.error.condition, outcome.error.text));
  }

  /** Nobody knows what became of requests that were on their way. */
  failAll(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) {
      reject(new RequestError('connection-lost', 'the connection went before the answer came'));
    }
  }
}
