import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { jid, pageSchema } from '../core/schemas.js';
import { dataFormSchema } from '../data-forms/index.js';
import { channels, refusal } from './schema.js';

export const packets = {
  /** One page of what `to` found; all of it where there is no `page`. */
  extendedchannelsearch_search_handle: v.object({
    to: jid,
    channels,
    page: v.exactOptional(pageSchema),
  }),
  extendedchannelsearch_search_error: refusal,
  /** What can be searched for. */
  extendedchannelsearch_getform_handle: v.object({ to: jid, form: dataFormSchema }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'ExtendedChannelSearch/Search' | 'ExtendedChannelSearch/GetForm'
  > {}
}
