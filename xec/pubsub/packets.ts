import * as v from 'valibot';
import type { RoomPackets } from '../core/packet/packet.js';
import { pageRequestSchema, pageSchema } from '../core/schemas.js';
import { dataFormSchema } from '../data-forms/index.js';
import {
  affiliationsSchema,
  itemSchema,
  itemsSchema,
  metadataSchema,
  place,
  refusal,
  subscribedSchema,
  subscriptionsSchema,
} from './schema.js';

const done = v.object(place);

export const packets = {
  /** The node is made. */
  pubsub_create_handle: done,
  /** We may make nodes there. */
  pubsub_testcreate_handle: done,
  /** We may not, or it could not be found out. */
  pubsub_testcreate_error: refusal,
  /** The node is gone. */
  pubsub_delete_handle: done,
  pubsub_delete_error: refusal,
  /** The node is empty. */
  pubsub_purge_handle: done,
  /** How the node is set up: a form to fill in. */
  pubsub_getconfig_handle: v.object({ ...place, form: dataFormSchema }),
  /** The node is set up anew. */
  pubsub_setconfig_handle: done,
  pubsub_setconfig_error: refusal,
  /** The item. */
  pubsub_getitem_handle: v.object({ ...place, item: itemSchema }),
  /** There is no such item, or no such node. */
  pubsub_getitem_erroritemnotfound: refusal,
  /** It is for those who may see the presence of `from`. */
  pubsub_getitem_errorpresencesubscriptionrequired: refusal,
  /** The items; `page` where the service knows pages, `next` where another one follows. */
  pubsub_getitems_handle: v.object({
    ...place,
    items: itemsSchema,
    page: v.exactOptional(pageSchema),
    next: v.exactOptional(pageRequestSchema),
  }),
  /** They are for those who may see the presence of `from`. */
  pubsub_getitems_errorpresencesubscriptionrequired: refusal,
  /** Any other error. */
  pubsub_getitems_error: refusal,
  /** The ids of the items. */
  pubsub_getitemsid_handle: v.object({ ...place, ids: v.pipe(v.array(v.string()), v.readonly()) }),
  pubsub_getitemsid_error: refusal,
  /** Who may do what. */
  pubsub_getaffiliations_handle: v.object({ ...place, affiliations: affiliationsSchema }),
  /** The node is not ours. */
  pubsub_getaffiliations_errorforbidden: refusal,
  /** Any other error. */
  pubsub_getaffiliations_error: refusal,
  /** They may do so now. */
  pubsub_setaffiliations_handle: done,
  /** Who is subscribed. */
  pubsub_getsubscriptions_handle: v.object({ ...place, subscriptions: subscriptionsSchema }),
  /** They are subscribed so now. */
  pubsub_setsubscriptions_handle: done,
  /** We are subscribed, or may be later (`pending`). */
  pubsub_subscribe_handle: v.object({ ...place, ...subscribedSchema.entries }),
  /** It is for those who may see the presence of `from`. */
  pubsub_subscribe_errorpresencesubscriptionrequired: refusal,
  /** The service has no subscriptions. */
  pubsub_subscribe_errorunsupported: refusal,
  /** Any other error. */
  pubsub_subscribe_error: refusal,
  /** We are not subscribed any more. */
  pubsub_unsubscribe_handle: done,
  /** We were not. */
  pubsub_unsubscribe_errornotsubscribed: refusal,
  pubsub_unsubscribe_errorunexpectedrequest: refusal,
  /** There is no such node. */
  pubsub_unsubscribe_erroritemnotfound: refusal,
  /** What a service says of a node. */
  pubsub_getmetadata_handle: v.object({ ...place, metadata: metadataSchema }),
  /** Why it does not. */
  pubsub_getmetadata_error: refusal,
  /** The node is made: it keeps what is in it, for the owner alone. */
  pubsub_createpersistentstorage_handle: done,
  /** The node is there: set it up. */
  pubsub_createpersistentstorage_errorconflict: refusal,
  /** The node keeps what is in it, for the owner alone. */
  pubsub_configurepersistentstorage_handle: done,
  /** The service sets no nodes up. */
  pubsub_configurepersistentstorage_errorfeaturenotimplemented: refusal,
  /** There is no such node. */
  pubsub_configurepersistentstorage_erroritemnotfound: refusal,
  /** A node is gone; `redirect` says where it is now. */
  pubsubnode_delete: v.object({ ...place, redirect: v.exactOptional(v.string()) }),
  /** All items of a node are gone. */
  pubsubnode_purge: done,
  /** A node is set up anew; how, where the service says it. */
  pubsubnode_configuration: v.object({ ...place, form: v.exactOptional(dataFormSchema) }),
  /** A subscription to a node changed. */
  pubsubnode_subscription: v.object({ ...place, ...subscribedSchema.entries }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Pubsub/Create'
    | 'Pubsub/TestCreate'
    | 'Pubsub/Delete'
    | 'Pubsub/Purge'
    | 'Pubsub/GetConfig'
    | 'Pubsub/SetConfig'
    | 'Pubsub/GetItem'
    | 'Pubsub/GetItems'
    | 'Pubsub/GetItemsId'
    | 'Pubsub/GetAffiliations'
    | 'Pubsub/SetAffiliations'
    | 'Pubsub/GetSubscriptions'
    | 'Pubsub/SetSubscriptions'
    | 'Pubsub/Subscribe'
    | 'Pubsub/Unsubscribe'
    | 'Pubsub/GetMetadata'
    | 'Pubsub/CreatePersistentStorage'
    | 'Pubsub/ConfigurePersistentStorage'
  > {}
}
