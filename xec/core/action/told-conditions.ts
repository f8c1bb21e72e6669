import type { OutcomeCondition } from '../errors.js';
import { outcomeConditions } from '../schema/error-content.js';
import type { ActionClass } from './any-action.js';
import { descriptionOf, errorMethod } from './description.js';

/** Each condition, and the name of the method that tells of it. */
const named = outcomeConditions.map((condition) => ({ condition, method: errorMethod(condition) }));

/**
 * The conditions that come as `<group>_<class>_error<condition>`.
 *
 * An action without error methods has each of them. One with the method `error` tells there, under keys that
 * its room declares, of what has no method of its own. Some the engine tells itself, whatever methods there
 * are: the answer made no sense, the method that should tell of it failed, or the params were secret and are
 * gone with the process that asked.
 */
export function toldConditions(type: ActionClass): readonly OutcomeCondition[] {
  const { untold, mayBeSecret } = descriptionOf(type);
  // The methods are optional and typed in ErrorMethods; here they are looked up by condition.
  const methods = type.prototype as object;
  const told = named.filter(({ condition, method }) => {
    if (condition === 'handler-failed' || condition === 'malformed-reply') return true;
    if (condition === 'connection-lost' && mayBeSecret) return true;
    if (untold.includes(condition)) return false;
    return method in methods || !('error' in methods);
  });
  return told.map(({ condition }) => condition);
}
