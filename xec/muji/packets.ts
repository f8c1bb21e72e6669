import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent } from '../core/schemas.js';
import { mujiContent, mujiParams } from './schema.js';

const occupant = { room: bareJid, nick: v.string() };

export const packets = {
  /** What an occupant of a joined room brings to the conference there; we too. */
  presence_muji: v.object({
    ...occupant,
    ...mujiContent,
    isSelf: v.exactOptional(v.literal(true)),
  }),
  /** An occupant left the conference, or the room. */
  presence_was_muji: v.object(occupant),
  /** The room has told all that we prepare: others wait for us (section 3). */
  presence_muc_muji_preparing: mujiParams,
  /** … what we bring. Now it is for us to call those who were there before. */
  presence_muc_muji_handle: mujiParams,
  /** … that we left the conference. */
  presence_muc_muji_leaving: mujiParams,
  /** The room has told all what we said. */
  muji_set_handle: mujiParams,
  muji_set_error: v.object({ room: bareJid, ...errorContent.entries }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Muji/Set'> {}
}
