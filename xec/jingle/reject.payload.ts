import { NS_JINGLE_MESSAGE, isFirstOfItsKind, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearCall } from './hear-call.js';

/** The other side declines our call (XEP-0353 section 3.5). */
@payload('JingleReject', {
  name: 'reject',
  xmlns: NS_JINGLE_MESSAGE,
  under: 'message',
  types: ['chat', 'normal'],
  from: 'any',
})
export class CallReject extends Payload<'JingleReject'> {
  override handle(el: Element, ctx: PayloadContext<'JingleReject'>) {
    if (isFirstOfItsKind(el)) hearCall(el, ctx);
  }
}
