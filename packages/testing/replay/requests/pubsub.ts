/**
 * Nodes, of accounts and of services: items, subscriptions, how a node is set up.
 */
import {
  NS_ATOM,
  NS_PUBSUB,
  NS_PUBSUB_OWNER,
  readDataForm,
  readNodeAffiliations,
  readPageRequest,
  readPost,
  type Element,
} from '@xec/stanza';
import {
  CreateNode,
  DeleteNode,
  DeletePost,
  GetNodeAffiliations,
  GetNodeConfig,
  GetNodeItem,
  GetNodeItems,
  GetNodeSubscriptions,
  PublishPost,
  PurgeNode,
  SetNodeAffiliations,
  SetNodeConfig,
  SubscribeToNode,
  UnsubscribeFromNode,
} from '@xec/xec';
import { attribute, firstIn, some, type Asked, type Maker } from './asked.js';
import { pepNodes } from './pep.js';

/** A request of pubsub: what is in its `<pubsub/>`. */
interface NodeAsked extends Asked {
  readonly what: Element;
  /** As the params of most actions name it. */
  readonly at: { readonly to?: string; readonly node: string };
}

type NodeMaker = (asked: NodeAsked) => ReturnType<Maker>;

const ofAnybody: Readonly<Record<string, NodeMaker>> = {
  'get items': getItems,
  'set publish': publish,
  'set retract': retract,
  'set create': create,
  'set subscribe': ({ at, what }) =>
    new SubscribeToNode({ ...at, ...some('jid', attribute(what, 'jid')) }),
  'set unsubscribe': ({ at, what }) =>
    new UnsubscribeFromNode({ ...at, ...some('jid', attribute(what, 'jid')) }),
};

const ofOwners: Readonly<Record<string, NodeMaker>> = {
  'get affiliations': ({ at }) => new GetNodeAffiliations(at),
  'set affiliations': ({ at, iq }) => {
    const affiliations = readNodeAffiliations(iq);
    return affiliations && new SetNodeAffiliations({ ...at, affiliations });
  },
  'get subscriptions': ({ at }) => new GetNodeSubscriptions(at),
  'get configure': ({ at }) => new GetNodeConfig(at),
  'set configure': ({ at, what }) => {
    const form = readDataForm(what);
    return form && new SetNodeConfig({ ...at, form });
  },
  'set delete': ({ at }) => new DeleteNode(at),
  'set purge': ({ at }) => new PurgeNode(at),
};

const within =
  (makers: Readonly<Record<string, NodeMaker>>): Maker =>
  (asked) => {
    const what = firstIn(asked.child);
    const node = what && attribute(what, 'node');
    if (what === undefined || node === undefined) return undefined;
    const at = { ...some('to', asked.to), node };
    return makers[`${asked.type} ${what.getName()}`]?.({ ...asked, what, at });
  };

export const pubsub: Readonly<Record<string, Maker>> = {
  [`get pubsub ${NS_PUBSUB}`]: within(ofAnybody),
  [`set pubsub ${NS_PUBSUB}`]: within(ofAnybody),
  [`get pubsub ${NS_PUBSUB_OWNER}`]: within(ofOwners),
  [`set pubsub ${NS_PUBSUB_OWNER}`]: within(ofOwners),
};

function getItems({ child, what, at }: NodeAsked) {
  const ids = what.getChildren('item', NS_PUBSUB).map((item) => attribute(item, 'id') ?? '');
  const [id] = ids;
  const page = some('page', readPageRequest(child));
  const own = pepNodes[at.node]?.get?.({ ...some('to', at.to), ...some('id', id) });
  if (own !== undefined) return own;
  if (id !== undefined) return ids.length === 1 ? new GetNodeItem({ ...at, id }) : undefined;
  const most = attribute(what, 'max_items');
  return new GetNodeItems({ ...at, ...page, ...(most !== undefined && { max: Number(most) }) });
}

function publish({ what, at, self }: NodeAsked) {
  const item = firstIn(what);
  const payload = item && firstIn(item);
  const id = item && attribute(item, 'id');
  if (payload === undefined || id === undefined) return undefined;
  const isOwn = at.to === undefined || at.to === self.bare;
  const own = isOwn ? pepNodes[at.node]?.publish?.(payload, id) : undefined;
  if (own !== undefined) return own;
  const { title, content, xhtml } = readPost(payload) ?? {};
  if (!payload.is('entry', NS_ATOM) || title === undefined) return undefined;
  const post = { title, ...some('content', content), ...some('xhtml', xhtml) };
  return new PublishPost({ ...at, id, post: { ...post, updated: '2026-11-21T12:00:00Z' } });
}

function retract({ what, at, self }: NodeAsked) {
  const item = firstIn(what);
  const id = item && attribute(item, 'id');
  if (id === undefined) return undefined;
  const isOwn = at.to === undefined || at.to === self.bare;
  return (isOwn ? pepNodes[at.node]?.retract?.(id) : undefined) ?? new DeletePost({ ...at, id });
}

function create({ child, at }: NodeAsked) {
  const configure = child.getChild('configure', NS_PUBSUB);
  const form = configure && readDataForm(configure);
  if (form === undefined) return new CreateNode(at);
  const options: Record<string, string> = {};
  for (const field of form.fields) {
    const name = /^pubsub#(.+)$/.exec(field.var ?? '')?.[1];
    if (name !== undefined && 'value' in field) options[name] = String(field.value);
  }
  return new CreateNode({ ...at, options });
}
