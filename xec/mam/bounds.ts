import type { RoomBounds } from '../core/bounds.js';

/** How many results of a query are told. */
export const bounds = {
  /** Results of one archive query. Over it: dropped; no archive sends more in a page. */
  'mam.results': 1000,
};

declare module '../core/bounds.js' {
  interface BoundMap extends RoomBounds<typeof bounds> {}
}
