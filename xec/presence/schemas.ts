import { MAX_PRIORITY, MIN_PRIORITY, readDateTime } from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, errorContent, jid } from '../core/schemas.js';

/** How available somebody is; absent: simply. */
export const shows = v.picklist(['chat', 'away', 'dnd', 'xa']);
const statusText = v.object({ text: v.string(), lang: v.exactOptional(v.string()) });
const statusTexts = v.pipe(v.array(statusText), v.readonly());
/** One text in the stream's language, or texts by language. */
const status = v.exactOptional(v.union([v.string(), statusTexts]));
const priority = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(MIN_PRIORITY),
  v.maxValue(MAX_PRIORITY),
);
/** XEP-0082. */
const dateTime = v.pipe(
  v.string(),
  v.check((text) => readDateTime(text) !== undefined, 'expected a date and time of XEP-0082'),
);

const available = {
  status,
  priority: v.exactOptional(priority),
  /** Since when nobody has used the client (XEP-0319). */
  idle: v.exactOptional(dateTime),
};

/** What being available is asked with. With `to` only that JID is told (RFC 6121 section 4.6). */
export const availableParams = v.object({ ...available, to: v.exactOptional(jid) });

/** What going is asked with. */
export const unavailableParams = v.object({ status, to: v.exactOptional(jid) });

/** What stanzas of subscription are asked with: "to" is a bare JID (RFC 6121 section 3.1.1). */
export const subscriptionParams = v.object({ to: bareJid, status });

/** A request may say what we call ourselves (XEP-0172 section 4.1). */
export const subscribeParams = v.object({
  ...subscriptionParams.entries,
  nick: v.exactOptional(v.string()),
  /** The token of an invitation (XEP-0379). */
  preauth: v.exactOptional(v.string()),
});

/** The content of `presence`; see `PresenceInfo`. */
export const presenceContent = v.object({
  jid,
  type: v.picklist([
    'available',
    'unavailable',
    'subscribed',
    'unsubscribe',
    'unsubscribed',
    'error',
  ]),
  show: v.exactOptional(shows),
  status: v.exactOptional(statusTexts),
  priority: v.number(),
  idle: v.exactOptional(v.string()),
  /** The way before `idle` (XEP-0256): seconds, counted when it was sent. */
  lastActivity: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  nick: v.exactOptional(v.string()),
  caps: v.exactOptional(v.object({ node: v.string(), ver: v.string(), hash: v.string() })),
  delay: v.exactOptional(v.object({ stamp: v.string(), from: v.exactOptional(v.string()) })),
  error: v.exactOptional(errorContent),
});

/** The content of `subscribe`. */
export const subscribeContent = v.object({
  jid: bareJid,
  nick: v.exactOptional(v.string()),
  status: v.exactOptional(statusTexts),
  /** The token of an invitation that the sender shows (XEP-0379). A claim: compare it. */
  preauth: v.exactOptional(v.string()),
});

export type AvailableParams = v.InferOutput<typeof availableParams>;
export type UnavailableParams = v.InferOutput<typeof unavailableParams>;
export type SubscriptionParams = v.InferOutput<typeof subscriptionParams>;
export type SubscribeParams = v.InferOutput<typeof subscribeParams>;
