import { nearest, type ActionEntry, type Registry } from '@xec/xec';
import { UsageError } from '../exit.js';

/**
 * The action of that name, `<group>/<Class>` in any letter case.
 *
 * @throws UsageError when there is none
 */
export function findAction(registry: Registry, name: string): ActionEntry {
  const exact = registry.actionNamed(name);
  if (exact !== undefined) return exact;
  // Letter case is no mistake, so it is not counted as one in the guess either.
  const names = new Map([...registry.actions.keys()].map((known) => [known.toLowerCase(), known]));
  const found = registry.actions.get(names.get(name.toLowerCase()) ?? '');
  if (found !== undefined) return found;
  const guess = names.get(nearest(name.toLowerCase(), names.keys()) ?? '');
  throw new UsageError(
    `expected an action as <group>/<Class>, got "${name}"` +
      (guess === undefined ? '; "xec actions" lists all' : `; did you mean "${guess}"?`),
  );
}
