/**
 * Who is subscribed to a node, and who waits for its owner to say so (XEP-0060 sections 6.1, 6.2 and 8.8).
 */
import { NS_PUBSUB_OWNER, nodeSubscriptionsElement, readJid, xml, type Element } from '@xec/stanza';
import type { Account } from '../../accounts.js';
import { Refusal } from '../../errors.js';
import { demandAccess, error, nodeIn, pubsub, type Handler, type NodeHost } from './asked.js';
import { askOwners, decide, subscriptionElement } from './authorization.js';
import type { PepNode } from './node.js';

/** Requests for subscriptions of oneself, one a bare JID (sections 5.6, 6.1, 6.2). */
export const ownSubscriptions = ({ write }: NodeHost): Readonly<Record<string, Handler>> =>
  write === undefined ? {} : own;

const own: Readonly<Record<string, Handler>> = {
  'set subscribe': ({ asked, host, who }) => {
    const node = nodeIn(asked, host);
    demandOwn(asked, who);
    if (mustBeLetIn(node, host, who)) {
      node.pending.add(who.jid);
      askOwners(node, host, [who.jid]);
    } else {
      demandAccess(node, host, who);
      node.subscribers.add(who.jid);
    }
    return pubsub(subscriptionElement(node, who.jid));
  },
  'set unsubscribe': ({ asked, host, who }) => {
    const node = nodeIn(asked, host);
    demandOwn(asked, who);
    if (!node.subscribers.delete(who.jid) && !node.pending.delete(who.jid)) {
      throw new Refusal('unexpected-request', undefined, error('not-subscribed'));
    }
    return undefined;
  },
  'get subscriptions': ({ host, who }) => {
    const nodes = [...host.nodes.values()].filter((node) => node.subscription(who.jid) !== 'none');
    return pubsub(
      xml(
        'subscriptions',
        {},
        nodes.map((node) => subscriptionElement(node, who.jid)),
      ),
    );
  },
};

/** "subscription requests MUST be approved by one of the node owners" (section 6.1.4). */
const mustBeLetIn = (node: PepNode, host: NodeHost, who: Account): boolean =>
  node.accessModel === 'authorize' &&
  node.affiliations.get(who.jid) === undefined &&
  !host.maySee(node, who) &&
  !node.pending.has(who.jid);

/** "If the specified JID … does not match the requesting entity" (section 6.1.3.1). */
function demandOwn(asked: Element, who: Account): void {
  const jid = readJid(asked.attrs['jid'] as string | undefined); // attributes are strings
  if (jid?.bare !== who.jid) throw new Refusal('bad-request', undefined, error('invalid-jid'));
}

/** Requests of a node's owner for the subscriptions of all (section 8.8). */
export const ownersSubscriptions = ({ write }: NodeHost): Readonly<Record<string, Handler>> =>
  write === undefined ? listed : { ...listed, ...changed };

const listed: Readonly<Record<string, Handler>> = {
  'get subscriptions': ({ asked, host }) => {
    const node = nodeIn(asked, host);
    const list = [...node.subscribers, ...node.pending].map((jid) => ({
      jid,
      subscription: node.subscription(jid),
    }));
    return nodeSubscriptionsElement(node.name, list);
  },
};

const changed: Readonly<Record<string, Handler>> = {
  'set subscriptions': ({ asked, host }) => {
    const node = nodeIn(asked, host);
    const changes = asked.getChildren('subscription', NS_PUBSUB_OWNER).map(({ attrs }) => {
      const jid = readJid(attrs['jid'] as string | undefined); // attributes are strings
      const subscription: unknown = attrs['subscription'];
      if (jid === undefined) throw new Refusal('bad-request');
      if (!isDecision(subscription)) throw new Refusal('not-acceptable');
      return { jid, subscription };
    });
    for (const { jid, subscription } of changes) decide(node, host, jid.bare, subscription);
    return undefined;
  },
};

const isDecision = (subscription: unknown): subscription is 'subscribed' | 'none' =>
  subscription === 'subscribed' || subscription === 'none';
