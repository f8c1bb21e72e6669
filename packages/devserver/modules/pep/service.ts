/**
 * XEP-0060: Publish-Subscribe, version 1.30.0 (2025-11-11): a service for nodes that are no account's.
 * https://xmpp.org/extensions/xep-0060.html
 *
 * Whoever has an account may make nodes; those who are subscribed hear of what happens in them.
 */
import {
  accessModels,
  NS_CLIENT,
  NS_COMMANDS,
  NS_DATA_FORMS,
  NS_DISCO_INFO,
  NS_DISCO_ITEMS,
  NS_PUBSUB,
  NS_PUBSUB_METADATA,
  NS_PUBSUB_OWNER,
  PUBSUB_GET_PENDING,
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
import type { NodeHost } from './asked.js';
import { answerPending, hearDecision } from './authorization.js';
import { PepNode } from './node.js';
import { answerPubsub } from './requests.js';

/** What the service can do (XEP-0060 section 10), without the namespace. */
const abilities = [
  ...['access-authorize', 'access-open', 'access-whitelist', 'get-pending'],
  ...['auto-create', 'config-node', 'create-and-configure'],
  ...['create-nodes', 'delete-items', 'delete-nodes', 'item-ids', 'meta-data'],
  ...['modify-affiliations', 'multi-items', 'persistent-items', 'publish', 'publish-options'],
  ...['purge-nodes', 'retract-items', 'retrieve-affiliations', 'retrieve-items'],
  ...['retrieve-subscriptions', 'manage-subscriptions', 'rsm', 'subscribe'],
  'subscription-notifications',
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
      if (affiliation !== undefined || node.accessModel === 'open') return true;
      return node.accessModel === 'authorize' && node.subscribers.has(who.jid);
    },
    write: (jid, child) => {
      const attrs = { id: host.randomId(), from: domain, to: jid };
      host.router.deliver(xml('message', { xmlns: NS_CLIENT, ...attrs }, child), parseJid(jid));
    },
    makeNode: (name) => new PepNode(name, { access_model: 'open', max_items: '256' }, accessModels),
    tell: (node, event) => {
      for (const jid of node.subscribers) {
        const attrs = { type: 'headline', id: host.randomId(), from: domain, to: jid };
        const message = xml('message', { xmlns: NS_CLIENT, ...attrs }, copyElement(event));
        host.router.deliver(message, parseJid(jid));
      }
    },
    randomId: () => host.randomId(),
  };

  function answer(iq: XmlElement, who: Account, later: Later): Element | undefined {
    const type = iq.attrs['type'] as string | undefined; // attributes are strings
    const child = iqChild(iq);
    if (child === undefined || (type !== 'get' && type !== 'set')) throw new Refusal('bad-request');
    if (child.is('pubsub', NS_PUBSUB) || child.is('pubsub', NS_PUBSUB_OWNER)) {
      return answerPubsub({ type, child, who }, place);
    }
    if (child.is('command', NS_COMMANDS)) return answerPending(child, place, who, later);
    const name = child.attrs['node'] as string | undefined; // as above
    if (name === NS_COMMANDS && child.is('query', NS_DISCO_ITEMS)) {
      return discoItemsResult([{ jid: domain, node: PUBSUB_GET_PENDING }], name);
    }
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
      const { account } = sender;
      const isRequest = stanza.attrs['type'] === 'get' || stanza.attrs['type'] === 'set';
      const form = stanza.getName() === 'message' ? stanza.getChild('x', NS_DATA_FORMS) : undefined;
      if (form === undefined && stanza.getName() !== 'iq') return;
      if (form === undefined && account !== undefined && !isRequest) return;
      // Components have no accounts, and nothing to do here.
      if (account === undefined) return refuse(sender, stanza, 'not-allowed');
      const work: (() => void)[] = [];
      const later: Later = (each) => work.push(each);
      try {
        if (form !== undefined) hearDecision(form, place, account);
        else sender.send(resultReply(stanza, answer(stanza, account, later)));
        for (const each of work) each();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refuse(sender, stanza, error.condition, error.text, error.application);
      }
    },
  };
};

/** Has something done after the answer. */
type Later = (work: () => void) => void;

const serviceInfo = (): XmlElement =>
  discoInfoResult({
    identities: [{ category: 'pubsub', type: 'service', name: 'Publish-subscribe' }],
    features: [
      ...[NS_COMMANDS, NS_DISCO_INFO, NS_DISCO_ITEMS, NS_PUBSUB],
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
