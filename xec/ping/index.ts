import { NS_PING } from '@xec/stanza';
import { feature } from '../core/index.js';
import { packets } from './packets.js';
import { PingEntity } from './ping-entity.action.js';
import { PingPong } from './ping-pong.payload.js';
import { PingServer } from './ping-server.action.js';

export { PingEntity, PingPong, PingServer };

/** XMPP Ping (XEP-0199): asks, and answers. */
export const ping = feature({
  name: 'ping',
  xeps: [{ xep: '0199', version: '2.0.1', since: '0.1.0' }],

  namespaces: [NS_PING],
  packets,
  actions: [PingServer, PingEntity],
  payloads: [PingPong],
});
