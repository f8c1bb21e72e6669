/**
 * Messages: to sessions (RFC 6121 section 8.5), or kept for later (XEP-0160, with XEP-0203 stamps).
 */
import {
  childElements,
  copyElement,
  messageType,
  readJid,
  xml,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Host } from '../host.js';
import { refuse } from '../router.js';
import { bounce } from '../undelivered.js';
import { isCarbonEligible, isCarbonCopy } from './carbons.js';
import type { Session } from '../session.js';
import type { Module, Traffic } from './module.js';

const NS_DELAY = 'urn:xmpp:delay';
const NS_HINTS = 'urn:xmpp:hints';
const NS_CHAT_STATES = 'http://jabber.org/protocol/chatstates';
const MAX_STORED = 1000;

export const message = (host: Host): Module => {
  const stored = new WeakMap<Account, XmlElement[]>();
  /** Keeps a message for later. @returns false where no more can be kept. */
  const store = (account: Account, stanza: XmlElement, sentAt: Date): boolean => {
    const list = stored.get(account) ?? [];
    if (list.length >= MAX_STORED) return false;
    list.push(stamped(stanza, host.domain, sentAt));
    stored.set(account, list);
    return true;
  };
  return {
    name: 'message',
    serverFeatures: ['msgoffline'],
    message: (sent) => {
      const { sender, account } = sent;
      if (account === undefined) return refuse(sender, sent.stanza, 'service-unavailable');
      const receivers = receiversOf(host, sent, account);
      if (receivers === 'refuse') return refuse(sender, sent.stanza, 'service-unavailable');
      const traffic = host.modules.arriving(sent);
      const { stanza } = traffic;
      for (const session of receivers) session.send(stanza);
      host.modules.messageRouted(traffic, receivers);
      if (receivers.length > 0 || !isWorthStoring(stanza)) return;
      if (!store(account, stanza, new Date())) refuse(sender, stanza, 'service-unavailable');
    },
    undelivered: (stanza, { account, jid }, sentAt) => {
      if (isCarbonCopy(stanza, account)) return;
      // The parser makes attributes strings.
      const to = readJid(stanza.attrs['to'] as string | undefined) ?? jid.toBare();
      const receivers = receiversOf(host, { stanza, to }, account);
      if (receivers === 'refuse') return bounce(host, stanza, 'service-unavailable');
      // Who has it already: all of them where it was for the account, those with a copy otherwise.
      const isNew = (one: Session): boolean =>
        !to.isBare && !(one.hasCarbons && isCarbonEligible(stanza));
      for (const session of receivers.filter(isNew)) session.send(stanza);
      if (receivers.length > 0 || !isWorthStoring(stanza)) return;
      if (!store(account, stanza, sentAt)) bounce(host, stanza, 'service-unavailable');
    },
    available: (session) => {
      if (!session.takesMessages) return;
      const list = stored.get(session.account) ?? [];
      stored.delete(session.account);
      for (const stanza of list) session.send(stanza);
    },
  };
};

/** The table of section 8.5.4, for accounts that exist. */
function receiversOf(
  host: Host,
  { stanza, to }: Pick<Traffic, 'stanza' | 'to'>,
  account: Account,
): Session[] | 'refuse' {
  const type = messageType(stanza);
  const session = host.router.session(to);
  if (session !== undefined) return [session];
  if (!to.isBare && type !== 'chat') {
    return type === 'error' || type === 'headline' ? [] : 'refuse';
  }
  if (type === 'groupchat') return 'refuse';
  if (type === 'error') return [];
  return account.available().filter(({ takesMessages }) => takesMessages);
}

/** XEP-0160 section 3 and the hints of XEP-0334. */
function isWorthStoring(stanza: Element): boolean {
  const type = messageType(stanza);
  if (type !== 'chat' && type !== 'normal') return false;
  if (hasHint(stanza, 'no-store') || hasHint(stanza, 'no-permanent-store')) return false;
  if (hasHint(stanza, 'store')) return true;
  return childElements(stanza).some(
    (child) => child.getNS() !== NS_CHAT_STATES && child.getName() !== 'thread',
  );
}

const hasHint = (stanza: Element, name: string): boolean =>
  stanza.getChild(name, NS_HINTS) !== undefined;

/** With the time it was first sent, unless it says so already: it was stored before. */
function stamped(stanza: XmlElement, domain: string, sentAt: Date): XmlElement {
  const copy = copyElement(stanza);
  const isStamped = stanza.getChildByAttr('from', domain)?.is('delay', NS_DELAY) === true;
  const stamp = sentAt.toISOString();
  if (!isStamped) copy.cnode(xml('delay', { xmlns: NS_DELAY, from: domain, stamp }));
  return copy;
}
