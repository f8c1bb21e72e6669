import { NS_CAPS } from '@xec/stanza';
import { feature } from '../core/index.js';
import { disco } from '../disco/index.js';
import { CapsAnnounced } from './caps.payload.js';
import { packets } from './packets.js';
import { VerifyCaps } from './verify-caps.action.js';
import { forgetEveryone } from './waiting.js';

export { CapsAnnounced, VerifyCaps };
export { knownCaps, type CapsFact } from './known.js';
export { ownCaps } from './own-caps.js';
export type { CapsDoubt } from './verify.js';
export type { CapsEntityFact, CapsQuestion } from './waiting.js';

/** Entity Capabilities (XEP-0115): what others can do, asked once for each kind of software. */
export const caps = feature({
  name: 'caps',
  xeps: [{ xep: '0115', version: '1.6.0', since: '0.1.0' }],

  namespaces: [NS_CAPS],
  requires: [disco],
  packets,
  actions: [VerifyCaps],
  payloads: [CapsAnnounced],
  online: forgetEveryone,
});
