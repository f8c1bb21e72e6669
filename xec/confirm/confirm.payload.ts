import { NS_HTTP_AUTH, readConfirm, readMessage, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { keep } from './waiting.js';

/**
 * A server asks whether we made an HTTP request (XEP-0070 section 4.2). Any server may: who we are there
 * is for people to say, and the answer says nothing but yes or no.
 */
@payload('Confirm', {
  name: 'confirm',
  xmlns: NS_HTTP_AUTH,
  under: 'iq',
  types: ['get'],
  from: 'any',
})
export class ConfirmAsked extends Payload<'Confirm'> {
  override handle(el: Element, ctx: PayloadContext<'Confirm'>) {
    const request = readConfirm(el);
    const iq: unknown = ctx.stanza.attrs['id'];
    if (request === undefined || typeof iq !== 'string') {
      ctx.fail('bad-request');
      return;
    }
    const from = ctx.from.toString();
    if (!keep(ctx, { from, id: request.id }, { request, iq, at: ctx.now() })) {
      ctx.fail('resource-constraint');
      return;
    }
    ctx.defer(); // the user has to be asked
    ctx.deliver({ from, ...request });
  }
}

/** The same in a message, for whichever client is there. */
@payload('Confirm', {
  name: 'confirm',
  xmlns: NS_HTTP_AUTH,
  under: 'message',
  types: ['chat', 'headline', 'normal'],
  from: 'any',
})
export class ConfirmAskedByMessage extends Payload<'Confirm'> {
  override handle(el: Element, ctx: PayloadContext<'Confirm'>) {
    const request = readConfirm(el);
    const read = readMessage(ctx.stanza, ctx.self.toBare());
    if (request === undefined || read === undefined) return;
    const { from, thread, body } = read;
    const waiting = { request, at: ctx.now(), ...(thread !== undefined && { thread }) };
    if (!keep(ctx, { from, id: request.id }, waiting)) return;
    ctx.deliver({ from, ...request, ...(body !== undefined && { body }) });
  }
}
