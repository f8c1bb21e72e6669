import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent, jid } from '../core/schemas.js';
import { pepDone, pepItem, pepItems, pepPlace } from '../pubsub/index.js';
import { avatarMetadataSchema } from './schema.js';

const picture = v.object({
  from: bareJid,
  id: v.string(),
  base64: v.string(),
  /** By its first bytes; absent: no picture of dots, and not to be shown. */
  type: v.exactOptional(
    v.picklist(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']),
  ),
});

export const packets = {
  /** The pictures of `from`; without one they have none any more. */
  avatarmetadata: pepItem(avatarMetadataSchema),
  /** `from` took them away. */
  avatarmetadata_retract: pepPlace,
  /** A picture of `from` that came unasked; its bytes hash to `id`. Moxl's key for it is `vcard`. */
  avatardata: picture,
  /** The own picture is stored; its metadata follow. */
  avatar_set_handle: pepDone,
  /** The picture has too many bytes for the service. */
  avatar_set_errorpayloadtoobig: errorContent,
  /** Its node is set up differently, and could not be set up anew. */
  avatar_set_errorpreconditionnotmet: errorContent,
  /** The own metadata are published: contacts see the picture. */
  avatar_setmetadata_handle: pepDone,
  /** Its node is set up differently, and could not be set up anew. */
  avatar_setmetadata_errorpreconditionnotmet: errorContent,
  /** The own metadata are gone. */
  avatar_retractmetadata_handle: pepDone,
  /** What pictures `from` has. */
  avatar_getmetadata_handle: pepItems(avatarMetadataSchema),
  /** A picture of `from`; its bytes hash to `id`. */
  avatar_get_handle: picture,
  /** The photo in the vCard of `from` has this SHA-1 (XEP-0153); `''`: they have none. */
  vcardphoto: v.object({ from: jid, hash: v.string() }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Avatar/Set'
    | 'Avatar/SetMetadata'
    | 'Avatar/RetractMetadata'
    | 'Avatar/GetMetadata'
    | 'Avatar/Get'
  > {}
}
