import type { RoomPackets } from '../core/packet/packet.js';
import { answerParams, question } from './schema.js';

export const packets = {
  /** `from` asks whether it is us who made that HTTP request. It waits for an answer. */
  confirm: question,
  /** The yes left. */
  confirm_accept_handle: answerParams,
  /** The no left. */
  confirm_refuse_handle: answerParams,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<typeof packets, 'Confirm/Accept' | 'Confirm/Refuse'> {}
}
