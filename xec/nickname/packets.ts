import { type Nickname } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';

/** What somebody wants to be called, as `readNickname` reads it. */
export const nicknameSchema = v.object({
  nick: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<Nickname>;

export const packets = {
  /** What somebody wants to be called: `from` says so. Empty content: not any more. */
  nickname: pepItem(nicknameSchema),
  /** `from` took it back. */
  nickname_retract: pepPlace,
  /** Ours is published. */
  nickname_set_handle: pepDone,
  /** Ours is taken back. */
  nickname_retract_handle: pepDone,
  /** What `from` published. */
  nickname_get_handle: pepItems(nicknameSchema),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Nickname/Set' | 'Nickname/Retract' | 'Nickname/Get'
  > {}
}
