import { MalformedStanza, NS_BLOCKING, readBlockItems, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/** The own server tells that somebody was blocked (XEP-0191 section 3.3). */
@payload('Blocked', {
  name: 'block',
  xmlns: NS_BLOCKING,
  under: 'iq',
  types: ['set'],
  from: 'self',
})
export class Blocked extends Payload<'Blocked'> {
  override handle(el: Element, ctx: PayloadContext<'Blocked'>) {
    const jids = pushedItems(el);
    if (jids === undefined || jids.length === 0) {
      ctx.fail('bad-request'); // "the server MUST return a <bad-request/>" for none: so do we
      return;
    }
    ctx.reply();
    ctx.deliver({ jids });
  }
}

/** The JIDs of a push; `undefined` where one of them is none. */
export function pushedItems(el: Element): string[] | undefined {
  try {
    return readBlockItems(el);
  } catch (error) {
    if (error instanceof MalformedStanza) return undefined;
    throw error;
  }
}
