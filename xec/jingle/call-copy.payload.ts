import { NS_CARBONS, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { hearCopy } from './hear-call.js';

/**
 * What other clients of the account say of calls, and hear (XEP-0353 section 5 asks for carbons): the
 * call that one of them takes or declines rings here no longer.
 *
 * "Any forwarded copies received by a Carbons-enabled client MUST be from that user's bare JID" (XEP-0280
 * section 11).
 */
@payload('JingleCopy', {
  names: ['received', 'sent'],
  xmlns: NS_CARBONS,
  under: 'message',
  from: 'self',
})
export class CallCopy extends Payload<'JingleCopy'> {
  override handle(_el: Element, ctx: PayloadContext<'JingleCopy'>) {
    hearCopy(ctx);
  }
}
