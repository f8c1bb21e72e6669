import type { RoomPackets } from '../core/packet/packet.js';
import {
  availableParams,
  presenceContent,
  subscribeContent,
  subscribeParams,
  subscriptionParams,
  unavailableParams,
} from './schemas.js';

export const packets = {
  /** Someone came, changed or went, answered about a subscription, or could not be reached. */
  presence: presenceContent,
  /** Someone asks to see our presence. Nothing was answered. */
  subscribe: subscribeContent,
  presence_available_handle: availableParams,
  presence_chat_handle: availableParams,
  presence_away_handle: availableParams,
  presence_dnd_handle: availableParams,
  presence_xa_handle: availableParams,
  presence_unavailable_handle: unavailableParams,
  presence_subscribe_handle: subscribeParams,
  presence_subscribed_handle: subscriptionParams,
  presence_unsubscribe_handle: subscriptionParams,
  presence_unsubscribed_handle: subscriptionParams,
};

declare module '../core/packet/packet.js' {
  interface PacketMap extends RoomPackets<
    typeof packets,
    | 'Presence/Available'
    | 'Presence/Chat'
    | 'Presence/Away'
    | 'Presence/DND'
    | 'Presence/XA'
    | 'Presence/Unavailable'
    | 'Presence/Subscribe'
    | 'Presence/Subscribed'
    | 'Presence/Unsubscribe'
    | 'Presence/Unsubscribed'
  > {}
}
