import { NS_JINGLE_MESSAGE, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearCall } from './hear-call.js';

/** The call is over (XEP-0353 section 3.7). */
@payload('JingleFinish', {
  name: 'finish',
  xmlns: NS_JINGLE_MESSAGE,
  under: 'message',
  types: ['chat', 'normal'],
  from: 'any',
})
export class CallFinish extends Payload<'JingleFinish'> {
  override handle(el: Element, ctx: PayloadContext<'JingleFinish'>) {
    if (isFirstOfItsKind(el)) hearCall(el, ctx);
  }
}
