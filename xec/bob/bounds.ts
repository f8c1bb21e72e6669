import type { RoomBounds } from '../core/bounds.js';

/** How many small pictures and sounds are kept. */
export const bounds = {
  /** Bits of binary that we host. Over it: hosting another one throws a `RangeError`. */
  'bob.hosted': 256,
  /** Bits of binary that others gave us. Over it: the oldest goes. */
  'bob.known': 64,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
