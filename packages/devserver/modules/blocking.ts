/**
 * XEP-0191: Blocking Command, version 1.3 (2015-03-12).
 * https://xmpp.org/extensions/xep-0191.html
 */
import { readJid, xml, type Element, type Jid, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import { Refusal } from '../errors.js';
import type { Host } from '../host.js';
import type { Session } from '../session.js';
import { unavailable } from '../subscriptions.js';
import type { IqRule, Module } from './module.js';

const NS_BLOCKING = 'urn:xmpp:blocking';

export const blocking = (host: Host): Module => {
  /** Who asked for the list on this stream, and so hears of changes (section 3.3). */
  const interested = new WeakSet<Session>();
  const push = (account: Account, name: 'block' | 'unblock', jids: readonly string[]): void => {
    for (const session of account.sessions.values()) {
      if (!interested.has(session)) continue;
      session.send(
        xml(
          'iq',
          { xmlns: 'jabber:client', type: 'set', id: host.randomId(), to: session.address },
          listed(name, jids),
        ),
      );
    }
  };
  const rule = (
    name: 'blocklist' | 'block' | 'unblock',
    type: 'get' | 'set',
    answer: IqRule['answer'],
  ): IqRule => ({ name, xmlns: NS_BLOCKING, at: ['self'], type, answer });
  return {
    name: 'blocking',
    serverFeatures: [NS_BLOCKING],
    iqs: [
      rule('blocklist', 'get', ({ sender, account }) => {
        interested.add(sender);
        return listed('blocklist', [...account.blocked]);
      }),
      rule('block', 'set', ({ child, account }) => {
        const jids = itemsOf(child);
        if (jids.length === 0) throw new Refusal('bad-request', 'there is nobody to block');
        for (const jid of jids) account.blocked.add(jid);
        hide(host, account, jids);
        push(account, 'block', jids);
        return undefined;
      }),
      rule('unblock', 'set', ({ child, account }) => {
        const jids = itemsOf(child);
        if (jids.length === 0) account.blocked.clear();
        for (const jid of jids) account.blocked.delete(jid);
        push(account, 'unblock', jids);
        return undefined;
      }),
    ],
  };
};

/** Whether `account` has blocked `jid`, alone or with its domain (section 2 of XEP-0016's matching). */
export const hasBlocked = (account: Account, jid: Jid): boolean =>
  account.blocked.size > 0 &&
  [jid.toString(), jid.bare, `${jid.domain}/${jid.resource ?? ''}`, jid.domain].some((one) =>
    account.blocked.has(one),
  );

/** Contacts who are blocked see the account go (section 3.3). */
function hide(host: Host, account: Account, jids: readonly string[]): void {
  for (const jid of jids) {
    if (account.roster.find(jid)?.from !== true) continue;
    for (const contact of host.accounts.at(jid)?.available() ?? []) {
      for (const own of account.available()) contact.send(unavailable(own.address, jid));
    }
  }
}

const listed = (name: string, jids: readonly string[]): XmlElement =>
  xml(
    name,
    { xmlns: NS_BLOCKING },
    jids.map((jid) => xml('item', { jid })),
  );

const itemsOf = (el: Element): string[] =>
  el.getChildren('item', NS_BLOCKING).map(({ attrs }) => {
    const jid = readJid(attrs['jid'] as string | undefined); // the parser makes attributes strings
    if (jid === undefined) throw new Refusal('jid-malformed');
    return jid.toString();
  });
