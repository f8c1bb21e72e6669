/**
 * What the server says about itself: XEP-0092 (Software Version, 1.1, 2007-02-15), XEP-0202
 * (Entity Time, 2.0, 2009-09-11) and XEP-0012 (Last Activity, 2.0, 2008-11-26).
 */
import { xml } from '@xec/stanza';
import type { Account } from '../accounts.js';
import { Refusal } from '../errors.js';
import type { Host } from '../host.js';
import type { Module } from './module.js';

const NS_VERSION = 'jabber:iq:version';
const NS_TIME = 'urn:xmpp:time';
const NS_LAST = 'jabber:iq:last';

export const version = (): Module => ({
  name: 'version',
  serverFeatures: [NS_VERSION],
  iqs: [
    {
      name: 'query',
      xmlns: NS_VERSION,
      at: ['server'],
      type: 'get',
      answer: () =>
        xml(
          'query',
          { xmlns: NS_VERSION },
          xml('name', {}, 'Xec development server'),
          xml('version', {}, '0.1.0'),
        ),
    },
  ],
});

export const time = (): Module => ({
  name: 'time',
  serverFeatures: [NS_TIME],
  iqs: [
    {
      name: 'time',
      xmlns: NS_TIME,
      at: ['server'],
      type: 'get',
      answer: () =>
        xml(
          'time',
          { xmlns: NS_TIME },
          xml('tzo', {}, 'Z'),
          xml('utc', {}, new Date().toISOString()),
        ),
    },
  ],
});

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

const lastActivity = (since: number) =>
  xml('query', { xmlns: NS_LAST, seconds: Math.floor((Date.now() - since) / 1000) });
