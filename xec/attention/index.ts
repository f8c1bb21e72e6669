import { NS_ATTENTION } from '@xec/stanza';
import { feature } from '../core/index.js';
import { AttentionAsked } from './attention.payload.js';
import { packets } from './packets.js';
import { SendAttention } from './send-attention.action.js';

export { AttentionAsked, SendAttention };

/** Attention (XEP-0224): asks for it, and hears contacts who do. Leave it out to hear none. */
export const attention = feature({
  name: 'attention',
  namespaces: [NS_ATTENTION],
  packets,
  actions: [SendAttention],
  payloads: [AttentionAsked],
});
