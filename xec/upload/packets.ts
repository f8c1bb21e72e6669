import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { refusal, requestParams, slotSchema } from './schema.js';

export const packets = {
  /** There is a place for the file, for some minutes. */
  upload_request_handle: v.object({ ...requestParams.entries, slot: slotSchema }),
  /** The file is too big; `maxSize` where the service says what is not. */
  upload_request_errorfiletoolarge: refusal,
  /** Too much for now; `retry` where the service says when to ask again. */
  upload_request_errorresourceconstraint: refusal,
  upload_request_errornotallowed: refusal,
  /** Any other error. */
  upload_request_error: refusal,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Upload/Request'> {}
}
