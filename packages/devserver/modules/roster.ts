/**
 * The roster (RFC 6121 section 2), with versions (section 2.6).
 */
import { childElements, readJid, xml, type Element, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import { Refusal } from '../errors.js';
import type { Host } from '../host.js';
import { pushItem } from '../roster-push.js';
import { NS_ROSTER, rosterItem } from '../roster.js';
import type { Session } from '../session.js';
import type { Subscriptions } from '../subscriptions.js';
import type { IqRequest, Module } from './module.js';

const NS_ROSTER_VERSIONS = 'urn:xmpp:features:rosterver';
const MAX_NAME_LENGTH = 1023;

export const roster = (host: Host, subscriptions: Subscriptions): Module => ({
  name: 'roster',
  serverFeatures: [NS_ROSTER],
  accountFeatures: [NS_ROSTER],
  streamFeatures: () => [xml('ver', { xmlns: NS_ROSTER_VERSIONS })],
  iqs: [
    {
      name: 'query',
      xmlns: NS_ROSTER,
      at: ['self', 'other'],
      answer: (request) => {
        if (request.addressee === 'other') throw new Refusal('forbidden');
        if (request.type === 'get') return getRoster(request);
        setItem(host, subscriptions, request);
        return undefined;
      },
    },
  ],
});

function getRoster({ child, sender, account }: IqRequest): XmlElement | undefined {
  sender.isInterested = true;
  const { version } = account.roster;
  // An empty result where the client has this version (section 2.6.3).
  if (child.attrs['ver'] === version) return undefined;
  return xml('query', { xmlns: NS_ROSTER, ver: version }, account.roster.listed().map(rosterItem));
}

function setItem(
  host: Host,
  subscriptions: Subscriptions,
  { child, sender, account }: IqRequest,
): void {
  const items = childElements(child);
  const [el] = items;
  if (el === undefined || items.length > 1 || !el.is('item', NS_ROSTER))
    throw new Refusal('bad-request');
  const jid = readJid(el.attrs['jid'] as string | undefined)?.bare; // attributes are strings
  if (jid === undefined) throw new Refusal('bad-request');
  if (el.attrs['subscription'] === 'remove') removeItem(host, subscriptions, sender, jid);
  else updateItem(host, account, jid, el);
}

/** Only name and groups are the client's to set (section 2.1.2). */
function updateItem(host: Host, account: Account, jid: string, el: Element): void {
  const name = el.attrs['name'] as string | undefined; // attributes are strings
  const groups = el.getChildren('group', NS_ROSTER).map((group) => group.getText());
  if (new Set(groups).size < groups.length) throw new Refusal('bad-request', 'a group twice');
  if (
    groups.includes('') ||
    [name ?? '', ...groups].some((text) => text.length > MAX_NAME_LENGTH)
  ) {
    throw new Refusal('not-acceptable');
  }
  const item = account.roster.entry(jid);
  item.name = name;
  item.groups = groups;
  item.isListed = true;
  pushItem(host, account, item);
}

function removeItem(host: Host, subscriptions: Subscriptions, sender: Session, jid: string): void {
  const { account } = sender;
  const item = account.roster.find(jid);
  if (item?.isListed !== true) throw new Refusal('item-not-found');
  subscriptions.cancel(account, jid);
  account.roster.remove(jid);
  // A request that still waits for an answer is no part of the roster.
  if (item.request !== undefined) account.roster.entry(jid).request = item.request;
  pushItem(host, account, { removed: jid });
}
