import type { Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '@xec/xec';
import { NS_CRASH, answerElement, numberOf } from './vocabulary.js';

const arrival = (el: Element, { stanza, from }: PayloadContext) => ({
  n: numberOf(el),
  id: String(stanza.attrs['id']),
  from: from.bare,
});

/** A peer asks: answered, refused, or left to the engine, as the peer wishes. */
@payload('CrashAsked', { name: 'query', xmlns: NS_CRASH, under: 'iq', from: 'any' })
export class CrashAsked extends Payload<'CrashAsked'> {
  override handle(el: Element, ctx: PayloadContext<'CrashAsked'>) {
    ctx.deliver(arrival(el, ctx));
    const { what } = el.attrs as { what?: string }; // the peer's own word
    if (what === 'reply') ctx.reply(answerElement(numberOf(el)));
    if (what === 'refuse') {
      ctx.fail('not-acceptable', { application: [{ name: 'refused', xmlns: NS_CRASH }] });
    }
  }
}

/** Somebody tells a number. */
@payload('CrashTold', { name: 'tell', xmlns: NS_CRASH, under: 'message', from: 'any' })
export class CrashTold extends Payload<'CrashTold'> {
  override handle(el: Element, ctx: PayloadContext<'CrashTold'>) {
    ctx.deliver(arrival(el, ctx));
  }
}
