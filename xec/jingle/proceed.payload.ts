import { NS_JINGLE_MESSAGE, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearCall } from './hear-call.js';

/** A client of the other side takes our call (XEP-0353 section 3.4): the session is begun with that one. */
@payload('JingleProceed', {
  name: 'proceed',
  xmlns: NS_JINGLE_MESSAGE,
  under: 'message',
  types: ['chat', 'normal'],
  from: 'any',
})
export class CallProceed extends Payload<'JingleProceed'> {
  override handle(el: Element, ctx: PayloadContext<'JingleProceed'>) {
    if (isFirstOfItsKind(el)) hearCall(el, ctx);
  }
}
