import { NS_DATA_FORMS, readSubscriptionRequest, type Element } from '@xec/stanza';
import { Payload, payload, type PayloadContext } from '../core/index.js';
import { knowsSpace } from './known.js';

/**
 * Somebody wants to be in a space of ours (XEP-0060 section 8.6): told by its service alone. Nothing is
 * answered; `Space/SetSubscription` does it.
 */
@payload('SpaceRequest', {
  name: 'x',
  xmlns: NS_DATA_FORMS,
  under: 'message',
  from: 'any',
  types: ['normal', 'headline'],
})
export class SpaceRequested extends Payload<'SpaceRequest'> {
  override handle(el: Element, ctx: PayloadContext<'SpaceRequest'>) {
    const from = ctx.from.toString();
    const request = readSubscriptionRequest(el);
    if (request === undefined || !knowsSpace(ctx, { to: from, node: request.node })) return;
    const { form: _form, ...who } = request;
    ctx.deliver({ from, ...who });
  }
}
