import type { RoomBounds } from '../core/bounds.js';

/** How many people of a conference are kept. Calls of more have servers that mix them. */
export const bounds = {
  /** People in the conference of a room. Over it: told when they come, and not when they leave. */
  'muji.people': 64,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
