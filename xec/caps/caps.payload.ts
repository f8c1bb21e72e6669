import { NS_CAPS, NS_CAPS2, readCaps, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { announcedHashes } from './announced-hashes.js';
import { hearOf } from './hear-of.js';

/** Longer attributes than this name no software and are no hash. */
const MAX_ATTRIBUTE = 1024;

/**
 * What somebody's presence says of its capabilities (XEP-0115 section 6.1), where it does not say it
 * in the way of XEP-0390 too: that proves more.
 */
@payload('Caps', {
  name: 'c',
  xmlns: NS_CAPS,
  under: 'presence',
  types: ['available'],
  from: 'any',
})
export class CapsAnnounced extends Payload<'Caps'> {
  override handle(el: Element, ctx: PayloadContext<'Caps'>) {
    const caps = readCaps(el);
    if (caps === undefined || ctx.stanza.getChildren('c', NS_CAPS).length > 1) return;
    if (Object.values<string>({ ...caps }).some((text) => text.length > MAX_ATTRIBUTE)) return;
    // That is no name of a software: it would be asked for, and kept, as a hash of XEP-0390.
    if (caps.node === NS_CAPS2 || announcedHashes(ctx.stanza).length > 0) return;
    hearOf(ctx, [caps]);
  }
}
