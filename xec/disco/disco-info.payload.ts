import { NS_DISCO_INFO, discoInfoResult, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { infoOf, isOwnNode } from './own-info.js';

/**
 * Says what is in use, to anyone: who can ask knows our full JID, and our presence says the same by
 * its hash. Asked for our caps node it says it too (XEP-0115 section 6.2), as the own server asks
 * before it sends us PEP events; of other nodes there is nothing to say.
 */
@payload('DiscoInfo', {
  name: 'query',
  xmlns: NS_DISCO_INFO,
  under: 'iq',
  types: ['get'],
  from: 'any',
})
export class DiscoInfoQuery extends Payload<'DiscoInfo'> {
  override handle(el: Element, ctx: PayloadContext<'DiscoInfo'>) {
    const node = el.attrs['node'] as string | undefined; // attributes are strings
    if (isOwnNode(node, ctx.advertised)) ctx.reply(discoInfoResult(infoOf(ctx.advertised), node));
    else ctx.fail('item-not-found');
  }
}
