/**
 * What builders and the reader of presence have in common (RFC 6121 sections 3 and 4.7).
 */

/** What more there is to being available (section 4.7.2.1): `chat` is ready to, `xa` is away for long. */
export type PresenceShow = 'chat' | 'away' | 'dnd' | 'xa';

/** The types that ask for and answer about subscriptions (section 3). */
export type SubscriptionType = 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed';

/** A status in one of several languages (section 4.7.2.2). */
export interface PresenceStatus {
  readonly text: string;
  /** The language's tag, `fr`; left out: the stream's. */
  readonly lang?: string;
}

/** The lowest and the highest priority (section 4.7.2.3). Below zero a resource gets no bare-JID messages. */
export const MIN_PRIORITY = -128;
export const MAX_PRIORITY = 127;
