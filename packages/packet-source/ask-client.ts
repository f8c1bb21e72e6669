import type { AnyAction } from '@xec/xec';
import type { ClientLike } from './client-like.js';
import { RequestError, type SourceRequestOptions } from './packet-source.js';
import { hearProgress } from './progress.js';

/**
 * Requests an action of `client` by its name.
 *
 * @throws RequestError `not-allowed` for an action of no feature in use, `bad-request` for params that do
 *   not fit, else as the action ended
 */
export async function askClient(
  client: ClientLike,
  name: string,
  params: unknown,
  { signal, onProgress }: SourceRequestOptions = {},
): Promise<unknown> {
  const action = makeAction(client, name, params);
  const stop = onProgress && hearProgress(client, name, onProgress);
  try {
    return await client.request(action, signal === undefined ? {} : { signal });
  } catch (error) {
    throw asRequestError(error);
  } finally {
    stop?.();
  }
}

function makeAction({ registry }: ClientLike, name: string, params: unknown): AnyAction {
  const entry = registry.actions.get(name);
  if (entry === undefined) {
    throw new RequestError('not-allowed', `no feature in use has the action "${name}"`);
  }
  try {
    return new entry.type(params as never); // the constructor checks params by their schema
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new RequestError('bad-request', error.message, { cause: error });
  }
}

/** The error as interfaces see it. What is no error of the protocol is a fault of ours. */
export function asRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  if (error instanceof Error && 'condition' in error && typeof error.condition === 'string') {
    const text = 'text' in error && typeof error.text === 'string' ? error.text : undefined;
    return new RequestError(error.condition, text, { cause: error });
  }
  return new RequestError('internal-server-error', String(error), { cause: error });
}

/** Tries to come online now. A session that ended did so for a reason: only its owner begins it anew. */
export function hurry(client: ClientLike): void {
  if (client.state.state !== 'reconnecting') return;
  client.connect().catch(() => undefined); // `session_state` tells how it went
}
