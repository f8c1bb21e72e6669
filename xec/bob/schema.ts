import { readBobCid, type BobData } from '@xec/stanza';
import * as v from 'valibot';

/** A Content-ID, `sha1+…@bob.xmpp.org`; the `cid:` before it may be there and goes. */
export const bobCid = v.pipe(
  v.string(),
  v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
    const cid = readBobCid(dataset.value);
    if (cid !== undefined) return cid;
    addIssue({ message: `expected a Content-ID like sha1+…@bob.xmpp.org, got ${dataset.value}` });
    return NEVER;
  }),
);

/** Data as `readBobData` reads it. */
export const bobDataSchema = v.object({
  cid: bobCid,
  type: v.string(),
  maxAge: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  base64: v.string(),
}) satisfies v.GenericSchema<BobData>;
