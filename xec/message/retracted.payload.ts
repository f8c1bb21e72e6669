import { NS_RETRACTION, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { authorOf } from './author.js';
import { delayOf } from './message-content.js';
import { messageOf } from './message-of.js';

/**
 * Messages that are taken back (XEP-0424). Anyone may say so, and it counts for messages of theirs alone:
 * "MUST verify" that the author is the same (section 5), by `author`. What a moderator takes back is
 * `moderated`.
 */
@payload('Retracted', { name: 'retract', xmlns: NS_RETRACTION, under: 'message', from: 'any' })
export class Retracted extends Payload<'Retracted'> {
  override handle(el: Element, ctx: PayloadContext<'Retracted'>) {
    const read = isFirstOfItsKind(el) ? messageOf(ctx) : undefined;
    if (read?.retracts === undefined || read.type === 'error') return;
    const { from, type, retracts } = read;
    const delay = delayOf(read, ctx);
    const author = authorOf(ctx, from);
    ctx.deliver({ from, author, type, ...retracts, ...(delay !== undefined && { delay }) });
  }
}
