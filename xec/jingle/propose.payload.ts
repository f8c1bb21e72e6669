import { NS_JINGLE_MESSAGE, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearCall } from './hear-call.js';

/** Somebody would like to call (XEP-0353 section 3.1). Nothing is answered by itself, but where both call
 * at once: then the rules say whose call goes on (section 4.1). */
@payload('JinglePropose', {
  name: 'propose',
  xmlns: NS_JINGLE_MESSAGE,
  under: 'message',
  types: ['chat', 'normal'],
  from: 'any',
})
export class CallProposed extends Payload<'JinglePropose'> {
  override handle(el: Element, ctx: PayloadContext<'JinglePropose'>) {
    if (isFirstOfItsKind(el)) hearCall(el, ctx);
  }
}
