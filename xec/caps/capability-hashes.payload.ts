import { NS_CAPS2, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { announcedHashes } from './announced-hashes.js';
import { hearOf } from './hear-of.js';

/** What somebody's presence says of its capabilities, by one or several hashes (XEP-0390 section 5.4). */
@payload('Caps', {
  name: 'c',
  xmlns: NS_CAPS2,
  under: 'presence',
  types: ['available'],
  from: 'any',
})
export class CapabilityHashesAnnounced extends Payload<'Caps'> {
  override handle(_el: Element, ctx: PayloadContext<'Caps'>) {
    hearOf(ctx, announcedHashes(ctx.stanza));
  }
}
