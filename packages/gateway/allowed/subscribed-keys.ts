import { matchesPattern, nearest } from '@xec/xec';
import { wireError, type WireError } from '../tab/wire.js';

/** What a tab may have of what it asked for. */
export interface Subscribed {
  readonly keys: ReadonlySet<string>;
  readonly refused: readonly { readonly what: string; readonly error: WireError }[];
}

/**
 * The keys that `wanted` names and `open` has. A pattern may match more keys than are open; one that
 * matches none of them is refused, in words.
 *
 * @param known all keys in use
 * @param open those that browsers may have
 */
export function subscribedKeys(
  wanted: readonly string[],
  known: Iterable<string>,
  open: ReadonlySet<string>,
): Subscribed {
  const all = [...known];
  const keys = new Set<string>();
  const refused: { what: string; error: WireError }[] = [];
  for (const what of new Set(wanted)) {
    const found = [...open].filter((key) => matchesPattern(what, key));
    for (const key of found) keys.add(key);
    if (found.length === 0) refused.push({ what, error: refusal(what, all, open) });
  }
  return { keys, refused };
}

function refusal(what: string, all: readonly string[], open: ReadonlySet<string>): WireError {
  if (all.some((key) => matchesPattern(what, key))) {
    return wireError('not-allowed', `browsers may not subscribe to "${what}"`);
  }
  const guess = nearest(what, open);
  const hint = guess === undefined ? 'is its feature in use?' : `did you mean "${guess}"?`;
  return wireError('item-not-found', `no packet key is "${what}": ${hint}`);
}
