import { feature } from '../core/index.js';
import { Block } from './block.action.js';
import { Blocked } from './blocked.payload.js';
import { packets } from './packets.js';
import { RequestBlocklist } from './request-blocklist.action.js';
import { Unblock } from './unblock.action.js';
import { Unblocked } from './unblocked.payload.js';

export { Block, Blocked, RequestBlocklist, Unblock, Unblocked };
export { reportSchema } from './schema.js';

/**
 * The Blocking Command (XEP-0191), with reports (XEP-0377). Changes are told to clients that asked for
 * the list on their stream: ask once, each time that you come online.
 */
export const blocking = feature({
  name: 'blocking',
  xeps: [
    { xep: '0191', version: '1.3', since: '0.1.0' },
    { xep: '0377', version: '0.4.1', since: '0.1.0' },
  ],

  packets,
  actions: [RequestBlocklist, Block, Unblock],
  payloads: [Blocked, Unblocked],
});
