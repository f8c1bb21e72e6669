/**
 * Presence subscriptions (RFC 6121 section 3): the states of appendix A, and who hears of a change.
 *
 * A change has two halves: the one at the sender's roster ("outbound"), and the one at the
 * addressee's ("inbound"). Both accounts are here, so the second follows the first at once.
 */
import { copyElement, NS_CLIENT, xml, type XmlElement } from '@xec/stanza';
import type { Account } from './accounts.js';
import type { Host } from './host.js';
import { pushItem } from './roster-push.js';
import type { RosterItem } from './roster.js';

export type SubscriptionType = 'subscribe' | 'subscribed' | 'unsubscribe' | 'unsubscribed';

export const isSubscriptionType = (type: string | undefined): type is SubscriptionType =>
  type === 'subscribe' ||
  type === 'subscribed' ||
  type === 'unsubscribe' ||
  type === 'unsubscribed';

export class Subscriptions {
  constructor(private readonly host: Host) {}

  /** Takes a client's presence of one of the four types for the bare JID `jid`. */
  handle(type: SubscriptionType, account: Account, jid: string, stanza: XmlElement): void {
    const sent = copyElement(stanza);
    // These four go from account to account (sections 3.1.2, 3.1.5, 3.2.2, 3.3.2).
    sent.attrs['from'] = account.jid;
    sent.attrs['to'] = jid;
    this[type](account, jid, sent);
  }

  /** Makes both see each other. */
  befriend(a: Account, b: Account): void {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const item = one.roster.entry(other.jid);
      Object.assign(item, { to: true, from: true, ask: false, request: undefined, isListed: true });
      pushItem(this.host, one, item);
    }
    sendPresences(a, b);
    sendPresences(b, a);
  }

  /** Ends what stands between both, before `account` forgets the contact (section 2.5.2). */
  cancel(account: Account, jid: string): void {
    const item = account.roster.find(jid);
    if (item === undefined) return;
    const { to, ask, from } = item;
    Object.assign(item, { to: false, ask: false, from: false });
    const contact = this.host.accounts.at(jid);
    if (contact === undefined) return;
    const stanza = (type: SubscriptionType): XmlElement => subscription(type, account.jid, jid);
    if (to || ask) this.#hearUnsubscribe(contact, account, stanza('unsubscribe'));
    if (from) this.#hearUnsubscribed(contact, account, stanza('unsubscribed'));
    if (from) sendAbsences(account, contact);
  }

  /** Section 3.1: `account` asks for the presence of `jid`. */
  private subscribe(account: Account, jid: string, stanza: XmlElement): void {
    const item = account.roster.entry(jid);
    if (!item.to && !item.ask) this.#change(account, item, { ask: true, isListed: true });
    const contact = this.host.accounts.at(jid);
    if (contact === undefined) return; // nobody is told (section 8.5.1)
    const theirs = contact.roster.entry(account.jid);
    if (theirs.from) {
      // Granted already: the answer comes on behalf of the contact (section 3.1.3).
      this.#hearSubscribed(account, contact, subscription('subscribed', jid, account.jid));
      return;
    }
    const isNew = theirs.request === undefined;
    theirs.request = stanza;
    if (isNew) deliver(contact, stanza, 'available');
  }

  /** Section 3.1.5: `account` grants the request of `jid`; without a request nothing happens. */
  private subscribed(account: Account, jid: string, stanza: XmlElement): void {
    const item = account.roster.find(jid);
    if (item?.request === undefined) return;
    this.#change(account, item, { request: undefined, from: true, isListed: true });
    const contact = this.host.accounts.at(jid);
    if (contact === undefined || !this.#hearSubscribed(contact, account, stanza)) return;
    sendPresences(account, contact);
  }

  /** Section 3.3: `account` no longer wants the presence of `jid`. */
  private unsubscribe(account: Account, jid: string, stanza: XmlElement): void {
    const item = account.roster.find(jid);
    if (item !== undefined && (item.to || item.ask)) {
      this.#change(account, item, { to: false, ask: false });
    }
    const contact = this.host.accounts.at(jid);
    if (contact !== undefined) this.#hearUnsubscribe(contact, account, stanza);
  }

  /** Section 3.2: `account` refuses or takes back the permission of `jid`. */
  private unsubscribed(account: Account, jid: string, stanza: XmlElement): void {
    const item = account.roster.find(jid);
    if (item === undefined || (!item.from && item.request === undefined)) return;
    const couldSee = item.from;
    this.#change(account, item, { from: false, request: undefined });
    const contact = this.host.accounts.at(jid);
    if (contact === undefined) return;
    if (couldSee) sendAbsences(account, contact);
    this.#hearUnsubscribed(contact, account, stanza);
  }

  #hearSubscribed(account: Account, contact: Account, stanza: XmlElement): boolean {
    const item = account.roster.find(contact.jid);
    if (item?.ask !== true) return false;
    deliver(account, stanza, 'interested');
    this.#change(account, item, { ask: false, to: true });
    return true;
  }

  #hearUnsubscribe(account: Account, contact: Account, stanza: XmlElement): void {
    const item = account.roster.find(contact.jid);
    if (item === undefined || (!item.from && item.request === undefined)) return;
    const couldSee = item.from;
    deliver(account, stanza, 'interested');
    this.#change(account, item, { from: false, request: undefined });
    if (couldSee) sendAbsences(account, contact);
  }

  #hearUnsubscribed(account: Account, contact: Account, stanza: XmlElement): void {
    const item = account.roster.find(contact.jid);
    if (item === undefined || (!item.to && !item.ask)) return;
    deliver(account, stanza, 'interested');
    this.#change(account, item, { to: false, ask: false });
  }

  /** Changes an item; clients that see it hear of it. */
  #change(account: Account, item: RosterItem, change: Partial<RosterItem>): void {
    Object.assign(item, change);
    if (item.isListed) pushItem(this.host, account, item);
    else if (item.request === undefined) account.roster.remove(item.jid);
  }
}

const subscription = (type: SubscriptionType, from: string, to: string): XmlElement =>
  xml('presence', { xmlns: NS_CLIENT, from, to, type });

function deliver(account: Account, stanza: XmlElement, to: 'available' | 'interested'): void {
  for (const session of account.sessions.values()) {
    if (to === 'available' ? session.isAvailable : session.isInterested) session.send(stanza);
  }
}

/** Sends the presence of every available session of `account` to those of `contact`. */
export function sendPresences(account: Account, contact: Account): void {
  for (const { presence } of account.available()) {
    if (presence === undefined) continue;
    for (const receiver of contact.available()) receiver.send(addressed(presence, contact.jid));
  }
}

/** Tells `contact` that every available session of `account` is gone. */
function sendAbsences(account: Account, contact: Account): void {
  for (const { address } of account.available()) {
    const gone = unavailable(address, contact.jid);
    for (const receiver of contact.available()) receiver.send(gone);
  }
}

/** `from` is not available any more. */
export const unavailable = (from: string, to: string): XmlElement =>
  xml('presence', { xmlns: NS_CLIENT, from, to, type: 'unavailable' });

/** A copy of a presence for somebody. */
export function addressed(presence: XmlElement, to: string): XmlElement {
  const copy = copyElement(presence);
  copy.attrs['to'] = to;
  return copy;
}
