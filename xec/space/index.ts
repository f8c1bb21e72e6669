import { feature } from '../core/index.js';
import { AddSpaceRoom } from './add-room.action.js';
import { bounds } from './bounds.js';
import { CreateSpace } from './create-space.action.js';
import { DeleteSpaceRoom } from './delete-room.action.js';
import { DestroySpace } from './destroy-space.action.js';
import { GetSpaceConfig } from './get-config.action.js';
import { GetPendingSpaceSubscriptions } from './get-pending-subscriptions.action.js';
import { GetSpaceRooms } from './get-rooms.action.js';
import { facts } from './known.js';
import { packets } from './packets.js';
import { SetSpaceAffiliations } from './set-affiliations.action.js';
import { SetSpaceConfig } from './set-config.action.js';
import { SetSpaceSubscription } from './set-subscription.action.js';
import { SpaceRequested } from './space-request.payload.js';
import { SpaceChanged } from './space.payload.js';
import { SubscribeToSpace } from './subscribe.action.js';
import { UnsubscribeFromSpace } from './unsubscribe.action.js';

export {
  AddSpaceRoom,
  CreateSpace,
  DeleteSpaceRoom,
  DestroySpace,
  GetPendingSpaceSubscriptions,
  GetSpaceConfig,
  GetSpaceRooms,
  SetSpaceAffiliations,
  SetSpaceConfig,
  SetSpaceSubscription,
  SpaceChanged,
  SpaceRequested,
  SubscribeToSpace,
  UnsubscribeFromSpace,
};
export { spaceNodeSchema, spaceRoomSchema } from './schema.js';

/**
 * Spaces (XEP-0503): rooms that belong together, listed in a node of a pubsub service. Nothing is announced:
 * services are asked, clients are not.
 */
export const space = feature({
  name: 'space',
  xeps: [{ xep: '0503', version: '0.3.0', since: '0.1.0' }],
  packets,
  facts,
  bounds,
  actions: [
    CreateSpace,
    DestroySpace,
    AddSpaceRoom,
    DeleteSpaceRoom,
    GetSpaceConfig,
    SetSpaceConfig,
    GetSpaceRooms,
    GetPendingSpaceSubscriptions,
    SetSpaceAffiliations,
    SetSpaceSubscription,
    SubscribeToSpace,
    UnsubscribeFromSpace,
  ],
  payloads: [SpaceChanged, SpaceRequested],
});
