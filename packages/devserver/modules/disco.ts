/**
 * XEP-0030: Service Discovery, version 2.5.0 (2024-04-30), and the server's own capabilities:
 * XEP-0115 section 6.3. https://xmpp.org/extensions/xep-0030.html
 */
import { createHash } from 'node:crypto';
import { discoItemsResult, xml, type Element, type XmlElement } from '@xec/stanza';
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
  const serverInfo = (child: Element): XmlElement => {
    const node = child.attrs['node'] as string | undefined; // attributes are strings
    if (node !== undefined && node !== `${NODE}#${serverCaps()}`) {
      throw new Refusal('item-not-found');
    }
    return described([SERVER_IDENTITY], host.modules.features('serverFeatures'), node);
  };
  const info = ({ child, addressee, account, sender }: IqRequest): XmlElement => {
    if (addressee === 'server') return serverInfo(child);
    if (child.attrs['node'] !== undefined) throw new Refusal('item-not-found');
    // An account answers those who see its presence (RFC 6121 section 8.5.1).
    if (addressee === 'other' && account.roster.find(sender.account.jid)?.from !== true) {
      throw new Refusal('service-unavailable');
    }
    return described(
      [ACCOUNT_IDENTITY, ...host.modules.all.flatMap((each) => each.accountIdentities ?? [])],
      host.modules.features('accountFeatures'),
    );
  };
  const serverItems = (child: Element): XmlElement => {
    const node = child.attrs['node'] as string | undefined; // attributes are strings
    const domains = node === undefined ? host.modules.domains() : [];
    const more = host.modules.all.flatMap(({ serverItems: items }) => items?.(node) ?? []);
    return discoItemsResult([...domains.map((jid) => ({ jid })), ...more], node);
  };
  const items = ({ child, addressee, account, sender }: IqRequest): XmlElement => {
    if (addressee === 'server') return serverItems(child);
    const node = child.attrs['node'] as string | undefined; // attributes are strings
    const more = host.modules.all.flatMap(
      ({ accountItems }) => accountItems?.(account, sender.account, node) ?? [],
    );
    if (node !== undefined) return discoItemsResult(more, node);
    const maySee = addressee === 'self' || account.roster.find(sender.account.jid)?.from === true;
    if (!maySee) throw new Refusal('service-unavailable');
    return discoItemsResult([
      ...account.available().map(({ address }) => ({ jid: address })),
      ...more,
    ]);
  };
  return {
    name: 'disco',
    serverFeatures: [NS_INFO, NS_ITEMS, NS_CAPS],
    accountFeatures: [NS_INFO, NS_ITEMS],
    streamFeatures: () => [
      xml('c', { xmlns: NS_CAPS, hash: 'sha-1', node: NODE, ver: serverCaps() }),
    ],
    iqs: [
      {
        name: 'query',
        xmlns: NS_INFO,
        at: ['server', 'self', 'other'],
        type: 'get',
        answer: info,
        answerComponent: serverInfo,
      },
      {
        name: 'query',
        xmlns: NS_ITEMS,
        at: ['server', 'self', 'other'],
        type: 'get',
        answer: items,
        answerComponent: serverItems,
      },
    ],
  };
};

const described = (
  identities: readonly Readonly<Record<string, string>>[],
  features: readonly string[],
  node?: string,
): XmlElement =>
  xml(
    'query',
    { xmlns: NS_INFO, node },
    identities.map((identity) => xml('identity', identity)),
    features.map((feature) => xml('feature', { var: feature })),
  );

/** The verification string of XEP-0115 section 5.1. */
function verification(sortedFeatures: readonly string[]): string {
  const { category, type, name } = SERVER_IDENTITY;
  const text = [`${category}/${type}//${name}`, ...sortedFeatures].map((part) => `${part}<`);
  return createHash('sha1').update(text.join(''), 'utf8').digest('base64');
}
