import { NS_TIME, timeResult, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';

/**
 * Says what time it is, to those who may see our presence: time tells where somebody is and when
 * they sleep (XEP-0202 section 6). The zone is always UTC: a session can run far from its user, and
 * whose zone the machine has is not for others to know.
 */
@payload('EntityTime', {
  name: 'time',
  xmlns: NS_TIME,
  under: 'iq',
  types: ['get'],
  from: 'subscriber',
})
export class EntityTimeQuery extends Payload<'EntityTime'> {
  override handle(_el: Element, ctx: PayloadContext<'EntityTime'>) {
    ctx.reply(timeResult({ utc: new Date(ctx.now()), offsetMinutes: 0 }));
  }
}
