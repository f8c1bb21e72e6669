import { feature } from '../core/index.js';
import { ConfigurePersistentStorage } from './configure-persistent-storage.action.js';
import { CreateNode } from './create-node.action.js';
import { CreatePersistentStorage } from './create-persistent-storage.action.js';
import { DeleteNode } from './delete-node.action.js';
import { GetNodeAffiliations } from './get-affiliations.action.js';
import { GetNodeConfig } from './get-config.action.js';
import { GetNodeMetadata } from './get-metadata.action.js';
import { GetNodeItem } from './get-item.action.js';
import { GetNodeItems } from './get-items.action.js';
import { GetNodeItemIds } from './get-items-id.action.js';
import { GetNodeSubscriptions } from './get-subscriptions.action.js';
import { PurgeNode } from './purge-node.action.js';
import { SetNodeAffiliations } from './set-affiliations.action.js';
import { SetNodeConfig } from './set-config.action.js';
import { SetNodeSubscriptions } from './set-subscriptions.action.js';
import { SubscribeToNode } from './subscribe.action.js';
import { TestCreateNode } from './test-create.action.js';
import { UnsubscribeFromNode } from './unsubscribe.action.js';
import { NodeEventReceived } from './node-event.payload.js';
import { packets } from './packets.js';

export {
  ConfigurePersistentStorage,
  CreateNode,
  CreatePersistentStorage,
  DeleteNode,
  GetNodeAffiliations,
  GetNodeConfig,
  GetNodeItem,
  GetNodeItemIds,
  GetNodeItems,
  GetNodeMetadata,
  GetNodeSubscriptions,
  NodeEventReceived,
  PurgeNode,
  SetNodeAffiliations,
  SetNodeConfig,
  SetNodeSubscriptions,
  SubscribeToNode,
  TestCreateNode,
  UnsubscribeFromNode,
};
export { configurationIn } from './configuration-in.js';
export { mending, type Mending } from './mending.js';
export {
  pepEvent,
  pepNode,
  type GetPepParams,
  type PepDefinition,
  type PepEventDefinition,
  type PepNode,
  type PublishPepParams,
} from './pep-node.js';
export { pepRoom, type PepPackets, type PepRoom, type PepRoomDefinition } from './pep-room.js';
export { accessModel, pepDone, pepItem, pepItems, pepPlace } from './pep-schemas.js';
export {
  PublishAction,
  demandPublishOptions,
  mustStillKeepPrivate,
  type PublicationTo,
  type PublishActionParams,
} from './publish-action.js';
export { NodeAction } from './node-action.js';
export {
  at as nodeParams,
  itemSchema,
  nodeOptionsSchema,
  place as nodePlace,
  placeOf as nodePlaceOf,
  refusal as nodeRefusal,
  refused as nodeRefused,
  subscribedSchema,
  affiliationsSchema,
  unsupported as nodeUnsupported,
} from './schema.js';

/**
 * Publish-subscribe (XEP-0060): nodes of services and accounts, what is in them, and who may see it.
 * Nothing is announced: services are asked, clients are not.
 */
export const pubsub = feature({
  name: 'pubsub',
  xeps: [
    { xep: '0004', version: '2.13.2', since: '0.1.0' },
    { xep: '0059', version: '1.0', since: '0.1.0' },
    { xep: '0060', version: '1.30.0', since: '0.1.0' },
    { xep: '0222', version: '1.0', since: '0.1.0' },
    { xep: '0223', version: '1.1.1', since: '0.1.0' },
  ],

  packets,
  actions: [
    CreateNode,
    TestCreateNode,
    DeleteNode,
    PurgeNode,
    GetNodeConfig,
    SetNodeConfig,
    GetNodeItem,
    GetNodeItems,
    GetNodeItemIds,
    GetNodeAffiliations,
    SetNodeAffiliations,
    GetNodeSubscriptions,
    SetNodeSubscriptions,
    SubscribeToNode,
    UnsubscribeFromNode,
    GetNodeMetadata,
    CreatePersistentStorage,
    ConfigurePersistentStorage,
  ],
  payloads: [NodeEventReceived],
});
