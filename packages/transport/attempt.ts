/**
 * One attempt to connect: it ends once, by success, fault, time limit or the caller's signal.
 */
import { TransportError } from './error.js';
import { DEFAULT_CONNECT_TIMEOUT_MS, type ConnectOptions } from './transport.js';

/** How what was started reports back. Calls after the first are ignored. */
export interface Attempt<T> {
  readonly succeed: (result: T) => void;
  readonly fail: (error: TransportError) => void;
}

/**
 * Runs `start` within the caller's limits.
 *
 * @param service named in the messages of errors
 * @param start begins, and returns what undoes it; called when the attempt ended in vain
 */
export function attempt<T>(
  service: string,
  options: ConnectOptions,
  start: (attempt: Attempt<T>) => () => void,
): Promise<T> {
  const { signal, timeoutMs = DEFAULT_CONNECT_TIMEOUT_MS } = options;
  return new Promise<T>((resolve, reject) => {
    if (signal?.aborted) {
      reject(cancelled(service, signal));
      return;
    }
    let isOver = false;
    let undo = (): void => undefined;

    const succeed = (result: T): void => {
      if (isOver) return;
      finish();
      resolve(result);
    };
    const fail = (error: TransportError): void => {
      if (isOver) return;
      finish();
      reject(error);
      undo();
    };
    const finish = (): void => {
      isOver = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const onAbort = (): void => {
      fail(cancelled(service, signal));
    };
    const timer = setTimeout(() => {
      fail(
        new TransportError('timeout', `${service} did not open within ${String(timeoutMs)} ms.`),
      );
    }, timeoutMs);

    signal?.addEventListener('abort', onAbort);
    undo = start({ succeed, fail });
  });
}

const cancelled = (service: string, signal: AbortSignal | undefined): TransportError =>
  new TransportError('aborted', `Connecting to ${service} was cancelled.`, {
    cause: signal?.reason,
  });
