import type { Page, PageRequest } from '@xec/stanza';
import * as v from 'valibot';

const count = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const opaque = v.exactOptional(v.string());

/** Which part of a long list is wanted (XEP-0059), as `pageRequest` writes it. */
export const pageRequestSchema = v.object({
  max: count,
  after: opaque,
  before: opaque,
  index: count,
}) satisfies v.GenericSchema<PageRequest>;

/** Which part of a long list came, as `readPage` reads it. */
export const pageSchema = v.object({
  first: opaque,
  last: opaque,
  index: count,
  count,
}) satisfies v.GenericSchema<Page>;
