import { NS_JINGLE_MESSAGE, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearCall } from './hear-call.js';

/** The other side calls no longer (XEP-0353 section 3.3). */
@payload('JingleRetract', {
  name: 'retract',
  xmlns: NS_JINGLE_MESSAGE,
  under: 'message',
  types: ['chat', 'normal'],
  from: 'any',
})
export class CallRetract extends Payload<'JingleRetract'> {
  override handle(el: Element, ctx: PayloadContext<'JingleRetract'>) {
    if (isFirstOfItsKind(el)) hearCall(el, ctx);
  }
}
