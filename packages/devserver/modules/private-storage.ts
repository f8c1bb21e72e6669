/**
 * XEP-0049: Private XML Storage, version 1.2 (2004-03-01).
 * https://xmpp.org/extensions/xep-0049.html
 */
import { childElements, copyElement, xml, type Element, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import { Refusal } from '../errors.js';
import type { Module } from './module.js';

const NS_PRIVATE = 'jabber:iq:private';

export const privateStorage = (): Module => {
  const stored = new WeakMap<Account, Map<string, XmlElement>>();
  return {
    name: 'private-storage',
    serverFeatures: [NS_PRIVATE],
    iqs: [
      {
        name: 'query',
        xmlns: NS_PRIVATE,
        at: ['self', 'other'],
        answer: ({ type, child, addressee, account }) => {
          if (addressee === 'other') throw new Refusal('forbidden');
          const elements = childElements(child);
          if (elements.length === 0) throw new Refusal('not-acceptable');
          const mine = stored.get(account) ?? new Map<string, XmlElement>();
          if (type === 'set') {
            stored.set(account, mine);
            for (const el of elements) mine.set(keyOf(el), copyElement(el));
            return undefined;
          }
          return xml(
            'query',
            { xmlns: NS_PRIVATE },
            elements.map((el) => copyElement(mine.get(keyOf(el)) ?? el)),
          );
        },
      },
    ],
  };
};

/** One element is kept for each name and namespace. */
const keyOf = (el: Element): string => `${el.getName()} ${el.getNS() ?? ''}`;
