/**
 * What is asked of the nodes of an account or of the service (XEP-0060 sections 5 to 8), as the owner or as
 * somebody else.
 */
import {
  NS_PUBSUB,
  NS_PUBSUB_EVENT,
  NS_PUBSUB_OWNER,
  childElements,
  configureNode,
  nodeAffiliationsElement,
  copyElement,
  firstChild,
  itemElement,
  itemsEvent,
  nodeAffiliations,
  readJid,
  pageElement,
  readPageRequest,
  xml,
  type DataForm,
  type Element,
  type PubsubItem,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../../accounts.js';
import { Refusal } from '../../errors.js';
import {
  demand,
  demandAccess,
  error,
  formIn,
  nameIn,
  nodeIn,
  pubsub,
  type Asked,
  type Handler,
  type NodeHost,
  type PubsubRequest,
} from './asked.js';
import { decide } from './authorization.js';
import type { PepNode } from './node.js';
import { ownersSubscriptions, ownSubscriptions } from './subscriptions.js';

/** Answers it. */
export function answerPubsub(request: PubsubRequest, host: NodeHost): Element | undefined {
  const asked = firstChild(request.child);
  if (asked === undefined) throw new Refusal('bad-request');
  const kind = `${request.type} ${asked.getName()}`;
  const isOwners = request.child.getNS() === NS_PUBSUB_OWNER;
  const handler = isOwners
    ? (owners[kind] ?? ownersSubscriptions(host)[kind])
    : (everybody[kind] ?? ownSubscriptions(host)[kind]);
  if (handler === undefined) throw new Refusal('feature-not-implemented');
  if (isOwners) demand(host.isOwner(nodeIn(asked, host), request.who));
  return handler({ ...request, asked, host });
}

const everybody: Readonly<Record<string, Handler>> = {
  'get items': items,
  'set publish': ({ child, asked, host, who }) => {
    const name = nameIn(asked);
    const item = asked.getChild('item', NS_PUBSUB);
    const [payload, another] = item === undefined ? [] : childElements(item);
    const known = host.nodes.get(name);
    demand(known === undefined ? host.mayCreate(who) : mayPublish(known, asked, host, who));
    if (item === undefined || payload === undefined || another !== undefined) {
      throw new Refusal('bad-request');
    }
    const options = formIn(child.getChild('publish-options', NS_PUBSUB));
    if (known !== undefined && options !== undefined && !known.isAs(options)) {
      throw new Refusal('conflict', undefined, error('precondition-not-met'));
    }
    const node = known ?? newNode(host, name, who, options);
    const id = idIn(item) ?? host.randomId();
    node.publish(id, payload, who.jid);
    const said = { id, publisher: who.jid, payload: copyElement(payload) };
    host.tell(node, itemsEvent({ node: name, items: [said], retracted: [] }));
    node.forgetTransient();
    return pubsub(xml('publish', { node: name }, xml('item', { id })));
  },
  'set retract': ({ asked, host, who }) => {
    const node = nodeIn(asked, host);
    const id = idIn(asked.getChild('item', NS_PUBSUB));
    if (id === undefined) throw new Refusal('bad-request', undefined, error('item-required'));
    const kept = node.items.get(id);
    demand(host.isOwner(node, who) || kept?.publisher === who.jid);
    if (kept === undefined) throw new Refusal('item-not-found');
    node.items.delete(id);
    const isWanted = asked.attrs['notify'] === 'true' || asked.attrs['notify'] === '1';
    if (isWanted || node.tellsOfRetraction) {
      host.tell(node, itemsEvent({ node: node.name, items: [], retracted: [id] }));
    }
    return undefined;
  },
  'set create': ({ child, asked, host, who }) => {
    demand(host.mayCreate(who));
    const name = (asked.attrs['node'] as string | undefined) ?? host.randomId(); // a string
    if (host.nodes.has(name)) throw new Refusal('conflict');
    newNode(host, name, who, formIn(child.getChild('configure', NS_PUBSUB)));
    return pubsub(xml('create', { node: name }));
  },
};

const owners: Readonly<Record<string, Handler>> = {
  'get configure': ({ asked, host }) => {
    const node = nodeIn(asked, host);
    return configureNode(node.name, node.form);
  },
  'set configure': ({ asked, host }) => {
    const form = formIn(asked);
    if (form === undefined) throw new Refusal('bad-request');
    if (form.type !== 'cancel' && !nodeIn(asked, host).set(form))
      throw new Refusal('not-acceptable');
    return undefined;
  },
  'set delete': ({ asked, host }) => {
    const node = nodeIn(asked, host);
    host.nodes.delete(node.name);
    host.tell(node, xml('event', { xmlns: NS_PUBSUB_EVENT }, xml('delete', { node: node.name })));
    return undefined;
  },
  'set purge': ({ asked, host }) => {
    const node = nodeIn(asked, host);
    node.items.clear();
    host.tell(node, xml('event', { xmlns: NS_PUBSUB_EVENT }, xml('purge', { node: node.name })));
    return undefined;
  },
  'get affiliations': ({ asked, host }) => {
    const { name, affiliations } = nodeIn(asked, host);
    const list = [...affiliations].map(([jid, affiliation]) => ({ jid, affiliation }));
    return nodeAffiliationsElement(name, list);
  },
  'set affiliations': ({ asked, host, who }) => {
    const node = nodeIn(asked, host);
    const { affiliations } = node;
    for (const { attrs } of asked.getChildren('affiliation', NS_PUBSUB_OWNER)) {
      const jid = readJid(attrs['jid'] as string | undefined); // attributes are strings
      const affiliation = nodeAffiliations.find((each) => each === attrs['affiliation']);
      if (jid === undefined || affiliation === undefined) throw new Refusal('bad-request');
      // A node keeps an owner (section 8.9.2.4).
      if (jid.bare === who.jid && affiliation !== 'owner') throw new Refusal('not-acceptable');
      if (affiliation === 'none') affiliations.delete(jid.bare);
      else affiliations.set(jid.bare, affiliation);
      // "the service SHOULD automatically approve the subscription request", or reject it (section 8.7.4).
      if (!node.pending.has(jid.bare) || affiliation === 'none') continue;
      decide(node, host, jid.bare, affiliation === 'outcast' ? 'none' : 'subscribed');
    }
    return undefined;
  },
};

/** Also under the id of an item of somebody else, which only owners replace. */
function mayPublish(node: PepNode, asked: Element, host: NodeHost, who: Account): boolean {
  if (host.isOwner(node, who)) return true;
  const kept = node.items.get(idIn(asked.getChild('item', NS_PUBSUB)) ?? '');
  if (kept !== undefined && kept.publisher !== who.jid) return false;
  const affiliation = node.affiliations.get(who.jid);
  if (affiliation === 'outcast') return false;
  return affiliation === 'publisher' || affiliation === 'publish-only' || node.takesFrom(who.jid);
}

function items({ child, asked, host, who }: Asked): XmlElement {
  const node = nodeIn(asked, host);
  demandAccess(node, host, who);
  const all = node.list();
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

function newNode(
  host: NodeHost,
  name: string,
  owner: Account,
  form: DataForm | undefined,
): PepNode {
  const node = host.makeNode(name, owner);
  if (form !== undefined && !node.set(form)) throw new Refusal('not-acceptable');
  node.affiliations.set(owner.jid, 'owner');
  host.nodes.set(name, node);
  return node;
}

const idIn = (item: Element | undefined): string | undefined =>
  item?.attrs['id'] as string | undefined; // attributes are strings
