/**
 * XEP-0280: Message Carbons, version 1.0.1 (2021-12-26).
 * https://xmpp.org/extensions/xep-0280.html
 */
import { copyElement, messageType, xml, type Element, type XmlElement } from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Session } from '../session.js';
import type { IqRule, Module } from './module.js';

const NS_CARBONS = 'urn:xmpp:carbons:2';
const NS_FORWARD = 'urn:xmpp:forward:0';
const NS_HINTS = 'urn:xmpp:hints';
const NS_MUC_USER = 'http://jabber.org/protocol/muc#user';
/** Payloads of instant messages that have no body (section 6.1). */
const imNamespaces: readonly string[] = [
  'urn:xmpp:receipts',
  'urn:xmpp:chat-markers:0',
  'http://jabber.org/protocol/chatstates',
  'jabber:x:conference',
];

export const carbons = (): Module => {
  const switched = (name: 'enable' | 'disable', hasCarbons: boolean): IqRule => ({
    name,
    xmlns: NS_CARBONS,
    at: ['self'],
    type: 'set',
    answer: ({ sender }) => {
      sender.hasCarbons = hasCarbons;
      return undefined;
    },
  });
  /** The sessions of `account` that get a copy: those that asked and have not got the message. */
  const others = (account: Account, but: readonly Session[]): Session[] =>
    [...account.sessions.values()].filter((one) => one.hasCarbons && !but.includes(one));

  return {
    name: 'carbons',
    serverFeatures: [NS_CARBONS],
    accountFeatures: [NS_CARBONS],
    iqs: [switched('enable', true), switched('disable', false)],
    messageRouted: ({ stanza, sender, account }, receivers) => {
      if (!isCarbonEligible(stanza)) return;
      const isToSelf = account === sender.account;
      if (sender.account !== undefined) {
        const but = isToSelf ? receivers : [];
        for (const session of others(sender.account, but).filter((one) => one !== sender)) {
          session.send(copyFor(session, 'sent', stanza));
        }
      }
      if (account === undefined || isToSelf) return;
      for (const session of others(account, receivers)) {
        session.send(copyFor(session, 'received', stanza));
      }
    },
  };
};

/** Whether it is a copy for a session of the account, not a message for it. */
export const isCarbonCopy = (stanza: Element, account: Account): boolean =>
  stanza.attrs['from'] === account.jid &&
  stanza.getChildByAttr('xmlns', NS_CARBONS)?.getChild('forwarded', NS_FORWARD) !== undefined;

/** Sections 6.1 and 9. */
export function isCarbonEligible(stanza: Element): boolean {
  if (stanza.getChild('private', NS_CARBONS) ?? stanza.getChild('no-copy', NS_HINTS)) return false;
  const type = messageType(stanza);
  if (type === 'groupchat' || type === 'headline') return false;
  if (type === 'chat') return true;
  if (type === 'normal' && stanza.getChild('body') !== undefined) return true;
  return (
    stanza.getChild('x', NS_MUC_USER)?.getChild('invite') !== undefined ||
    imNamespaces.some((ns) => stanza.getChildByAttr('xmlns', ns) !== undefined)
  );
}

/** Sections 7 and 8: from the bare JID, with the type of the message. */
const copyFor = (to: Session, direction: 'received' | 'sent', stanza: XmlElement): XmlElement =>
  xml(
    'message',
    {
      xmlns: 'jabber:client',
      from: to.account.jid,
      to: to.address,
      type: stanza.attrs['type'] as string | undefined, // attributes are strings
    },
    xml(
      direction,
      { xmlns: NS_CARBONS },
      xml('forwarded', { xmlns: NS_FORWARD }, copyElement(stanza)),
    ),
  );
