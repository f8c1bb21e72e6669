import { NS_BOB, bobElement, readBobCid, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Gives what we host to whoever knows its name (XEP-0231 section 2.3); what others gave us is not
 * given away, and not told of.
 */
@payload('BOB', { name: 'data', xmlns: NS_BOB, under: 'iq', types: ['get'], from: 'any' })
export class BobQuery extends Payload<'BOB'> {
  override handle(el: Element, ctx: PayloadContext<'BOB'>) {
    const name: unknown = el.attrs['cid'];
    const cid = typeof name === 'string' ? readBobCid(name) : undefined;
    if (cid === undefined) {
      ctx.fail('bad-request');
      return;
    }
    const data = ctx.fact('hostedBob', cid);
    if (data === undefined) {
      ctx.fail('item-not-found');
      return;
    }
    ctx.reply(bobElement(data));
    ctx.deliver({ jid: ctx.from.toString(), cid });
  }
}
