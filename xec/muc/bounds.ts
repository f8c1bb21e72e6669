import type { RoomBounds } from '../core/bounds.js';

/** How much of rooms is kept. */
export const bounds = {
  /** Rooms that we are not in, and whose features were asked for. Over it: the oldest go. */
  'muc.asked': 32,
  /** Features of a room. Over it: the others are not remembered. */
  'muc.features': 256,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
