import { NS_JINGLE_MESSAGE, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearCall } from './hear-call.js';

/** A client of the other side rings (XEP-0353 section 3.2). */
@payload('JingleRinging', {
  name: 'ringing',
  xmlns: NS_JINGLE_MESSAGE,
  under: 'message',
  types: ['chat', 'normal'],
  from: 'any',
})
export class CallRinging extends Payload<'JingleRinging'> {
  override handle(el: Element, ctx: PayloadContext<'JingleRinging'>) {
    if (isFirstOfItsKind(el)) hearCall(el, ctx);
  }
}
