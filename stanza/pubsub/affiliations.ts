import { readJid, xml, type Element, type XmlElement } from '../core/index.js';
import { attribute, oneOf } from './attributes.js';
import { NS_PUBSUB, NS_PUBSUB_OWNER } from './namespaces.js';

/** What somebody may do with a node (section 4.1). */
export const nodeAffiliations = [
  'owner',
  'publisher',
  'publish-only',
  'member',
  'none',
  'outcast',
] as const;
export type NodeAffiliation = (typeof nodeAffiliations)[number];

/** How somebody is subscribed to a node (section 4.2). */
export const subscriptionStates = ['subscribed', 'pending', 'unconfigured', 'none'] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

/** What `jid` may do with a node. */
export interface AffiliatedJid {
  /** Prepared. */
  readonly jid: string;
  readonly affiliation: NodeAffiliation;
}

/** How `jid` is subscribed to a node. */
export interface SubscribedJid {
  /** Prepared. */
  readonly jid: string;
  readonly subscription: SubscriptionState;
  /** Tells several subscriptions of one address apart (section 6.1.6). */
  readonly subid?: string;
}

const owner = (child: XmlElement): XmlElement => xml('pubsub', { xmlns: NS_PUBSUB_OWNER }, child);

/** `<pubsub/>`, which asks who may do what with a node (section 8.9.1), or says it of some (8.9.2). */
export const nodeAffiliationsElement = (
  node: string,
  list: readonly AffiliatedJid[] = [],
): XmlElement =>
  owner(
    xml(
      'affiliations',
      { node },
      list.map(({ jid, affiliation }) => xml('affiliation', { jid, affiliation })),
    ),
  );

/** `<pubsub/>`, which asks who is subscribed to a node (section 8.8.1), or says it of some (8.8.2). */
export const nodeSubscriptionsElement = (
  node: string,
  list: readonly SubscribedJid[] = [],
): XmlElement =>
  owner(
    xml(
      'subscriptions',
      { node },
      list.map((each) => xml('subscription', { ...each })),
    ),
  );

/** Who may do what; `undefined` where the answer has no such list. Entries that say nothing are left out. */
export function readNodeAffiliations(iq: Element): AffiliatedJid[] | undefined {
  const list = listIn(iq, 'affiliations');
  return list?.getChildren('affiliation', NS_PUBSUB_OWNER).flatMap((el) => {
    const jid = readJid(attribute(el, 'jid'));
    const affiliation = oneOf(attribute(el, 'affiliation'), nodeAffiliations);
    return jid && affiliation ? [{ jid: jid.toString(), affiliation }] : [];
  });
}

/** Who is subscribed; `undefined` where the answer has no such list. */
export function readNodeSubscriptions(iq: Element): SubscribedJid[] | undefined {
  const list = listIn(iq, 'subscriptions');
  return list?.getChildren('subscription', NS_PUBSUB_OWNER).flatMap((el) => {
    const read = readSubscribedJid(el);
    return read === undefined ? [] : [read];
  });
}

const listIn = (iq: Element, name: string): Element | undefined =>
  iq.getChild('pubsub', NS_PUBSUB_OWNER)?.getChild(name, NS_PUBSUB_OWNER);

/** Reads a `<subscription/>`; `undefined` without an address or a state that is known. */
export function readSubscribedJid(el: Element): SubscribedJid | undefined {
  const jid = readJid(attribute(el, 'jid'));
  const subscription = oneOf(attribute(el, 'subscription'), subscriptionStates);
  const subid = attribute(el, 'subid');
  if (jid === undefined || subscription === undefined) return undefined;
  return { jid: jid.toString(), subscription, ...(subid !== undefined && { subid }) };
}

/** One of our own affiliations. */
export interface OwnAffiliation {
  readonly node: string;
  readonly affiliation: NodeAffiliation;
}

/** `<pubsub/>`, which asks what we may do with the nodes of a service (section 5.7). */
export const ownAffiliationsRequest = (node?: string): XmlElement =>
  xml('pubsub', { xmlns: NS_PUBSUB }, xml('affiliations', { node }));

/** What we may do; `undefined` where the answer has no such list. */
export function readOwnAffiliations(iq: Element): OwnAffiliation[] | undefined {
  const list = iq.getChild('pubsub', NS_PUBSUB)?.getChild('affiliations', NS_PUBSUB);
  return list?.getChildren('affiliation', NS_PUBSUB).flatMap((el) => {
    const node = attribute(el, 'node') ?? attribute(list, 'node');
    const affiliation = oneOf(attribute(el, 'affiliation'), nodeAffiliations);
    return node !== undefined && affiliation ? [{ node, affiliation }] : [];
  });
}
