import { NS_AVATAR_METADATA, avatarMetadataElement, readAvatarMetadata } from '@xec/stanza';
import { pepNode } from '../pubsub/index.js';
import { ownPicture } from './own-photo.js';
import { avatarMetadataSchema } from './schema.js';

const node = pepNode({
  name: 'AvatarMetadata',
  publish: 'Avatar/SetMetadata',
  retract: 'Avatar/RetractMetadata',
  get: 'Avatar/GetMetadata',
  node: NS_AVATAR_METADATA,
  content: avatarMetadataSchema,
  read: (el) => readAvatarMetadata(el),
  write: (metadata) => avatarMetadataElement(metadata),
  // "The ItemID … SHOULD be the SHA-1 hash" of the picture (XEP-0084 section 4.2).
  idOf: ({ infos }) => infos[0]?.id ?? 'current',
  onPublished: ({ content }, ctx) => {
    if (ctx.from.toString() === ctx.self.bare) ownPicture(content, ctx);
  },
});

/** Says what pictures we have; without one: none. Answers with `avatar_setmetadata_handle`. */
export const SetAvatarMetadata = node.Publish;
/** Takes the metadata of the picture `id` away. Answers with `avatar_retractmetadata_handle`. */
export const RetractAvatarMetadata = node.Retract;
/** Asks what pictures somebody has. Answers with `avatar_getmetadata_handle`. */
export const GetAvatarMetadata = node.Get;
/** Hears of the pictures of contacts: `avatarmetadata`. */
export const AvatarMetadataPublished = node.Event;
