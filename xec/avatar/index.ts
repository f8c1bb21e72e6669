import { NS_AVATAR_METADATA } from '@xec/stanza';
import { feature } from '../core/index.js';
import { vcard } from '../vcard/index.js';
import { AvatarDataPublished } from './avatar-data.payload.js';
import { GetAvatar } from './get-avatar.action.js';
import {
  AvatarMetadataPublished,
  GetAvatarMetadata,
  RetractAvatarMetadata,
  SetAvatarMetadata,
} from './metadata.js';
import { beginStream, photoUpdate } from './own-photo.js';
import { packets } from './packets.js';
import { SetAvatar } from './set-avatar.action.js';
import { VcardPhoto } from './vcard-photo.payload.js';

export {
  AvatarDataPublished,
  AvatarMetadataPublished,
  GetAvatar,
  GetAvatarMetadata,
  RetractAvatarMetadata,
  SetAvatar,
  SetAvatarMetadata,
  VcardPhoto,
};
export { avatarInfoSchema, avatarMetadataSchema } from './schema.js';

/**
 * Avatars (XEP-0084): publishes the own one, hears of those of contacts, and asks for them. Presence says
 * which photo is in the own vCard (XEP-0153), unless the service does that.
 */
export const avatar = feature({
  name: 'avatar',
  xeps: [
    { xep: '0084', version: '1.1.4', since: '0.1.0' },
    {
      xep: '0153',
      version: '1.1.1',
      since: '0.1.0',
      status: 'partial',
      note: 'goes on beside resources of the account that do not speak it',
    },
    { xep: '0163', version: '1.2.2', since: '0.1.0' },
  ],

  // Pictures come when they are asked for: only what is known of them comes by itself.
  namespaces: [`${NS_AVATAR_METADATA}+notify`],
  inPresence: photoUpdate,
  packets,
  actions: [SetAvatar, SetAvatarMetadata, RetractAvatarMetadata, GetAvatarMetadata, GetAvatar],
  payloads: [AvatarDataPublished, AvatarMetadataPublished, VcardPhoto],
  requires: [vcard], // the photo that others find is the one there
  online: beginStream,
});
