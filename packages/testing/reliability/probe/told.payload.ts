import type { Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '@xec/xec';
import { hooks } from './order.action.js';
import { NS_PROBE } from './vocabulary.js';

/** Something with a number that somebody said. */
@payload('ProbeTold', { name: 'told', xmlns: NS_PROBE, under: 'message', from: 'any' })
export class Told extends Payload<'ProbeTold'> {
  override handle(el: Element, ctx: PayloadContext<'ProbeTold'>) {
    const n = Number(el.attrs['n']);
    const done = hooks.handle?.(n);
    ctx.deliver({ n });
    return done as Promise<void> | undefined; // what a test planted
  }
}
