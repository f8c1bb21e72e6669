import { NS_ATTENTION, isFirstOfItsKind, readDelays, readMessage, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Somebody wants to be noticed (XEP-0224). "It is RECOMMENDED that a client accept [it from] only
 * contacts" (section 8); in messages with a delay it "MUST be ignored" (section 4).
 */
@payload('Attention', {
  name: 'attention',
  xmlns: NS_ATTENTION,
  under: 'message',
  from: ['contact', 'account'],
})
export class AttentionAsked extends Payload<'Attention'> {
  override handle(el: Element, ctx: PayloadContext<'Attention'>) {
    const read = readMessage(ctx.stanza, ctx.self.toBare());
    if (read === undefined || read.type === 'error' || !isFirstOfItsKind(el)) return;
    // Whoever says so: an attention that is not to act needs no proof.
    if (readDelays(ctx.stanza).length > 0) return;
    const { from, type, body } = read;
    ctx.deliver({ from, type, ...(body !== undefined && { body }) });
  }
}
