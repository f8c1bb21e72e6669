/**
 * Requests of tabs: as untrusted as a stranger's stanza.
 */
import { ActionError, JournalError, errorContent, type AnyAction, type Registry } from '@xec/xec';
import * as v from 'valibot';
import { wireError, type TabRequest, type WireError } from './wire.js';

/** A request that is not made: the tab is told why. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';

  constructor(readonly error: WireError & { readonly text: string }) {
    super(error.text);
  }
}

/**
 * Makes the action that a tab asks for: found by its name in the registry, params by its schema.
 *
 * @param allowed names of the actions that browsers may request
 * @throws RefusedRequest for any other action, and for params that do not fit
 */
export function actionOf(
  { action, params }: TabRequest,
  registry: Registry,
  allowed: ReadonlySet<string>,
): AnyAction {
  const entry = allowed.has(action) ? registry.actions.get(action) : undefined;
  if (entry === undefined) {
    throw new RefusedRequest(wireError('not-allowed', `browsers may not request "${action}"`));
  }
  try {
    return new entry.type(params as never); // the constructor checks params by their schema
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new RefusedRequest(wireError('bad-request', error.message));
  }
}

/** What a tab is told about a request that failed. Faults of ours stay ours. */
export function outcomeError(error: unknown): WireError {
  if (error instanceof RefusedRequest) return error.error;
  if (error instanceof ActionError) return v.parse(errorContent, error);
  if (error instanceof JournalError) {
    return wireError('resource-constraint', 'the request could not be stored and was not sent');
  }
  return wireError('internal-server-error', 'the gateway has a fault');
}
