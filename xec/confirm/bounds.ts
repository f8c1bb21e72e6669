import type { RoomBounds } from '../core/bounds.js';

/** How many questions wait. */
export const bounds = {
  /** Questions about HTTP requests that wait for the user. Over it: refused with `resource-constraint`. */
  'confirm.waiting': 16,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
