/**
 * What is asked of the nodes of an account (XEP-0060 sections 6.5, 7, 8), as the owner or as somebody else.
 */
import {
  NS_PUBSUB,
  NS_PUBSUB_ERRORS,
  NS_PUBSUB_OWNER,
  childElements,
  configureNode,
  copyElement,
  firstChild,
  itemElement,
  pageElement,
  readDataForm,
  readPageRequest,
  xml,
  type DataForm,
  type Element,
  type PubsubItem,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../../accounts.js';
import { Refusal } from '../../errors.js';
import type { IqRequest } from '../module.js';
import { PepNode } from './node.js';

/** What requests do beside answering. */
export interface PepEvents {
  published(account: Account, node: PepNode, item: PubsubItem): void;
  retracted(account: Account, node: PepNode, id: string): void;
  happened(account: Account, node: PepNode, what: 'delete' | 'purge'): void;
  randomId(): string;
}

export type Nodes = Map<string, PepNode>;

/** Answers a `<pubsub/>` of one of the two namespaces. */
export function answerPubsub(
  request: IqRequest,
  nodes: Nodes,
  events: PepEvents,
): Element | undefined {
  const asked = firstChild(request.child);
  const kind = `${request.type} ${asked?.getName() ?? ''}`;
  if (asked === undefined) throw new Refusal('bad-request');
  if (kind === 'get items') return items(request, asked, nodes);
  // Everything else is the owner's.
  if (request.addressee !== 'self') throw new Refusal('forbidden');
  const handler = request.child.getNS() === NS_PUBSUB_OWNER ? owners[kind] : publishers[kind];
  if (handler === undefined) throw new Refusal('feature-not-implemented');
  return handler({ ...request, asked, nodes, events });
}

interface Asked extends IqRequest {
  readonly asked: Element;
  readonly nodes: Nodes;
  readonly events: PepEvents;
}
type Handler = (asked: Asked) => Element | undefined;

const publishers: Readonly<Record<string, Handler>> = {
  'set publish': ({ child, asked, nodes, events, account }) => {
    const name = nameIn(asked);
    const item = asked.getChild('item', NS_PUBSUB);
    const [payload, another] = item === undefined ? [] : childElements(item);
    if (item === undefined || payload === undefined || another !== undefined) {
      throw new Refusal('bad-request');
    }
    const options = formIn(child.getChild('publish-options', NS_PUBSUB));
    const known = nodes.get(name);
    if (known !== undefined && options !== undefined && !known.isAs(options)) {
      throw new Refusal('conflict', undefined, error('precondition-not-met'));
    }
    const node = known ?? newNode(name, options);
    nodes.set(name, node);
    const id = idIn(item) ?? events.randomId();
    node.publish(id, payload);
    events.published(account, node, { id, publisher: account.jid, payload: copyElement(payload) });
    node.forgetTransient();
    return pubsub(xml('publish', { node: name }, xml('item', { id })));
  },
  'set retract': ({ asked, nodes, events, account }) => {
    const node = nodeIn(asked, nodes);
    const id = idIn(asked.getChild('item', NS_PUBSUB));
    if (id === undefined) throw new Refusal('bad-request', undefined, error('item-required'));
    if (!node.items.delete(id)) throw new Refusal('item-not-found');
    const isWanted = asked.attrs['notify'] === 'true' || asked.attrs['notify'] === '1';
    if (isWanted || node.tellsOfRetraction) events.retracted(account, node, id);
    return undefined;
  },
  'set create': ({ child, asked, nodes, events }) => {
    const name = (asked.attrs['node'] as string | undefined) ?? events.randomId(); // a string
    if (nodes.has(name)) throw new Refusal('conflict');
    nodes.set(name, newNode(name, formIn(child.getChild('configure', NS_PUBSUB))));
    return pubsub(xml('create', { node: name }));
  },
};

const owners: Readonly<Record<string, Handler>> = {
  'get configure': ({ asked, nodes }) => {
    const node = nodeIn(asked, nodes);
    return configureNode(node.name, node.form);
  },
  'set configure': ({ asked, nodes }) => {
    const form = formIn(asked);
    if (form === undefined) throw new Refusal('bad-request');
    if (form.type !== 'cancel' && !nodeIn(asked, nodes).set(form))
      throw new Refusal('not-acceptable');
    return undefined;
  },
  'set delete': ({ asked, nodes, events, account }) => {
    const node = nodeIn(asked, nodes);
    nodes.delete(node.name);
    events.happened(account, node, 'delete');
    return undefined;
  },
  'set purge': ({ asked, nodes, events, account }) => {
    const node = nodeIn(asked, nodes);
    node.items.clear();
    events.happened(account, node, 'purge');
    return undefined;
  },
  'get affiliations': ({ asked, nodes, account }) => {
    const { name } = nodeIn(asked, nodes);
    const owner = xml('affiliation', { jid: account.jid, affiliation: 'owner' });
    return xml('pubsub', { xmlns: NS_PUBSUB_OWNER }, xml('affiliations', { node: name }, owner));
  },
  'get subscriptions': ({ asked, nodes }) =>
    xml(
      'pubsub',
      { xmlns: NS_PUBSUB_OWNER },
      xml('subscriptions', { node: nodeIn(asked, nodes).name }),
    ),
};

function items({ child, sender, account }: IqRequest, asked: Element, nodes: Nodes): XmlElement {
  const node = nodeIn(asked, nodes);
  demandAccess(node, account, sender.account);
  const all = [...node.items].map(([id, payload]) => ({ id, payload }));
  const ids = asked.getChildren('item', NS_PUBSUB).map(idIn);
  const most = Number(asked.attrs['max_items'] ?? Infinity);
  const wanted =
    ids.length > 0 ? all.filter(({ id }) => ids.includes(id)) : all.slice(-most || all.length);
  const page = readPageRequest(child);
  const list = (some: readonly PubsubItem[]) =>
    xml('items', { node: node.name }, some.map(itemElement));
  if (page === undefined) return pubsub(list(wanted));
  const at = all.findIndex(({ id }) => id === (page.after ?? page.before));
  if (at < 0 && (page.after ?? page.before ?? '') !== '') throw new Refusal('item-not-found');
  const max = page.max ?? all.length;
  const end = page.before === undefined ? all.length : page.before === '' ? all.length : at;
  const start = page.before === undefined ? at + 1 : Math.max(0, end - max);
  const some = all.slice(start, Math.min(end, start + max));
  const [first, last] = [some[0]?.id, some.at(-1)?.id];
  return pubsub(
    list(some),
    pageElement({
      ...(first !== undefined && { first, index: start }),
      ...(last !== undefined && { last }),
      count: all.length,
    }),
  );
}

/** Whether an account may see a node (section 4.5). */
export function maySee(node: PepNode, owner: Account, who: Account): boolean {
  if (owner === who || node.accessModel === 'open') return true;
  return node.accessModel === 'presence' && owner.roster.find(who.jid)?.from === true;
}

function demandAccess(node: PepNode, owner: Account, who: Account): void {
  if (maySee(node, owner, who)) return;
  if (node.accessModel === 'presence') {
    throw new Refusal('not-authorized', undefined, error('presence-subscription-required'));
  }
  throw new Refusal('not-allowed', undefined, error('closed-node'));
}

const error = (name: string) => ({ name, xmlns: NS_PUBSUB_ERRORS });
const pubsub = (...children: XmlElement[]): XmlElement =>
  xml('pubsub', { xmlns: NS_PUBSUB }, ...children);

function newNode(name: string, form: DataForm | undefined): PepNode {
  const node = new PepNode(name);
  if (form !== undefined && !node.set(form)) throw new Refusal('not-acceptable');
  return node;
}

function nameIn(asked: Element): string {
  const name = asked.attrs['node'] as string | undefined; // attributes are strings
  if (name === undefined || name === '') {
    throw new Refusal('bad-request', undefined, error('nodeid-required'));
  }
  return name;
}

function nodeIn(asked: Element, nodes: Nodes): PepNode {
  const node = nodes.get(nameIn(asked));
  if (node === undefined) throw new Refusal('item-not-found');
  return node;
}

const idIn = (item: Element | undefined): string | undefined =>
  item?.attrs['id'] as string | undefined; // attributes are strings

function formIn(parent: Element | undefined): DataForm | undefined {
  const el = parent?.getChild('x', 'jabber:x:data');
  return el && readDataForm(el);
}
