import { OnlineDraft } from '../dispatch/draft.js';
import type { Handling } from '../dispatch/handling.js';
import type { OnlineSettings } from '../feature.js';
import { isPromise } from '../is-promise.js';
import type { Unit } from '../journal/unit.js';

/**
 * Lets each feature in use set itself up on a new stream; what it does joins `unit`. One that throws
 * harms no other.
 *
 * @param streamFeatures namespaces of what the server offered with resource binding
 */
export function setUpFeatures(
  engine: Handling,
  unit: Unit,
  streamFeatures: readonly string[],
  settings: OnlineSettings,
): void {
  for (const { name, online } of engine.registry.features) {
    if (online === undefined) continue;
    const draft = new OnlineDraft(engine, streamFeatures, settings);
    const report = (fault: unknown): void => {
      engine.fault(fault, `feature ${name}`);
    };
    try {
      const done = (online as (ctx: OnlineDraft) => unknown)(draft); // may be async all the same
      draft.mergeInto(unit);
      if (isPromise(done)) done.then(undefined, report);
    } catch (fault) {
      draft.close();
      report(fault);
    }
  }
}
