import { NS_NICK, nicknameElement, readNickname, type Nickname } from '@xec/stanza';
import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pepRoom } from '../pubsub/index.js';

/** What somebody wants to be called, as `readNickname` reads it. */
export const nicknameSchema = v.object({
  nick: v.exactOptional(v.string()),
}) satisfies v.GenericSchema<Nickname>;

const room = pepRoom({
  name: 'Nickname',
  publish: 'Nickname/Set',
  xeps: [{ xep: '0172', version: '1.1', since: '0.1.0' }],
  node: NS_NICK,
  content: nicknameSchema,
  read: readNickname,
  write: nicknameElement,
});

/** Publishes it. Answers with `nickname_set_handle`. */
export const SetNickname = room.Publish;
/** Takes back what is published. Answers with `nickname_retract_handle`. */
export const RetractNickname = room.Retract;
/** Asks an account for it. Answers with `nickname_get_handle`. */
export const GetNickname = room.Get;
/** Hears of what is published: `nickname`, `nickname_retract`. */
export const NicknamePublished = room.Event;
/** What somebody wants to be called (XEP-0172): publishes it, and hears of those whose presence we see. */
export const nickname = room.feature;

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof room.packets> {}
}
