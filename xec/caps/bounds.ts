import type { RoomBounds } from '../core/bounds.js';

/** How much of the capabilities of others is kept. */
export const bounds = {
  /** What verified hashes stand for, a kind of software each. Over it: the oldest goes. */
  'caps.known': 500,
  /** Entities that wait for an answer, or whose answer was doubtful. Over it: the oldest goes. */
  'caps.entities': 1000,
  /** Entities that are being asked. Over it: the next one is asked when an answer has come. */
  'caps.asked': 50,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
