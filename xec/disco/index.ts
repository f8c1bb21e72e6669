import { NS_DISCO_INFO, NS_DISCO_ITEMS } from '@xec/stanza';
import { feature } from '../core/index.js';
import { DiscoInfoQuery } from './disco-info.payload.js';
import { DiscoItemsQuery } from './disco-items.payload.js';
import { ItemsDisco } from './items-disco.action.js';
import { discoInfo, packets } from './packets.js';
import { RequestDisco } from './request-disco.action.js';

export { CAPS_NODE, capsOf, infoOf } from './own-info.js';
export { DiscoInfoQuery, DiscoItemsQuery, ItemsDisco, RequestDisco, discoInfo };

/**
 * Service Discovery (XEP-0030): asks what others are, and says what we are. On each new stream the own
 * account is asked what it announces: other rooms believe some claims only then.
 */
export const disco = feature({
  name: 'disco',
  xeps: [
    { xep: '0030', version: '2.5.0', since: '0.1.0' },
    {
      xep: '0128',
      version: '1.0.1',
      since: '0.1.0',
      status: 'partial',
      note: 'reads forms, sends none',
    },
  ],

  namespaces: [NS_DISCO_INFO, NS_DISCO_ITEMS],
  packets,
  actions: [RequestDisco, ItemsDisco],
  payloads: [DiscoInfoQuery, DiscoItemsQuery],
  online(ctx) {
    ctx.request(new RequestDisco({ jid: ctx.self.bare }));
  },
});
