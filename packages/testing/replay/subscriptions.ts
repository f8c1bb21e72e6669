/**
 * What presences say of who sees whose: a server tells it in roster pushes to clients that asked for the
 * roster, and some recorded ones did not.
 */
import { readJid, type Element } from '@xec/stanza';
import type { ContactFact } from '@xec/xec';
import { attribute } from './requests/asked.js';

type Subscription = ContactFact['subscription'];

/** Who sees whose presence from now on, or no more. */
export interface SubscriptionChange {
  readonly contact: string;
  /** From what it was. */
  readonly change: (known: Subscription) => Subscription;
}

/** `to`: we see theirs; `from`: they see ours. */
type Side = 'to' | 'from';

/** What a presence changes; `undefined` where it changes nothing of that. */
export function subscriptionChange(
  presence: Element,
  direction: 'sent' | 'received',
): SubscriptionChange | undefined {
  const type = attribute(presence, 'type');
  const jid = attribute(presence, direction === 'sent' ? 'to' : 'from');
  const contact = readJid(jid ?? '')?.bare;
  if (contact === undefined) return undefined;
  // Who lets somebody see a presence lets them see its own.
  const side = direction === 'sent' ? 'from' : 'to';
  if (type === 'subscribed') return { contact, change: (known) => withSide(known, side) };
  if (type === 'unsubscribed') return { contact, change: (known) => withoutSide(known, side) };
  return undefined;
}

const withSide = (known: Subscription, side: Side): Subscription =>
  known === 'none' || known === side ? side : 'both';

function withoutSide(known: Subscription, side: Side): Subscription {
  if (known === 'both') return side === 'to' ? 'from' : 'to';
  return known === side ? 'none' : known;
}
