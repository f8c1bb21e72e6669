/**
 * Bounds: how much of others a session keeps. Rooms declare theirs with defaults, and an application
 * sets others in `limits.bounds`. What stands in the comments is the table of `docs/security.md`.
 */
import type { BuildContext } from './action/build-context.js';
import type { FactSection } from './facts.js';
import { nearest } from './packet/nearest.js';

/**
 * The names of all bounds, `<room>.<what>`. Rooms add theirs:
 *
 * ```ts
 * declare module '../core/bounds.js' {
 *   interface BoundMap extends RoomBounds<typeof bounds> {}
 * }
 * ```
 */
export interface BoundMap extends RoomBounds<typeof coreBounds> {}

/** What a room adds to {@link BoundMap}: the bounds that it declares. */
export type RoomBounds<B extends Readonly<Record<string, number>>> = {
  readonly [N in keyof B]: number;
};

export type BoundName = keyof BoundMap & string;

/** Other bounds than the defaults: whole numbers from 1 on. */
export type BoundSettings = Readonly<Partial<Record<BoundName, number>>>;

/** Bounds of what the sender rules ask for. */
export const coreBounds = {
  /** Contacts that are remembered. Over it: they are told, and count as strangers. */
  'roster.contacts': 10_000,
  /** Rooms that the session is in. Over it: joining another one throws a `RangeError`. */
  'muc.rooms': 1000,
  /** Archive queries that are open. Over it: the next one throws a `RangeError`. */
  'mam.queries': 1000,
};

/** @throws TypeError for a bound that nobody declares, or that is no number of things */
export function checkBounds(
  settings: Readonly<Record<string, unknown>>,
  declared: ReadonlyMap<string, number>,
): void {
  for (const [name, most] of Object.entries(settings)) {
    if (!declared.has(name)) throw noSuchBound(name, declared);
    if (Number.isSafeInteger(most) && Number(most) > 0) continue;
    throw new TypeError(`bound "${name}": expected a whole number from 1 on, got ${String(most)}`);
  }
}

export function noSuchBound(name: string, declared: ReadonlyMap<string, number>): TypeError {
  const guess = nearest(name, declared.keys());
  const hint = guess === undefined ? '' : `: did you mean "${guess}"?`;
  return new TypeError(`no feature in use has the bound "${name}"${hint}`);
}

/**
 * For what the application asks for: that a fact has its place.
 *
 * @throws RangeError where it would be one more than the bound allows
 */
export function mustFit(
  ctx: Pick<BuildContext, 'fact' | 'count' | 'bound'>,
  section: FactSection,
  key: string,
  name: BoundName,
): void {
  const most = ctx.bound(name);
  if (ctx.count(section) < most || ctx.fact(section, key) !== undefined) return;
  throw new RangeError(`expected at most ${String(most)} (${name}), got one more`);
}
