import { NS_BLOCKING, childElements, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { pushedItems } from './blocked.payload.js';

/** The own server tells that somebody is blocked no longer; of none, that nobody is (section 3.5). */
@payload('Unblocked', {
  name: 'unblock',
  xmlns: NS_BLOCKING,
  under: 'iq',
  types: ['set'],
  from: 'self',
})
export class Unblocked extends Payload<'Unblocked'> {
  override handle(el: Element, ctx: PayloadContext<'Unblocked'>) {
    const jids = pushedItems(el);
    // What is not understood must not be read as everybody.
    const isUnread = jids?.length === 0 && childElements(el).length > 0;
    if (jids === undefined || isUnread) {
      ctx.fail('bad-request');
      return;
    }
    ctx.reply();
    ctx.deliver(jids.length === 0 ? { all: true } : { jids });
  }
}
