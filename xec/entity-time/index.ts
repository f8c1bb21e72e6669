import { NS_TIME } from '@xec/stanza';
import { feature } from '../core/index.js';
import { EntityTimeQuery } from './entity-time.payload.js';
import { GetTime } from './get-time.action.js';
import { packets } from './packets.js';

export { EntityTimeQuery, GetTime };

/** Entity Time (XEP-0202): asks, and answers those who may see our presence. */
export const entityTime = feature({
  name: 'entity-time',
  xeps: [
    { xep: '0202', version: '2.0', since: '0.1.0' },
    { xep: '0082', version: '1.1.1', since: '0.1.0' },
  ],

  namespaces: [NS_TIME],
  packets,
  actions: [GetTime],
  payloads: [EntityTimeQuery],
});
