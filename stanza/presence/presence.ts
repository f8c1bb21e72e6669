/**
 * Presence: RFC 6121 section 3 (subscriptions) and section 4 (being available).
 * https://www.rfc-editor.org/rfc/rfc6121#section-4
 */
import { presenceStanza, xml, type XmlChild, type XmlElement } from '../core/index.js';
import { preauthElement } from '../invite/index.js';
import { idleElement } from './idle.js';
import {
  MAX_PRIORITY,
  MIN_PRIORITY,
  type PresenceShow,
  type PresenceStatus,
  type SubscriptionType,
} from './kinds.js';
import { nickElement } from './nick.js';

/** What an available presence may say. */
export interface AvailableOptions {
  /** Whom to tell; left out: everyone who may see our presence (section 4.2). */
  readonly to?: string;
  readonly show?: PresenceShow;
  /** Free text; one in each language. */
  readonly status?: string | readonly PresenceStatus[];
  /** From -128 to 127; left out: 0. */
  readonly priority?: number;
  /** Since when nobody has used the client (XEP-0319). */
  readonly idle?: Date;
}

/**
 * A presence that says we are available (section 4.2), with `children` such as `<c/>` (XEP-0115).
 *
 * @throws RangeError when the priority is out of its range.
 */
export function availablePresence(
  { to, show, status, priority, idle }: AvailableOptions = {},
  ...children: XmlChild[]
): XmlElement {
  return presenceStanza(
    { to },
    show === undefined ? undefined : xml('show', {}, show),
    ...statusElements(status),
    priority === undefined ? undefined : xml('priority', {}, priorityText(priority)),
    idle === undefined ? undefined : idleElement(idle),
    ...children,
  );
}

/** A presence that says we are available no more (section 4.5), to all or to `to`. */
export const unavailablePresence = ({
  to,
  status,
}: Pick<AvailableOptions, 'to' | 'status'> = {}): XmlElement =>
  presenceStanza({ to, type: 'unavailable' }, ...statusElements(status));

/** What may come with a subscription stanza. */
export interface SubscriptionOptions {
  readonly status?: string | readonly PresenceStatus[];
  /** What we call ourselves (XEP-0172); for `subscribe`. */
  readonly nick?: string;
  /** The token of an invitation (XEP-0379 section 3.4); for `subscribe`. */
  readonly preauth?: string;
}

/**
 * Asks `to`, a bare JID, for its presence, answers its request, or ends what was granted (section 3):
 * `subscribe` asks, `subscribed` grants, `unsubscribe` wants no more, `unsubscribed` refuses or ends.
 */
export const subscriptionPresence = (
  type: SubscriptionType,
  to: string,
  { status, nick, preauth }: SubscriptionOptions = {},
): XmlElement =>
  presenceStanza(
    { to, type },
    ...statusElements(status),
    nick === undefined ? undefined : nickElement(nick),
    preauth === undefined ? undefined : preauthElement(preauth),
  );

function statusElements(status: AvailableOptions['status']): XmlElement[] {
  const all = typeof status === 'string' ? [{ text: status, lang: undefined }] : (status ?? []);
  return all.map(({ text, lang }) => xml('status', { 'xml:lang': lang }, text));
}

function priorityText(priority: number): string {
  if (!Number.isInteger(priority) || priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
    throw new RangeError(`expected a priority from -128 to 127, got ${String(priority)}`);
  }
  return String(priority);
}
