import { NS_JINGLE_MESSAGE, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearAccept } from './hear-call.js';

/** Another client of ours took the call, and says so in the way of older ones. */
@payload('JingleAccept', {
  name: 'accept',
  xmlns: NS_JINGLE_MESSAGE,
  under: 'message',
  types: ['chat', 'normal'],
  from: 'account',
})
export class CallAccept extends Payload<'JingleAccept'> {
  override handle(el: Element, ctx: PayloadContext<'JingleAccept'>) {
    if (isFirstOfItsKind(el)) hearAccept(el, ctx);
  }
}
