/**
 * XEP-0330: Pubsub Subscription, version 0.1 (2013-06-11).
 * https://xmpp.org/extensions/xep-0330.html
 */
import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { readJid, xml, type Element, type XmlElement } from '../core/index.js';
import type { NodeOptions } from '../pubsub/index.js';

/** The namespace; in the catalogue also the node of events. */
export const NS_PUBSUB_SUBSCRIPTION = 'urn:xmpp:pubsub:subscription:0';
/** The node at the account (section 2). */
export const NODE_PUBSUB_SUBSCRIPTION = 'urn:xmpp:pubsub:subscription';

/** How the node must be set up: it is a list. Who may see it is for its owner to say. */
export const pubsubSubscriptionOptions: NodeOptions = { persist_items: true, max_items: 'max' };

/** A node to which somebody is subscribed, and lets others know. */
export interface PubsubSubscription {
  /** The service, a JID. */
  readonly server: string;
  readonly node: string;
  /** What the node is called, in its own language (section 6). */
  readonly title?: string;
}

/**
 * The id of a subscription's item: the SHA-1 of `server<node<account` in hexadecimal (section 2.1).
 *
 * @param account the bare JID of who is subscribed
 */
export const pubsubSubscriptionId = (
  { server, node }: Pick<PubsubSubscription, 'server' | 'node'>,
  account: string,
): string => bytesToHex(sha1(utf8ToBytes(`${server}<${node}<${account}`)));

/** `<subscription/>`, the item of a node. */
export const pubsubSubscriptionElement = ({
  server,
  node,
  title,
}: PubsubSubscription): XmlElement =>
  xml(
    'subscription',
    { xmlns: NS_PUBSUB_SUBSCRIPTION, server, node },
    title !== undefined && xml('title', {}, title),
  );

/** Reads the item of a node; `undefined` where it names none. */
export function readPubsubSubscription(el: Element): PubsubSubscription | undefined {
  if (!el.is('subscription', NS_PUBSUB_SUBSCRIPTION)) return undefined;
  const { server, node } = el.attrs as { readonly server?: string; readonly node?: string }; // attributes are strings
  const service = readJid(server);
  if (service === undefined || node === undefined || node === '') return undefined;
  const title = el.getChildText('title', NS_PUBSUB_SUBSCRIPTION) ?? '';
  return { server: service.toString(), node, ...(title !== '' && { title }) };
}
