/**
 * Messages: to sessions (RFC 6121 section 8.5), or kept for later (XEP-0160, with XEP-0203 stamps).
 */
import {
  childElements,
  copyElement,
  messageType,
  xml,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Host } from '../host.js';
import { refuse } from '../router.js';
import type { Session } from '../session.js';
import type { Module, Traffic } from './module.js';

const NS_DELAY = 'urn:xmpp:delay';
const NS_HINTS = 'urn:xmpp:hints';
const NS_CHAT_STATES = 'http://jabber.org/protocol/chatstates';
const MAX_STORED = 1000;

export const message = (host: Host): Module => {
  const stored = new WeakMap<Account, XmlElement[]>();
  return {
    name: 'message',
    serverFeatures: ['msgoffline'],
    message: (traffic) => {
      const { stanza, sender, account } = traffic;
      if (account === undefined) return refuse(sender, stanza, 'service-unavailable');
      const receivers = receiversOf(host, traffic, account);
      if (receivers === 'refuse') return refuse(sender, stanza, 'service-unavailable');
      for (const session of receivers) session.send(stanza);
      host.modules.messageRouted(traffic, receivers);
      if (receivers.length > 0 || !isWorthStoring(stanza)) return;
      const list = stored.get(account) ?? [];
      if (list.length >= MAX_STORED) return refuse(sender, stanza, 'service-unavailable');
      stored.set(account, [...list, stamped(stanza, host.domain)]);
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
function receiversOf(host: Host, { stanza, to }: Traffic, account: Account): Session[] | 'refuse' {
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

function stamped(stanza: XmlElement, domain: string): XmlElement {
  const copy = copyElement(stanza);
  const stamp = new Date().toISOString();
  copy.cnode(xml('delay', { xmlns: NS_DELAY, from: domain, stamp }));
  return copy;
}
