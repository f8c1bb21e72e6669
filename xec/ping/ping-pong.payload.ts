import { NS_PING, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/** Answers pings (XEP-0199 section 4). Anyone may ask: the answer tells no more than a refusal. */
@payload('PingPong', { name: 'ping', xmlns: NS_PING, under: 'iq', types: ['get'], from: 'any' })
export class PingPong extends Payload<'PingPong'> {
  override handle(_el: Element, ctx: PayloadContext<'PingPong'>) {
    ctx.reply();
  }
}
