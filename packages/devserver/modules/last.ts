/**
 * XEP-0012: Last Activity, version 2.0 (2008-11-26).
 * https://xmpp.org/extensions/xep-0012.html
 */
import { xml, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import { Refusal } from '../errors.js';
import type { Host } from '../host.js';
import type { Module } from './module.js';

const NS_LAST = 'jabber:iq:last';

export const last = (host: Host): Module => {
  const leftAt = new WeakMap<Account, number>();
  return {
    name: 'last',
    serverFeatures: [NS_LAST],
    accountFeatures: [NS_LAST],
    iqs: [
      {
        name: 'query',
        xmlns: NS_LAST,
        at: ['server', 'self', 'other'],
        type: 'get',
        answer: ({ addressee, account, sender }) => {
          if (addressee === 'server') return lastActivity(host.startedAt.getTime());
          const isHidden =
            addressee === 'other' && account.roster.find(sender.account.jid)?.from !== true;
          // Not for those who may not see the presence (section 8).
          if (isHidden) throw new Refusal('forbidden');
          const isHere = account.available().length > 0;
          return lastActivity(
            isHere ? Date.now() : (leftAt.get(account) ?? host.startedAt.getTime()),
          );
        },
      },
    ],
    ended: ({ account }) => void leftAt.set(account, Date.now()),
  };
};

/** `since` in milliseconds since 1970. */
const lastActivity = (since: number): XmlElement =>
  xml('query', { xmlns: NS_LAST, seconds: Math.floor((Date.now() - since) / 1000) });
