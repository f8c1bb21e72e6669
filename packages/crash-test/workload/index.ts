import { feature } from '@xec/xec';
import { CrashAsked, CrashTold } from './arrivals.payload.js';
import { Ask } from './ask.action.js';
import { Order } from './order.action.js';
import { packets } from './packets.js';
import { AskServer } from './server.action.js';
import { Tell } from './tell.action.js';

export type {} from './packets.js';
export * from './vocabulary.js';
export { watchHandlers, type Watch } from './watch.js';
export { Issuer, type Invocation, type Others } from './issuer.js';
export { Ask, AskServer, Order, Tell };

/** What the sessions of the crash test do. */
export const crash = feature({
  name: 'crash',
  packets,
  actions: [Ask, Order, AskServer, Tell],
  payloads: [CrashAsked, CrashTold],
});
