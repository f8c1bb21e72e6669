import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent } from '../core/schemas.js';
import { pepItem, pepPlace } from '../pubsub/index.js';
import {
  account,
  device,
  omemoBundleSchema,
  omemoDevicesSchema,
  oneDevice,
  refusedBundle,
  refusedList,
  version,
} from './schema.js';

const { devices } = omemoDevicesSchema.entries;

export const packets = {
  /** The devices of `from` that encrypt: all of them. */
  omemodevices: pepItem(omemoDevicesSchema),
  /** `from` has no list any more. */
  omemodevices_retract: pepPlace,
  /** That is our list now. */
  omemo_setdeviceslist_handle: omemoDevicesSchema,
  /** Its node is set up differently, and could not be set up anew. */
  omemo_setdeviceslist_errorpreconditionnotmet: errorContent,
  /** The devices of `from`. */
  omemo_getdeviceslist_handle: v.object({ ...account, devices }),
  /** `from` has none, or does not tell us. */
  omemo_getdeviceslist_error: refusedList,
  /** Those devices of ours have keys; the `removed` ones had none. */
  omemo_cleandeviceslist_handle: v.object({
    version,
    devices,
    removed: v.pipe(v.array(device), v.readonly()),
  }),
  /** The keys of this device are there. */
  omemo_announcebundle_handle: v.object({ version, device }),
  /** Its node is set up differently, and could not be set up anew. */
  omemo_announcebundle_errorpreconditionnotmet: errorContent,
  /** The keys of a device of `from`. */
  omemo_getbundle_handle: v.object({ ...oneDevice, bundle: omemoBundleSchema }),
  /** It has none, or they are not told us. */
  omemo_getbundle_error: refusedBundle,
  /** The answers for all devices of `from` are in. */
  omemo_getbundle_last: v.object(account),
  /** The device has no keys any more. */
  omemo_deletebundle_handle: v.object({ version, device }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'OMEMO/SetDevicesList'
    | 'OMEMO/GetDevicesList'
    | 'OMEMO/CleanDevicesList'
    | 'OMEMO/AnnounceBundle'
    | 'OMEMO/GetBundle'
    | 'OMEMO/DeleteBundle'
  > {}
}
