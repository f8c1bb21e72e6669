import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { errorContent, jid } from '../core/schemas.js';
import { refusal, registrationSchema } from './schema.js';

export const packets = {
  /** What `jid` wants to know of those who register. */
  register_get_handle: v.object({ jid, registration: registrationSchema }),
  register_get_errorfeaturenotimplemented: refusal,
  register_get_errorserviceunavailable: refusal,
  /** Any other error. */
  register_get_error: refusal,
  /** We are registered with `jid`. */
  register_set_handle: v.object({ jid }),
  register_set_errorconflict: refusal,
  register_set_errornotacceptable: refusal,
  register_set_errorforbidden: refusal,
  /** Any other error. */
  register_set_error: refusal,
  /** The connection went, and with an earlier process what was asked: it was secret. */
  register_set_errorconnectionlost: errorContent,
  /** The password is changed. */
  register_changepassword_handle: v.object({}),
  register_changepassword_error: refusal,
  /** The connection went, and with an earlier process what was asked: it was secret. */
  register_changepassword_errorconnectionlost: errorContent,
  /** We are not registered with `jid` any more. */
  register_remove_handle: v.object({ jid }),
  register_remove_error: refusal,
  /** The connection went, and with an earlier process what was asked: it was secret. */
  register_remove_errorconnectionlost: errorContent,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'Register/Get' | 'Register/Set' | 'Register/ChangePassword' | 'Register/Remove'
  > {}
}
