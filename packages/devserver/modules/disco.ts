/**
 * XEP-0030: Service Discovery, version 2.5.0 (2024-04-30), and the server's own capabilities:
 * XEP-0115 section 6.3. https://xmpp.org/extensions/xep-0030.html
 */
import { createHash } from 'node:crypto';
import { xml, type XmlElement } from '@xec/stanza';
import { Refusal } from '../errors.js';
import type { Host } from '../host.js';
import type { IqRequest, Module } from './module.js';

const NS_INFO = 'http://jabber.org/protocol/disco#info';
const NS_ITEMS = 'http://jabber.org/protocol/disco#items';
const NS_CAPS = 'http://jabber.org/protocol/caps';
const NODE = 'https://xec.example/devserver';
const SERVER_IDENTITY = { category: 'server', type: 'im', name: 'Xec development server' };
const ACCOUNT_IDENTITY = { category: 'account', type: 'registered' };

export const disco = (host: Host): Module => {
  const serverCaps = (): string => verification(host.modules.features('serverFeatures'));
  const info = ({ child, addressee, account, sender }: IqRequest): XmlElement => {
    const node = child.attrs['node'] as string | undefined; // attributes are strings
    const isServer = addressee === 'server';
    if (node !== undefined && !(isServer && node === `${NODE}#${serverCaps()}`)) {
      throw new Refusal('item-not-found');
    }
    // An account answers those who see its presence (RFC 6121 section 8.5.1).
    if (addressee === 'other' && account.roster.find(sender.account.jid)?.from !== true) {
      throw new Refusal('service-unavailable');
    }
    const features = host.modules.features(isServer ? 'serverFeatures' : 'accountFeatures');
    return xml(
      'query',
      { xmlns: NS_INFO, node },
      xml('identity', isServer ? SERVER_IDENTITY : ACCOUNT_IDENTITY),
      features.map((feature) => xml('feature', { var: feature })),
    );
  };
  const items = ({ child, addressee, account, sender }: IqRequest): XmlElement => {
    const node = child.attrs['node'] as string | undefined; // attributes are strings
    const list = (jids: readonly string[]): XmlElement =>
      xml(
        'query',
        { xmlns: NS_ITEMS, node },
        jids.map((jid) => xml('item', { jid })),
      );
    if (node !== undefined) return list([]);
    if (addressee === 'server') return list(host.modules.domains());
    const maySee = addressee === 'self' || account.roster.find(sender.account.jid)?.from === true;
    if (!maySee) throw new Refusal('service-unavailable');
    return list(account.available().map(({ address }) => address));
  };
  return {
    name: 'disco',
    serverFeatures: [NS_INFO, NS_ITEMS, NS_CAPS],
    accountFeatures: [NS_INFO, NS_ITEMS],
    streamFeatures: () => [
      xml('c', { xmlns: NS_CAPS, hash: 'sha-1', node: NODE, ver: serverCaps() }),
    ],
    iqs: [
      { name: 'query', xmlns: NS_INFO, at: ['server', 'self', 'other'], type: 'get', answer: info },
      {
        name: 'query',
        xmlns: NS_ITEMS,
        at: ['server', 'self', 'other'],
        type: 'get',
        answer: items,
      },
    ],
  };
};

/** The verification string of XEP-0115 section 5.1. */
function verification(sortedFeatures: readonly string[]): string {
  const { category, type, name } = SERVER_IDENTITY;
  const text = [`${category}/${type}//${name}`, ...sortedFeatures].map((part) => `${part}<`);
  return createHash('sha1').update(text.join(''), 'utf8').digest('base64');
}
