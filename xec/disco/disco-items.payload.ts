import { NS_DISCO_ITEMS, discoItemsResult, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { isOwnNode } from './own-info.js';

/**
 * Answers that nothing belongs to us (XEP-0030 section 4.1); our other resources are the server's
 * to tell. Rooms that have nodes of their own answer for those.
 */
@payload('DiscoItems', {
  name: 'query',
  xmlns: NS_DISCO_ITEMS,
  under: 'iq',
  types: ['get'],
  from: 'any',
})
export class DiscoItemsQuery extends Payload<'DiscoItems'> {
  override handle(el: Element, ctx: PayloadContext<'DiscoItems'>) {
    const node = el.attrs['node'] as string | undefined; // attributes are strings
    if (isOwnNode(node, ctx.advertised)) ctx.reply(discoItemsResult([], node));
    else ctx.fail('item-not-found');
  }
}
