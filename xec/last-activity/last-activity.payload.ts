import { NS_LAST, lastActivityResult, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { idleSeconds } from './interaction.js';

/**
 * Says how long the user is idle (XEP-0012 section 4), to those who may see our presence: to
 * others it would be a "presence leak" (section 8).
 */
@payload('LastActivity', {
  name: 'query',
  xmlns: NS_LAST,
  under: 'iq',
  types: ['get'],
  from: 'subscriber',
})
export class LastActivityQuery extends Payload<'LastActivity'> {
  override handle(_el: Element, ctx: PayloadContext<'LastActivity'>) {
    ctx.reply(lastActivityResult({ seconds: idleSeconds(ctx) }));
  }
}
