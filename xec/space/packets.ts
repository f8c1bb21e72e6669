import * as v from 'valibot';
import { avatarMetadataSchema } from '../avatar/index.js';
import type { RoomPackets } from '../core/packet/packet.js';
import { bareJid, errorContent, jid, pageRequestSchema } from '../core/schemas.js';
import { dataFormSchema } from '../data-forms/index.js';
import { nodePlace, nodeRefusal, subscribedSchema } from '../pubsub/index.js';
import { spaceNodeSchema, spaceRoomSchema } from './schema.js';

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const done = v.object(nodePlace);
const pictures = v.object({
  ...nodePlace,
  avatar: v.exactOptional(avatarMetadataSchema),
  banner: v.exactOptional(avatarMetadataSchema),
});

export const packets = {
  /** The space is made. */
  space_create_handle: done,
  /** The space is gone. */
  space_destroy_handle: done,
  /** The room is in the space. */
  space_addroom_handle: v.object({ ...nodePlace, room: spaceRoomSchema }),
  /** Its node is set up differently, and could not be set up anew. */
  space_addroom_errorpreconditionnotmet: errorContent,
  /** The room is not in the space any more. */
  space_deleteroom_handle: v.object({ ...nodePlace, room: bareJid }),
  /** How the space is set up: a form to fill in. */
  space_getconfig_handle: v.object({ ...nodePlace, form: dataFormSchema }),
  /** The space is set up anew. */
  space_setconfig_handle: done,
  space_setconfig_error: nodeRefusal,
  /** What is in the space; `next` where another page follows. */
  space_getrooms_handle: v.object({
    ...nodePlace,
    rooms: list(spaceRoomSchema),
    nodes: list(spaceNodeSchema),
    next: v.exactOptional(pageRequestSchema),
  }),
  /** What pictures it has. */
  space_getrooms_avatar: pictures,
  /** There is no such space. */
  space_getrooms_erroritemnotfound: nodeRefusal,
  /** It is for those whom its owner lets in. */
  space_getrooms_errorclosednode: nodeRefusal,
  /** Requests that wait for our word come now, with `spacerequest`. */
  space_getpendingsubscriptions_handle: done,
  /** They may do so now. */
  space_setaffiliations_handle: done,
  /** They are in it now, or not any more. */
  space_setsubscription_handle: done,
  /** We are in it, or may be later (`pending`). */
  space_subscribe_handle: v.object({ ...nodePlace, ...subscribedSchema.entries }),
  /** We asked before; its owner has not decided yet. */
  space_subscribe_errorpendingsubscription: nodeRefusal,
  /** There is no such space. */
  space_subscribe_erroritemnotfound: nodeRefusal,
  /** The service has no subscriptions. */
  space_subscribe_errorunsupported: nodeRefusal,
  /** It is for those whom its owner lets in. */
  space_subscribe_errorclosednode: nodeRefusal,
  /** Any other error. */
  space_subscribe_error: nodeRefusal,
  /** We are not in it any more. */
  space_unsubscribe_handle: done,
  space_unsubscribe_error: nodeRefusal,
  /** A room is new in a space that we are in, or what is said of it has changed. */
  space_room: v.object({ ...nodePlace, room: spaceRoomSchema }),
  /** The same of a node that belongs to it. */
  space_node: v.object({ ...nodePlace, item: spaceNodeSchema }),
  /** It has other pictures. */
  space_avatar: pictures,
  /** A room, or something else, is not in it any more: `id` is the room's address. */
  space_deletedroom: v.object({ ...nodePlace, id: v.string() }),
  /** It is gone. */
  space_destroyed: done,
  /** Somebody wants to be in a space of ours. */
  spacerequest: v.object({ ...nodePlace, jid, subid: v.exactOptional(v.string()) }),
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Space/Create'
    | 'Space/Destroy'
    | 'Space/AddRoom'
    | 'Space/DeleteRoom'
    | 'Space/GetConfig'
    | 'Space/SetConfig'
    | 'Space/GetRooms'
    | 'Space/GetPendingSubscriptions'
    | 'Space/SetAffiliations'
    | 'Space/SetSubscription'
    | 'Space/Subscribe'
    | 'Space/Unsubscribe'
  > {}
}
