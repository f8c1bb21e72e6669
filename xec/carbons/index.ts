import { feature, type OnlineContext } from '../core/index.js';
import { messageWithoutReceipts } from '../message/index.js';
import { CarbonCopy } from './carbon-copy.payload.js';
import { DisableCarbons } from './disable-carbons.action.js';
import { EnableCarbons } from './enable-carbons.action.js';
import { packets } from './packets.js';

export { CarbonCopy, DisableCarbons, EnableCarbons };

/** A new stream starts without carbons; a resumed one keeps them (XEP-0198 section 5). */
function online(ctx: OnlineContext): void {
  ctx.request(new EnableCarbons());
}

/** Message Carbons (XEP-0280): both sides of all conversations on each client of the account. */
export const carbons = feature({
  name: 'carbons',
  xeps: [
    { xep: '0280', version: '1.0.1', since: '0.1.0' },
    {
      xep: '0297',
      version: '1.0',
      since: '0.1.0',
      status: 'partial',
      note: 'reads, forwards none',
    },
  ],

  packets,
  actions: [EnableCarbons, DisableCarbons],
  payloads: [CarbonCopy],
  requires: [messageWithoutReceipts],
  online,
});
