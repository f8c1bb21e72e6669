/**
 * What browsers may ask for and hear: made of the features in use, narrowed by the application.
 */
import { matchesPattern, type BrowserUse, type Registry } from '@xec/xec';
import { houseRoom } from './house-rooms.js';

/** What browsers may have of one client's features. */
export interface Allowed {
  /** Names of actions. */
  readonly actions: ReadonlySet<string>;
  /** Packet keys. */
  readonly keys: ReadonlySet<string>;
}

/** Patterns of an application; what is absent narrows nothing. */
export interface Narrowing {
  readonly actions?: readonly string[] | undefined;
  readonly keys?: readonly string[] | undefined;
}

/**
 * Lists what features declare as `browser`, and what is known of the rooms of this project. A feature can
 * open what is its own only; one that says nothing opens nothing.
 */
export function allowedOf(registry: Registry, narrowing: Narrowing = {}): Allowed {
  const uses = new Map<string, BrowserUse>();
  for (const { name, browser = houseRoom(name) } of registry.features) {
    if (browser !== undefined) uses.set(name, browser);
  }
  const isOpen = (feature: string, what: keyof BrowserUse, name: string): boolean =>
    matchesAny(uses.get(feature)?.[what] ?? [], name) && matchesAny(narrowing[what] ?? ['*'], name);
  return {
    actions: new Set(
      [...registry.actions]
        .filter(([name, { feature }]) => isOpen(feature, 'actions', name))
        .map(([name]) => name),
    ),
    keys: new Set(
      [...registry.keys]
        .filter(([key, { feature }]) => isOpen(feature, 'keys', key))
        .map(([key]) => key),
    ),
  };
}

/**
 * @throws TypeError for an action that an application names, and that browsers could not request: it is
 *   not in use, or its feature does not open it
 */
export function checkNarrowing(registry: Registry, allowed: Allowed, { actions = [] }: Narrowing) {
  for (const name of actions) {
    if (name.includes('*') || allowed.actions.has(name)) continue;
    if (!registry.actions.has(name)) {
      throw new TypeError(`action "${name}" is allowed, and no feature in use has it`);
    }
    throw new TypeError(
      `action "${name}" is allowed, and its feature does not open it to browsers`,
    );
  }
}

const matchesAny = (patterns: readonly string[], name: string): boolean =>
  patterns.some((pattern) => matchesPattern(pattern, name));
