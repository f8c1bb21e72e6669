import type { RoomBounds } from '../core/bounds.js';

/** How many spaces are remembered. */
export const bounds = {
  /** Spaces that we are in, or made. Over it: subscribing throws a `RangeError`; one that was made is not remembered. */
  'space.known': 1000,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
