import { NS_CARBONS, readCarbon, readMessage, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { isSensibleDelay, messageContent } from '../message/index.js';

/**
 * Copies of messages that other clients of the account sent or received (XEP-0280).
 *
 * "Any forwarded copies received by a Carbons-enabled client MUST be from that user's bare JID; any
 * copies that do not meet this requirement MUST be ignored" (section 11). Nothing in a copy is
 * answered (section 10.4): its receipts, states and markers are told as parts of the message.
 */
@payload('Carbons', {
  names: ['received', 'sent'],
  xmlns: NS_CARBONS,
  under: 'message',
  from: 'self',
})
export class CarbonCopy extends Payload<'Carbons'> {
  override handle(_el: Element, ctx: PayloadContext<'Carbons'>) {
    const account = ctx.self.toBare();
    const carbon = readCarbon(ctx.stanza, account);
    const message = carbon === undefined ? undefined : readMessage(carbon.message, account);
    if (carbon === undefined || message === undefined) return;
    const { direction, delay } = carbon;
    const content = messageContent(message, ctx);
    if (delay === undefined || !isSensibleDelay(delay, ctx.now())) {
      ctx.deliver({ direction, message: content });
    } else ctx.deliver({ direction, message: content, delay });
  }
}
