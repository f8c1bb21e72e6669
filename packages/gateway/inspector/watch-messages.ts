/**
 * What an inspector and the gateway say to each other: JSON, a message a frame.
 */
import * as v from 'valibot';
import type { InspectorEvent } from './events.js';
import { eventFilter } from './filter.js';

/** What an inspector says. */
export const watchMessage = v.variant('t', [
  /**
   * Shows what fits from now on; with `after`, first what is kept of it with a higher `n`. Where `ring` is
   * none of ours, all that is kept.
   */
  v.strictObject({
    t: v.literal('watch'),
    filter: v.exactOptional(eventFilter, {}),
    after: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    ring: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
  }),
  v.strictObject({ t: v.literal('pause') }),
]);

/** What an inspector says. */
export type WatchMessage = v.InferInput<typeof watchMessage>;

/** What an inspector is told. */
export type WatchAnswer =
  /** It is watched: the name of the numbers that follow, and of the oldest event that is kept. */
  | { readonly t: 'watching'; readonly ring: string; readonly oldest: number }
  | { readonly t: 'event'; readonly event: InspectorEvent }
  /** So many events were left out: the inspector was too slow. */
  | { readonly t: 'gap'; readonly count: number }
  | { readonly t: 'error'; readonly text: string };
