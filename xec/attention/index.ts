import { NS_ATTENTION } from '@xec/stanza';
import { feature } from '../core/index.js';
import { AttentionAsked } from './attention.payload.js';
import { packets } from './packets.js';
import { SendAttention } from './send-attention.action.js';

export { AttentionAsked, SendAttention };

/** Attention (XEP-0224): asks for it, and hears contacts who do. Leave it out to hear none. */
export const attention = feature({
  name: 'attention',
  xeps: [{ xep: '0224', version: '1.0', since: '0.1.0' }],

  namespaces: [NS_ATTENTION],
  packets,
  actions: [SendAttention],
  payloads: [AttentionAsked],
});
