/**
 * XEP-0163: Personal Eventing Protocol, version 1.2.2 (2022-02-16).
 * https://xmpp.org/extensions/xep-0163.html
 *
 * Each account has nodes. Events go to its own clients, and to those of contacts that see its presence,
 * where they want to hear of the node.
 */
import {
  NS_CLIENT,
  NS_PUBSUB,
  NS_PUBSUB_OWNER,
  copyElement,
  itemsEvent,
  xml,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../../accounts.js';
import type { Host } from '../../host.js';
import type { Session } from '../../session.js';
import type { IqRequest, Module } from '../module.js';
import { Interests } from './interests.js';
import { PepNode } from './node.js';
import type { NodeHost } from './asked.js';
import { answerPubsub } from './requests.js';

/** What the service can do (XEP-0060 section 10), without the namespace. */
const abilities = [
  ...['access-open', 'access-presence', 'access-whitelist', 'auto-create', 'config-node'],
  ...[
    'create-and-configure',
    'create-nodes',
    'delete-items',
    'delete-nodes',
    'filtered-notifications',
  ],
  ...[
    'item-ids',
    'last-published',
    'multi-items',
    'persistent-items',
    'publish',
    'publish-options',
  ],
  ...['purge-nodes', 'retract-items', 'retrieve-items', 'rsm'],
];

type Nodes = Map<string, PepNode>;

export const pep = (host: Host): Module => {
  const stored = new WeakMap<Account, Nodes>();
  const nodesOf = (account: Account): Nodes => {
    const nodes: Nodes = stored.get(account) ?? new Map<string, PepNode>();
    stored.set(account, nodes);
    return nodes;
  };
  const interests = new Interests(host, sendLast);

  /** The clients that hear of a node: own ones, and those of contacts that see the presence. */
  function hearers(owner: Account, node: PepNode): Session[] {
    const accounts = [owner, ...owner.roster.all().flatMap(({ jid, from }) => (from ? jid : []))];
    return accounts
      .flatMap((who) => (typeof who === 'string' ? (host.accounts.at(who) ?? []) : who))
      .filter((who) => maySee(node, owner, who))
      .flatMap((who) => who.available())
      .filter((session) => interests.wants(session, node.name));
  }

  const tell = (owner: Account, sessions: readonly Session[], event: XmlElement): void => {
    for (const session of sessions) {
      const attrs = { type: 'headline', id: host.randomId(), from: owner.jid, to: session.address };
      session.send(xml('message', { xmlns: NS_CLIENT, ...attrs }, copyElement(event)));
    }
  };

  const hostOf = (owner: Account): NodeHost => ({
    nodes: nodesOf(owner),
    mayCreate: (who) => who === owner,
    isOwner: (_node, who) => who === owner,
    maySee: (node, who) => maySee(node, owner, who),
    makeNode: (name) => new PepNode(name),
    tell: (node, event) => {
      tell(owner, hearers(owner, node), event);
    },
    randomId: () => host.randomId(),
  });

  /** The last item of each node that a client wants to hear of (XEP-0163 section 4.3.4). */
  function sendLast(session: Session): void {
    const contacts = session.account.roster.all().flatMap(({ jid, to }) => (to ? jid : []));
    const owners = [session.account, ...contacts.flatMap((jid) => host.accounts.at(jid) ?? [])];
    for (const owner of owners) {
      for (const node of nodesOf(owner).values()) {
        const last = node.list().at(-1);
        if (last === undefined || !node.sendsLast) continue;
        if (!hearers(owner, node).includes(session)) continue;
        tell(owner, [session], itemsEvent({ node: node.name, items: [last], retracted: [] }));
      }
    }
  }

  const rule = (xmlns: string) => ({
    name: 'pubsub',
    xmlns,
    at: ['self', 'other'] as const,
    answer: ({ type, child, sender, account }: IqRequest) =>
      answerPubsub({ type, child, who: sender.account }, hostOf(account)),
  });
  return {
    name: 'pep',
    accountFeatures: [NS_PUBSUB, ...abilities.map((ability) => `${NS_PUBSUB}#${ability}`)],
    accountIdentities: [{ category: 'pubsub', type: 'pep' }],
    accountItems: (account, asker, name) => {
      const { jid } = account;
      const nodes = [...nodesOf(account).values()].filter((node) => maySee(node, account, asker));
      if (name === undefined) return nodes.map((node) => ({ jid, node: node.name }));
      const node = nodes.find((each) => each.name === name);
      return node && [...node.items.keys()].map((id) => ({ jid, name: id }));
    },
    iqs: [rule(NS_PUBSUB), rule(NS_PUBSUB_OWNER)],
    available: (session) => {
      interests.available(session);
    },
    answered: (iq, sender) => {
      interests.answered(iq, sender);
    },
    ended: (session) => {
      interests.ended(session);
    },
  };
};

/** Whether an account may see a node (XEP-0060 section 4.5). */
function maySee(node: PepNode, owner: Account, who: Account): boolean {
  if (owner === who || node.accessModel === 'open') return true;
  return node.accessModel === 'presence' && owner.roster.find(who.jid)?.from === true;
}
