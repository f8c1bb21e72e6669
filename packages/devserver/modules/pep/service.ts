/**
 * XEP-0060: Publish-Subscribe, version 1.30.0 (2025-11-11): a service for nodes that are no account's.
 * https://xmpp.org/extensions/xep-0060.html
 *
 * Whoever has an account may make nodes; those who are subscribed hear of what happens in them.
 */
import {
  NS_CLIENT,
  NS_DISCO_INFO,
  NS_DISCO_ITEMS,
  NS_PUBSUB,
  NS_PUBSUB_METADATA,
  NS_PUBSUB_OWNER,
  copyElement,
  dataFormElement,
  discoInfoResult,
  discoItemsResult,
  iqChild,
  parseJid,
  xml,
  type Element,
  type FormField,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../../accounts.js';
import { Refusal, resultReply } from '../../errors.js';
import type { Host } from '../../host.js';
import { refuse } from '../../router.js';
import type { Sender } from '../../session.js';
import type { Module } from '../module.js';
import { PepNode } from './node.js';
import { answerPubsub, type NodeHost } from './requests.js';

/** What the service can do (XEP-0060 section 10), without the namespace. */
const abilities = [
  ...['access-open', 'access-whitelist', 'auto-create', 'config-node', 'create-and-configure'],
  ...['create-nodes', 'delete-items', 'delete-nodes', 'item-ids', 'meta-data'],
  ...['modify-affiliations', 'multi-items', 'persistent-items', 'publish', 'publish-options'],
  ...['purge-nodes', 'retract-items', 'retrieve-affiliations', 'retrieve-items'],
  ...['retrieve-subscriptions', 'manage-subscriptions', 'rsm', 'subscribe'],
];

export const pubsubService = (host: Host): Module => {
  const domain = `pubsub.${host.domain}`;
  const nodes = new Map<string, PepNode>();
  const isOwner = (node: PepNode, who: Account): boolean =>
    node.affiliations.get(who.jid) === 'owner';
  const place: NodeHost = {
    nodes,
    mayCreate: () => true,
    isOwner,
    maySee: (node, who) => {
      const affiliation = node.affiliations.get(who.jid);
      if (affiliation === 'outcast' || affiliation === 'publish-only') return false;
      return affiliation !== undefined || node.accessModel === 'open';
    },
    hasSubscriptions: true,
    makeNode: (name) => new PepNode(name, { access_model: 'open', max_items: '256' }),
    tell: (node, event) => {
      for (const jid of node.subscribers) {
        const attrs = { type: 'headline', id: host.randomId(), from: domain, to: jid };
        const message = xml('message', { xmlns: NS_CLIENT, ...attrs }, copyElement(event));
        host.router.deliver(message, parseJid(jid));
      }
    },
    randomId: () => host.randomId(),
  };

  function answer(iq: XmlElement, who: Account): Element | undefined {
    const type = iq.attrs['type'] as string | undefined; // attributes are strings
    const child = iqChild(iq);
    if (child === undefined || (type !== 'get' && type !== 'set')) throw new Refusal('bad-request');
    if (child.is('pubsub', NS_PUBSUB) || child.is('pubsub', NS_PUBSUB_OWNER)) {
      return answerPubsub({ type, child, who }, place);
    }
    const name = child.attrs['node'] as string | undefined; // as above
    const node = name === undefined ? undefined : nodes.get(name);
    if (name !== undefined && node === undefined) throw new Refusal('item-not-found');
    if (child.is('query', NS_DISCO_INFO))
      return node === undefined ? serviceInfo() : nodeInfo(node);
    if (!child.is('query', NS_DISCO_ITEMS)) throw new Refusal('service-unavailable');
    const items =
      node === undefined
        ? [...nodes.values()].map((each) => ({ jid: domain, node: each.name }))
        : node.list().map(({ id }) => ({ jid: domain, name: id }));
    return discoItemsResult(items, name);
  }

  return {
    name: 'pubsub',
    domain,
    receive: (stanza, _to, sender: Sender) => {
      const isRequest = stanza.attrs['type'] === 'get' || stanza.attrs['type'] === 'set';
      if (stanza.getName() !== 'iq' || (sender.account !== undefined && !isRequest)) return;
      // Components have no accounts, and nothing to do here.
      if (sender.account === undefined) return refuse(sender, stanza, 'not-allowed');
      try {
        sender.send(resultReply(stanza, answer(stanza, sender.account)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refuse(sender, stanza, error.condition, error.text, error.application);
      }
    },
  };
};

const serviceInfo = (): XmlElement =>
  discoInfoResult({
    identities: [{ category: 'pubsub', type: 'service', name: 'Publish-subscribe' }],
    features: [
      ...[NS_DISCO_INFO, NS_DISCO_ITEMS, NS_PUBSUB],
      ...abilities.map((ability) => `${NS_PUBSUB}#${ability}`),
    ],
  });

/** What a node is (section 5.4). */
function nodeInfo(node: PepNode): XmlElement {
  const identities = [{ category: 'pubsub', type: 'leaf' }];
  const query = discoInfoResult({ identities, features: [NS_PUBSUB] }, node.name);
  const owners = [...node.affiliations].filter(([, affiliation]) => affiliation === 'owner');
  const field = (name: string, value: string): FormField => ({
    type: 'text-single',
    var: `pubsub#${name}`,
    value,
  });
  const form = dataFormElement({
    type: 'result',
    instructions: [],
    formType: NS_PUBSUB_METADATA,
    fields: [
      ...(['title', 'type', 'access_model'] as const).map((name) => field(name, node.text(name))),
      field('num_subscribers', String(node.subscribers.size)),
      { type: 'jid-multi', var: 'pubsub#owner', values: owners.map(([jid]) => jid) },
    ],
  });
  query.cnode(form);
  return query;
}
