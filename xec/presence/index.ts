import { caps } from '../caps/index.js';
import { feature, type OnlineContext } from '../core/index.js';
import { roster } from '../roster/index.js';
import { AllowSubscription } from './allow-subscription.action.js';
import { DenySubscription } from './deny-subscription.action.js';
import { facts, ownPresence } from './own-presence.js';
import { packets } from './packets.js';
import { PresenceReceived } from './presence-received.payload.js';
import { SetAvailable } from './set-available.action.js';
import { SetAway } from './set-away.action.js';
import { SetChat } from './set-chat.action.js';
import { SetDnd } from './set-dnd.action.js';
import { SetUnavailable } from './set-unavailable.action.js';
import { SetXa } from './set-xa.action.js';
import { SubscribeToPresence } from './subscribe-to-presence.action.js';
import { UnsubscribeFromPresence } from './unsubscribe-from-presence.action.js';

export {
  AllowSubscription,
  DenySubscription,
  PresenceReceived,
  SetAvailable,
  SetAway,
  SetChat,
  SetDnd,
  SetUnavailable,
  SetXa,
  SubscribeToPresence,
  UnsubscribeFromPresence,
};
export { sayAgain } from './own-presence.js';
export type { OwnPresenceFact } from './own-presence.js';
export type {
  AvailableParams,
  SubscribeParams,
  SubscriptionParams,
  UnavailableParams,
} from './schemas.js';

/**
 * Initial presence (RFC 6121 section 4.2): what the application last chose, on earlier streams too,
 * else simply available. Who chose to be unavailable stays so.
 */
function online(ctx: OnlineContext): void {
  if (!ctx.settings.initialPresence) return;
  const chosen = ctx.fact('ownPresence', ctx.self.bare);
  if (chosen?.type === 'unavailable') return;
  ctx.send(ownPresence(ctx, chosen ?? {}));
}

/**
 * Presence (RFC 6121 sections 3 and 4): ours with what this client can do (XEP-0115), that of others,
 * and who may see whose. The roster is asked for first (section 2.2).
 */
export const presence = feature({
  name: 'presence',
  xeps: [
    { xep: '0203', version: '2.0', since: '0.1.0' },
    { xep: '0256', version: '1.1', since: '0.1.0', status: 'partial', note: 'reads it' },
    { xep: '0319', version: '1.0.2', since: '0.1.0' },
    { xep: '0379', version: '0.3.3', since: '0.1.0' },
  ],

  packets,
  facts,
  actions: [
    SetAvailable,
    SetChat,
    SetAway,
    SetDnd,
    SetXa,
    SetUnavailable,
    SubscribeToPresence,
    AllowSubscription,
    UnsubscribeFromPresence,
    DenySubscription,
  ],
  payloads: [PresenceReceived],
  requires: [caps, roster],
  online,
});
