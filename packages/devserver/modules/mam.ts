/**
 * XEP-0313: Message Archive Management, version 1.1.3 (2025-04-09), of accounts; with XEP-0441 and the
 * ids of XEP-0359. https://xmpp.org/extensions/xep-0313.html
 */
import {
  NS_HINTS,
  NS_STANZA_IDS,
  copyElement,
  messageType,
  preferencesElement,
  readJid,
  readPreferences,
  xml,
  type ArchivePreferences,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../accounts.js';
import { NS_MAM, type Archive } from '../archive.js';
import { Refusal, resultReply } from '../errors.js';
import type { Host } from '../host.js';
import type { IqRule, Module } from './module.js';

const keepsAll: ArchivePreferences = { default: 'always', always: [], never: [] };

export const mam = (host: Host): Module => {
  const preferences = new WeakMap<Account, ArchivePreferences>();
  const archiveOf = (account: Account): Archive => host.archives.of(account);
  const keep = (account: Account, stanza: XmlElement, other: string): string | undefined => {
    const wanted = preferences.get(account) ?? keepsAll;
    if (!isWorthArchiving(stanza) || !isWanted(account, wanted, other)) return undefined;
    return archiveOf(account).add(copyElement(stanza), other);
  };
  const rule = (name: string, type: 'get' | 'set', answer: IqRule['answer']): IqRule => ({
    name,
    xmlns: NS_MAM,
    at: ['self'],
    type,
    answer,
  });
  return {
    name: 'mam',
    accountFeatures: [NS_MAM, `${NS_MAM}#extended`, NS_STANZA_IDS],
    serverFeatures: [NS_MAM],
    arriving: ({ stanza, sender, to, account }) => {
      const from = String(stanza.attrs['from']);
      if (sender.account !== undefined && sender.account !== account) {
        keep(sender.account, stanza, to.toString());
      }
      if (account === undefined) return stanza;
      const clean = withoutForgedIds(stanza, account.jid);
      const id = keep(account, clean, account === sender.account ? to.toString() : from);
      if (id === undefined) return clean;
      return withId(clean, account.jid, id);
    },
    iqs: [
      rule('query', 'set', ({ iq, child, sender, account }) => {
        const { results, fin } = archiveOf(account).query(child);
        for (const result of results) {
          const attrs = { xmlns: 'jabber:client', from: account.jid, to: sender.address };
          sender.send(xml('message', attrs, result));
        }
        sender.send(resultReply(iq, fin));
        return 'sent';
      }),
      rule('metadata', 'get', ({ account }) => archiveOf(account).metadata()),
      {
        ...rule('prefs', 'get', ({ type, child, account }) => {
          if (type === 'set') preferences.set(account, readGiven(child));
          return preferencesElement(preferences.get(account) ?? keepsAll);
        }),
        type: undefined,
      },
    ],
  };
};

function readGiven(prefs: Element): ArchivePreferences {
  const given = readPreferences(xml('iq', {}, copyElement(prefs)));
  if (given === undefined) throw new Refusal('bad-request');
  return given;
}

/** Section 5 of XEP-0441: the lists first. */
function isWanted(account: Account, wanted: ArchivePreferences, other: string): boolean {
  const bare = readJid(other)?.bare ?? other;
  const isIn = (list: readonly string[]): boolean => list.includes(bare) || list.includes(other);
  if (isIn(wanted.always)) return true;
  if (isIn(wanted.never) || wanted.default === 'never') return false;
  return wanted.default === 'always' || account.roster.find(bare) !== undefined;
}

/** What says something, or asks to be kept (XEP-0313 section 6.1, XEP-0334). */
function isWorthArchiving(stanza: Element): boolean {
  const type = messageType(stanza);
  const hints = (name: string): boolean => stanza.getChild(name, NS_HINTS) !== undefined;
  if (type !== 'chat' && type !== 'normal') return false;
  if (hints('no-store') || hints('no-permanent-store')) return false;
  return hints('store') || stanza.getChild('body') !== undefined;
}

/** "MUST delete" ids that say to be by the account (XEP-0359 section 4). */
function withoutForgedIds(stanza: XmlElement, by: string): XmlElement {
  const isForged = (child: Element): boolean =>
    child.is('stanza-id', NS_STANZA_IDS) && readJid(child.attrs['by'] as string)?.toString() === by;
  if (!stanza.getChildElements().some(isForged)) return stanza;
  const copy = copyElement(stanza);
  copy.children = copy.children.filter((child) => typeof child === 'string' || !isForged(child));
  return copy;
}

const withId = (stanza: XmlElement, by: string, id: string): XmlElement => {
  const copy = copyElement(stanza);
  copy.cnode(xml('stanza-id', { xmlns: NS_STANZA_IDS, by, id }));
  return copy;
};
