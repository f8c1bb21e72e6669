import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid } from '../core/schemas.js';
import { vcardSchema } from './schema.js';

export const packets = {
  /** The vCard of `jid`; without anything in it where there is none. */
  vcard_get_handle: v.object({ jid: bareJid, vcard: vcardSchema }),
  /** `jid` has no vCard. */
  vcard_get_erroritemnotfound: v.object({ jid: bareJid }),
  /** The own vCard is stored. */
  vcard_set_handle: v.object({}),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Vcard/Get' | 'Vcard/Set'> {}
}
