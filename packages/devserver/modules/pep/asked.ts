/**
 * What every request has: the place of nodes, who asks, and what of the node they may have.
 */
import {
  NS_PUBSUB,
  NS_PUBSUB_ERRORS,
  readDataForm,
  xml,
  type DataForm,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../../accounts.js';
import { Refusal } from '../../errors.js';
import type { PepNode } from './node.js';

/** An account or a service, as the place of nodes. */
export interface NodeHost {
  readonly nodes: Map<string, PepNode>;
  mayCreate(who: Account): boolean;
  isOwner(node: PepNode, who: Account): boolean;
  maySee(node: PepNode, who: Account): boolean;
  /**
   * Sends an account what concerns its subscriptions, or those to its nodes. Absent where nobody subscribes:
   * to nodes of accounts people do by seeing their presence.
   */
  readonly write?: (jid: string, child: XmlElement) => void;
  /** A new node, nobody's yet. */
  makeNode(name: string, owner: Account): PepNode;
  /** Sends an event to those who hear of the node. */
  tell(node: PepNode, event: XmlElement): void;
  randomId(): string;
}

/** A `<pubsub/>` of one of the two namespaces, and who sent it. */
export interface PubsubRequest {
  readonly type: 'get' | 'set';
  readonly child: Element;
  readonly who: Account;
}

/** A request, with the element that says what is wanted. */
export interface Asked extends PubsubRequest {
  readonly asked: Element;
  readonly host: NodeHost;
}
export type Handler = (asked: Asked) => Element | undefined;

export function demand(isAllowed: boolean): void {
  if (!isAllowed) throw new Refusal('forbidden');
}

export function demandAccess(node: PepNode, host: NodeHost, who: Account): void {
  if (host.maySee(node, who)) return;
  if (node.accessModel === 'presence') {
    throw new Refusal('not-authorized', undefined, error('presence-subscription-required'));
  }
  // Who is not let in at all is not asked about either.
  if (node.accessModel === 'authorize' && node.affiliations.get(who.jid) === undefined) {
    const isPending = node.pending.has(who.jid);
    const condition = isPending ? 'pending-subscription' : 'not-subscribed';
    throw new Refusal('not-authorized', undefined, error(condition));
  }
  throw new Refusal('not-allowed', undefined, error('closed-node'));
}

export const error = (name: string) => ({ name, xmlns: NS_PUBSUB_ERRORS });
export const pubsub = (...children: XmlElement[]): XmlElement =>
  xml('pubsub', { xmlns: NS_PUBSUB }, ...children);

export function nameIn(asked: Element): string {
  const name = asked.attrs['node'] as string | undefined; // attributes are strings
  if (name === undefined || name === '') {
    throw new Refusal('bad-request', undefined, error('nodeid-required'));
  }
  return name;
}

export function nodeIn(asked: Element, { nodes }: NodeHost): PepNode {
  const node = nodes.get(nameIn(asked));
  if (node === undefined) throw new Refusal('item-not-found');
  return node;
}

export function formIn(parent: Element | undefined): DataForm | undefined {
  const el = parent?.getChild('x', 'jabber:x:data');
  return el && readDataForm(el);
}
