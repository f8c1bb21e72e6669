import { readDateTime, type UploadFile, type UploadSlot } from '@xec/stanza';
import * as v from 'valibot';
import { errorContent, jid } from '../core/schemas.js';

const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));
const dateTime = v.pipe(
  v.string(),
  v.check((text) => readDateTime(text) !== undefined, 'expected a date and time of XEP-0082'),
);

const file = {
  filename: v.string(),
  /** In bytes. */
  size: bytes,
  contentType: v.exactOptional(v.string()),
  /** What it is for; say only what the service announces. */
  purpose: v.exactOptional(
    v.variant('type', [
      v.object({ type: v.picklist(['message', 'profile', 'permanent']) }),
      v.object({ type: v.literal('ephemeral'), expireBefore: dateTime }),
    ]),
  ),
};

/** Which service gets which file. */
export const requestParams = v.object({ to: jid, ...file }) satisfies v.GenericSchema<UploadFile>;

/** A place as `readUploadSlot` reads it. Who has it may fill it, so give it to nobody. */
export const slotSchema = v.object({
  put: v.string(),
  headers: v.pipe(v.array(v.object({ name: v.string(), value: v.string() })), v.readonly()),
  get: v.string(),
}) satisfies v.GenericSchema<UploadSlot>;

/** Why there is no place. */
export const refusal = v.object({
  to: jid,
  ...errorContent.entries,
  /** How many bytes fit, of `errorfiletoolarge`. */
  maxSize: v.exactOptional(bytes),
  /** When to ask again: XEP-0082. */
  retry: v.exactOptional(v.string()),
});
