import type { RoomPackets } from '../core/packet/packet.js';
import { refusalContent, servicesContent } from './schema.js';

export const packets = {
  /** Services changed; each says by its `action` what became of it. */
  externalservices: servicesContent,
  /** The services that `jid` knows. */
  externalservices_get_handle: servicesContent,
  externalservices_get_error: refusalContent,
  /** The service with name and password. */
  externalservices_credentials_handle: servicesContent,
  externalservices_credentials_error: refusalContent,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    'ExternalServices/Get' | 'ExternalServices/Credentials'
  > {}
}
