import { NS_BOB, type BobData } from '@xec/stanza';
import { feature, type Feature } from '../core/index.js';
import { BobQuery } from './bob.payload.js';
import { bounds } from './bounds.js';
import { facts } from './facts.js';
import { hostBob } from './kept.js';
import { packets } from './packets.js';
import { RequestBob } from './request-bob.action.js';

export { BobQuery, RequestBob };
export { dropBob, hostBob, knownBob, type KnownBob } from './kept.js';
export { bobCid, bobDataSchema } from './schema.js';
export { wantBob } from './want-bob.js';

/** Bits of Binary (XEP-0231): asks for small pictures and sounds, and gives those that we host. */
export const bob = feature({
  name: 'bob',
  xeps: [{ xep: '0231', version: '1.1', since: '0.1.0' }],

  namespaces: [NS_BOB],
  packets,
  facts,
  bounds,
  actions: [RequestBob],
  payloads: [BobQuery],
});

/** Bits of Binary that hosts these from the start. */
export const bobHosting = (...data: readonly BobData[]): Feature =>
  feature({
    name: 'bob-hosting',
    requires: [bob],
    online: (ctx) => {
      for (const each of data) hostBob(ctx, each);
    },
  });
