import {
  channelOrders,
  type ChannelOrder,
  type ChannelQuery,
  type FoundChannel,
} from '@xec/stanza';
import * as v from 'valibot';
import { errorContent, jid, pageRequestSchema } from '../core/schemas.js';
import { dataFormSchema } from '../data-forms/index.js';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.exactOptional(v.string());
const list = <S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.readonly());
const orders = Object.keys(channelOrders) as ChannelOrder[]; // the keys of that very table

const query = v.object({
  text,
  in: v.exactOptional(list(v.picklist(['address', 'description', 'name']))),
  minUsers: v.exactOptional(count),
  types: v.exactOptional(list(v.string())),
  order: v.exactOptional(v.picklist(orders)),
}) satisfies v.GenericSchema<ChannelQuery>;

/** Whom to ask, what, and for which page; `form` is the service's own one, filled in. */
export const searchParams = v.union([
  v.strictObject({ to: jid, query, page: v.exactOptional(pageRequestSchema) }),
  v.strictObject({ to: jid, form: dataFormSchema, page: v.exactOptional(pageRequestSchema) }),
]);

/** What was found, as `readFoundChannels` reads it. */
export const channels = list(
  v.object({
    jid,
    name: text,
    description: text,
    language: text,
    users: v.exactOptional(count),
    serviceType: text,
    isOpen: v.exactOptional(v.boolean()),
    anonymity: text,
  }),
) satisfies v.GenericSchema<FoundChannel[], readonly FoundChannel[]>;

/** Why nothing was searched. */
export const refusal = v.object({
  to: jid,
  ...errorContent.entries,
  /** Seconds before the next search: none may be sent earlier. */
  retryAfter: v.exactOptional(count),
});
