/**
 * Presence (RFC 6121 sections 3 and 4).
 */
import { copyElement, readJid, type Jid, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Host } from '../host.js';
import { refuse } from '../router.js';
import type { Session } from '../session.js';
import {
  addressed,
  isSubscriptionType,
  unavailable,
  type Subscriptions,
} from '../subscriptions.js';
import type { Module } from './module.js';

export const presence = (host: Host, subscriptions: Subscriptions): Module => ({
  name: 'presence',
  presence: ({ stanza, sender, to, account }) => {
    const type = stanza.attrs['type'] as string | undefined; // attributes are strings
    if (to === undefined) {
      if (type === undefined) announce(host, sender, stanza);
      else if (type === 'unavailable') leave(host, sender, stanza);
      else refuse(sender, stanza, 'bad-request');
    } else if (isSubscriptionType(type)) {
      subscriptions.handle(type, sender.account, to.bare, stanza);
    } else if (type === 'probe') answerProbe(sender, account);
    else sendDirected(host, sender, stanza, to, type);
  },
  ended: (session) => {
    if (session.isAvailable || session.directed.size > 0) {
      leave(host, session, unavailable(session.address, ''));
    }
  },
});

/** Available presence for everybody who may see it (sections 4.2 and 4.4). */
function announce(host: Host, session: Session, stanza: XmlElement): void {
  const isInitial = !session.isAvailable;
  session.presence = copyElement(stanza);
  session.priority = readPriority(stanza);
  broadcast(host, session, stanza);
  if (isInitial) probeContacts(host, session);
  host.modules.available(session);
}

/** Unavailable presence, for those who saw the session too (sections 4.5 and 4.6). */
function leave(host: Host, session: Session, stanza: XmlElement): void {
  const wasAvailable = session.isAvailable;
  session.presence = undefined;
  if (wasAvailable) broadcast(host, session, stanza);
  for (const address of session.directed) {
    for (const receiver of receiversOf(host, address)) receiver.send(addressed(stanza, address));
  }
  session.directed.clear();
  host.modules.unavailable(session);
}

/** To subscribers, and to the account's own available sessions, the sender's too. */
function broadcast(host: Host, session: Session, stanza: XmlElement): void {
  for (const item of session.account.roster.all()) {
    if (!item.from) continue;
    for (const receiver of availableAt(host, item.jid)) receiver.send(addressed(stanza, item.jid));
  }
  for (const own of session.account.available()) own.send(addressed(stanza, own.address));
}

/** What contacts' servers would answer to probes (section 4.3), and requests that wait. */
function probeContacts(host: Host, session: Session): void {
  const { account } = session;
  for (const own of account.available()) {
    if (own !== session && own.presence !== undefined) {
      session.send(addressed(own.presence, session.address));
    }
  }
  for (const item of account.roster.all()) {
    if (item.to) {
      for (const contact of availableAt(host, item.jid)) {
        if (contact.presence !== undefined) session.send(addressed(contact.presence, account.jid));
      }
    }
    // Each resource that comes online is asked, until somebody answers (section 3.1.3).
    if (item.request !== undefined) session.send(item.request);
  }
}

function answerProbe(sender: Session, account: Account | undefined): void {
  if (account === undefined) return;
  const mayKnow =
    account === sender.account || account.roster.find(sender.account.jid)?.from === true;
  if (!mayKnow) {
    // Whoever may not know is told so (section 4.3.2).
    const answer = unavailable(account.jid, sender.account.jid);
    answer.attrs['type'] = 'unsubscribed';
    return sender.send(answer);
  }
  const available = account.available();
  for (const { presence } of available) {
    if (presence !== undefined) sender.send(addressed(presence, sender.address));
  }
  if (available.length === 0) sender.send(unavailable(account.jid, sender.address));
}

/** Presence for one address (section 4.6), and presence errors. */
function sendDirected(
  host: Host,
  sender: Session,
  stanza: XmlElement,
  to: Jid,
  type: string | undefined,
): void {
  if (type !== undefined && type !== 'unavailable' && type !== 'error') {
    return refuse(sender, stanza, 'bad-request');
  }
  const address = to.toString();
  if (type === undefined) sender.directed.add(address);
  if (type === 'unavailable') sender.directed.delete(address);
  for (const receiver of receiversOf(host, address)) receiver.send(stanza);
}

/** The session of a full JID, or the available ones of a bare JID. */
function receiversOf(host: Host, address: string): readonly Session[] {
  const jid = readJid(address);
  if (jid === undefined) return [];
  if (jid.isBare) return availableAt(host, jid.bare);
  const session = host.router.session(jid);
  return session === undefined ? [] : [session];
}

const availableAt = (host: Host, jid: string): Session[] =>
  host.accounts.at(jid)?.available() ?? [];

/** -128 to 127; 0 where it is absent or no such number (section 4.7.2.3). */
function readPriority(stanza: XmlElement): number {
  const text = stanza.getChildText('priority') ?? '0';
  const value = /^\s*[+-]?\d{1,3}\s*$/.test(text) ? Number(text) : 0;
  return value >= -128 && value <= 127 ? value : 0;
}
