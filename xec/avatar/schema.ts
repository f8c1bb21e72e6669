import { avatarId, type AvatarMetadata } from '@xec/stanza';
import * as v from 'valibot';

const size = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));

/** One picture in one format, as its publisher says. */
export const avatarInfoSchema = v.object({
  /** The SHA-1 of its bytes. */
  id: v.pipe(v.string(), v.nonEmpty()),
  type: v.pipe(v.string(), v.nonEmpty()),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  width: size,
  height: size,
  url: v.exactOptional(v.string()),
});

/** The pictures of somebody, as `readAvatarMetadata` reads them. */
export const avatarMetadataSchema = v.object({
  infos: v.pipe(v.array(avatarInfoSchema), v.readonly()),
}) satisfies v.GenericSchema<AvatarMetadata>;

/** A picture in base64, of 1 MiB at most. */
export const avatarBase64 = v.pipe(
  v.string(),
  v.check((text) => avatarId(text) !== undefined, 'expected base64 of at most 1 MiB'),
);
