import type { BuildContext } from './action/build-context.js';
import type { ContactFact } from './facts.js';

/** Whether a contact gets our presence (RFC 6121 section 3). */
export const isSubscriber = (contact: ContactFact | undefined): boolean =>
  contact?.subscription === 'from' || contact?.subscription === 'both';

/**
 * Whether `bare` may know that we are here: subscribers, joined rooms, the own account. What tells it,
 * as a question or a receipt does, goes to nobody else.
 */
export const maySeePresence = (ctx: Pick<BuildContext, 'self' | 'fact'>, bare: string): boolean =>
  bare === ctx.self.bare ||
  ctx.fact('room', bare) !== undefined ||
  isSubscriber(ctx.fact('contact', bare));
