/**
 * XEP-0054: vcard-temp, version 1.3.0 (2024-06-27).
 * https://xmpp.org/extensions/xep-0054.html
 */
import { copyElement, xml, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import { Refusal } from '../errors.js';
import type { Module } from './module.js';

const NS_VCARD = 'vcard-temp';

export const vcard = (): Module => {
  const cards = new WeakMap<Account, XmlElement>();
  return {
    name: 'vcard',
    serverFeatures: [NS_VCARD],
    accountFeatures: [NS_VCARD],
    iqs: [
      {
        name: 'vCard',
        xmlns: NS_VCARD,
        at: ['self', 'other'],
        answer: ({ type, child, addressee, account }) => {
          const card = cards.get(account);
          if (type === 'get') {
            // Where there is none, section 3.1 allows an empty one (here: own) and an error (others').
            if (card === undefined && addressee === 'other') throw new Refusal('item-not-found');
            return card === undefined ? xml('vCard', { xmlns: NS_VCARD }) : copyElement(card);
          }
          if (addressee === 'other') throw new Refusal('forbidden');
          cards.set(account, copyElement(child));
          return undefined;
        },
      },
    ],
  };
};
