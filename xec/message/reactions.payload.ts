import { NS_REACTIONS, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { delayOf } from './message-content.js';
import { messageOf } from './message-of.js';

/**
 * Reactions (XEP-0444). They are their sender's, on a message of that conversation: the application knows
 * its messages.
 */
@payload('Reactions', { name: 'reactions', xmlns: NS_REACTIONS, under: 'message', from: 'any' })
export class ReactionsReceived extends Payload<'Reactions'> {
  override handle(el: Element, ctx: PayloadContext<'Reactions'>) {
    const read = isFirstOfItsKind(el) ? messageOf(ctx) : undefined;
    if (read?.reactions === undefined || read.type === 'error') return;
    const { from, type, reactions } = read;
    const delay = delayOf(read, ctx);
    ctx.deliver({ from, type, ...reactions, ...(delay !== undefined && { delay }) });
  }
}
