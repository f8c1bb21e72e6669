import { NS_CAPS, NS_CAPS2 } from '@xec/stanza';
import { feature } from '../core/index.js';
import { disco } from '../disco/index.js';
import { bounds } from './bounds.js';
import { CapabilityHashesAnnounced } from './capability-hashes.payload.js';
import { CapsAnnounced } from './caps.payload.js';
import { announcedCaps, ownHashNode } from './own-caps.js';
import { facts } from './facts.js';
import { packets } from './packets.js';
import { VerifyCaps } from './verify-caps.action.js';
import { forgetEveryone } from './waiting.js';

export { CapabilityHashesAnnounced, CapsAnnounced, VerifyCaps };
export { knownCaps, type CapsFact, type CapsName } from './known.js';
export { announcedCaps, ownCaps } from './own-caps.js';
export type { CapsDoubt } from './verify.js';
export type { CapsEntityFact, CapsQuestion } from './waiting.js';

/** Entity Capabilities (XEP-0115, XEP-0390): what others can do, asked once for each kind of software. */
export const caps = feature({
  name: 'caps',
  xeps: [
    { xep: '0115', version: '1.6.0', since: '0.1.0' },
    {
      xep: '0300',
      version: '1.0.0',
      since: '0.1.0',
      status: 'partial',
      note: 'announces no functions',
    },
    {
      xep: '0390',
      version: '0.3.2',
      since: '0.1.0',
      status: 'partial',
      note: 'no gratuitous capabilities',
    },
  ],

  namespaces: [NS_CAPS, NS_CAPS2],
  nodes: (advertised) => [ownHashNode(advertised)],
  inPresence: ({ advertised }) => announcedCaps(advertised),
  requires: [disco],
  packets,
  facts,
  bounds,
  actions: [VerifyCaps],
  payloads: [CapsAnnounced, CapabilityHashesAnnounced],
  online: forgetEveryone,
});
