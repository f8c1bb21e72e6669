import { NS_CAPS, NS_CAPS2, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { announcedString } from './announced.js';
import { hearOf } from './hear-of.js';

/**
 * What somebody's presence says of its capabilities (XEP-0115 section 6.1). Where it says it in the way
 * of XEP-0390 too, `CapabilityHashesAnnounced` looks at both.
 */
@payload('Caps', {
  name: 'c',
  xmlns: NS_CAPS,
  under: 'presence',
  types: ['available'],
  from: 'any',
})
export class CapsAnnounced extends Payload<'Caps'> {
  override handle(_el: Element, ctx: PayloadContext<'Caps'>) {
    if (ctx.stanza.getChild('c', NS_CAPS2) === undefined) hearOf(ctx, announcedString(ctx.stanza));
  }
}
