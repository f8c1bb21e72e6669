import { TransportError } from './error.js';
import type { ConnectOptions } from './transport.js';

/**
 * Opens the place where the server would like its stream to be resumed; where there is none, or nobody
 * answers there, the service that the owner named.
 *
 * @param read the place, if it is fit: `undefined`, or a `TransportError`, where it is not
 */
export async function tryPreferred<S, T>(
  own: S,
  read: () => S | undefined,
  { signal }: Pick<ConnectOptions, 'signal'>,
  open: (service: S) => Promise<T>,
): Promise<T> {
  try {
    const preferred = read();
    if (preferred !== undefined) return await open(preferred);
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof TransportError)) throw error;
  }
  return open(own);
}
