import type { RoomBounds } from '../core/bounds.js';

/** How many sessions and calls are kept. */
export const bounds = {
  /** Sessions that run. Over it: refused with `resource-constraint`. */
  'jingle.sessions': 64,
  /** Sessions that run with one account. Over it: refused with `resource-constraint`. */
  'jingle.sessions-of-one': 8,
  /** Calls that messages speak of. Over it: the oldest is forgotten. */
  'jingle.calls': 64,
  /** Calls of one account that messages speak of. Over it: its oldest is forgotten. */
  'jingle.calls-of-one': 8,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
