import { feature } from '@xec/xec';
import { Ask, Order } from './order.action.js';
import { packets } from './packets.js';
import { Told } from './told.payload.js';
import { Whisper } from './whisper.action.js';

export type {} from './packets.js';
export { hooks } from './order.action.js';
export { probeModule } from './probe-module.js';
export { NS_PROBE } from './vocabulary.js';
export { Ask, Order, Told, Whisper };

/** What sessions of these tests do. */
export const probe = feature({
  name: 'probe',
  packets,
  actions: [Order, Ask, Whisper],
  payloads: [Told],
});
