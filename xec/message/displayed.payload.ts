import { NS_CHAT_MARKERS, isFirstOfItsKind, readMarker, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Displayed markers (XEP-0333). They speak for their sender, only about messages of the conversation
 * with `from`, and never lead backwards: the application knows its messages (section 5).
 */
@payload('Displayed', { name: 'displayed', xmlns: NS_CHAT_MARKERS, under: 'message', from: 'any' })
export class Displayed extends Payload<'Displayed'> {
  override handle(el: Element, ctx: PayloadContext<'Displayed'>) {
    if (!isFirstOfItsKind(el)) return; // a message has one
    const marker = readMarker(ctx.stanza);
    if (marker?.type === 'displayed') ctx.deliver({ from: ctx.from.toString(), id: marker.id });
  }
}
