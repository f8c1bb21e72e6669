import { NS_MUJI } from '@xec/stanza';
import { feature } from '../core/index.js';
import { bounds } from './bounds.js';
import { MujiPresence, facts } from './muji-presence.payload.js';
import { packets } from './packets.js';
import { SetMuji } from './set-muji.action.js';

export { MujiPresence, SetMuji };

/**
 * Conferences in rooms (XEP-0272): who brings what to them, and that they left. The calls themselves are those
 * of `jingle`, between each two; the room is one of `muc`.
 */
export const muji = feature({
  name: 'muji',
  xeps: [{ xep: '0272', version: '0.1.2', since: '0.1.0' }],
  namespaces: [NS_MUJI],
  packets,
  facts,
  bounds,
  actions: [SetMuji],
  payloads: [MujiPresence],
});
