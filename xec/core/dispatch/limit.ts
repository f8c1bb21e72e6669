import type { Handling } from './handling.js';

/** A handler took longer than its session allows. */
export class HandlerOverTime extends Error {
  override readonly name = 'HandlerOverTime';
}

/** Waits for an async handler, `limits.handlerMs` at most. A late result is dropped. */
export function runLimited(engine: Handling, what: string, done: PromiseLike<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const { handlerMs } = engine.limits;
    const undo = engine.runtime.later(handlerMs, () => {
      reject(new HandlerOverTime(`${what} took longer than ${String(handlerMs)} ms`));
    });
    done.then(
      () => {
        undo();
        resolve();
      },
      (fault: unknown) => {
        undo();
        // What a handler threw is passed on as it is, an Error or not.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(fault);
      },
    );
  });
}
