import { NS_CAPS2, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { announcedHashes, announcedString } from './announced.js';
import { hearOf } from './hear-of.js';

/**
 * What somebody's presence says of its capabilities, by one or several hashes (XEP-0390 section 5.4).
 * They prove more than a verification string of XEP-0115, which counts where none of them can be
 * verified.
 */
@payload('Caps', {
  name: 'c',
  xmlns: NS_CAPS2,
  under: 'presence',
  types: ['available'],
  from: 'any',
})
export class CapabilityHashesAnnounced extends Payload<'Caps'> {
  override handle(el: Element, ctx: PayloadContext<'Caps'>) {
    if (!isFirstOfItsKind(el)) return; // a presence is heard once
    const hashes = announcedHashes(ctx.stanza);
    hearOf(ctx, hashes.length > 0 ? hashes : announcedString(ctx.stanza));
  }
}
