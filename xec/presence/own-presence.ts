/**
 * Our own presence: how it is said, and what is remembered of it for the next stream.
 */
import { availablePresence, readDateTime, type PresenceShow, type XmlElement } from '@xec/stanza';
import * as v from 'valibot';
import type { FactKinds, HandlerContext, PresenceContext } from '../core/index.js';
import { availableParams, shows, type AvailableParams } from './schemas.js';

declare module '../core/facts.js' {
  interface FactMap {
    /** What the application last said to all; its one key is the own bare JID. */
    ownPresence: OwnPresenceFact;
  }
}

const { to: _to, ...said } = availableParams.entries;

export const facts = {
  ownPresence: {
    schema: v.variant('type', [
      v.object({ ...said, type: v.literal('available'), show: v.exactOptional(shows) }),
      v.object({ type: v.literal('unavailable') }),
    ]),
  },
} as const satisfies FactKinds;

/** The presence that the application chose. */
export type OwnPresenceFact =
  | (Omit<AvailableParams, 'to'> & { readonly type: 'available'; readonly show?: PresenceShow })
  | { readonly type: 'unavailable' };

/** An available presence that says what this client can do. */
export function ownPresence(
  ctx: PresenceContext,
  { idle, ...rest }: AvailableParams & { readonly show?: PresenceShow },
): XmlElement {
  const since = idle === undefined ? undefined : readDateTime(idle);
  return availablePresence(
    { ...rest, ...(since !== undefined && { idle: since }) },
    ...ctx.advertised.inPresence(ctx),
  );
}

/**
 * Says again what was last said to all, as something else that presence says has changed. Who is not here
 * does not come back by it. Nothing is said in rooms, where presence of ours may say more than this.
 */
export function sayAgain(ctx: HandlerContext): void {
  const chosen = ctx.fact('ownPresence', ctx.self.bare);
  if (chosen?.type !== 'unavailable') ctx.send(ownPresence(ctx, chosen ?? {}));
}

/** Remembers what was said to all; what was said to one is not our presence (section 4.6). */
export function keepPresence(
  ctx: HandlerContext,
  { to, ...said }: AvailableParams,
  show?: PresenceShow,
): void {
  if (to !== undefined) return;
  const fact = { ...said, type: 'available', ...(show !== undefined && { show }) } as const;
  ctx.learn('ownPresence', ctx.self.bare, fact);
}
