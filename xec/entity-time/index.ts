import { NS_TIME } from '@xec/stanza';
import { feature } from '../core/index.js';
import { EntityTimeQuery } from './entity-time.payload.js';
import { GetTime } from './get-time.action.js';
import { packets } from './packets.js';

export { EntityTimeQuery, GetTime };

/** Entity Time (XEP-0202): asks, and answers those who may see our presence. */
export const entityTime = feature({
  name: 'entity-time',
  namespaces: [NS_TIME],
  packets,
  actions: [GetTime],
  payloads: [EntityTimeQuery],
});
