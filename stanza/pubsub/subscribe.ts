import { xml, type Element, type XmlElement } from '../core/index.js';
import { dataFormElement, readDataForm, type DataForm } from '../data-forms/index.js';
import { readSubscribedJid, type SubscribedJid } from './affiliations.js';
import { attribute } from './attributes.js';
import { NS_PUBSUB } from './namespaces.js';

/** A subscription of ours; `node` is absent where the service does not say it. */
export interface OwnSubscription extends SubscribedJid {
  readonly node?: string;
}

const pubsub = (...children: (XmlElement | undefined)[]): XmlElement =>
  xml('pubsub', { xmlns: NS_PUBSUB }, ...children);

/** `<pubsub/>`, which subscribes `jid` to a node (section 6.1). */
export const subscribeToNode = (node: string, jid: string): XmlElement =>
  pubsub(xml('subscribe', { node, jid }));

/** `<pubsub/>`, which ends a subscription (section 6.2). */
export const unsubscribeFromNode = (node: string, jid: string, subid?: string): XmlElement =>
  pubsub(xml('unsubscribe', { node, jid, subid }));

/** Reads what became of a subscription; `undefined` where the answer does not say. */
export function readOwnSubscription(iq: Element): OwnSubscription | undefined {
  const el = iq.getChild('pubsub', NS_PUBSUB)?.getChild('subscription', NS_PUBSUB);
  return el && withNode(el, undefined);
}

/** `<pubsub/>`, which asks for our subscriptions at a service (section 5.6). */
export const ownSubscriptionsRequest = (node?: string): XmlElement =>
  pubsub(xml('subscriptions', { node }));

/** Our subscriptions; `undefined` where the answer has no such list. */
export function readOwnSubscriptions(iq: Element): OwnSubscription[] | undefined {
  const list = iq.getChild('pubsub', NS_PUBSUB)?.getChild('subscriptions', NS_PUBSUB);
  return list?.getChildren('subscription', NS_PUBSUB).flatMap((el) => {
    const read = withNode(el, attribute(list, 'node'));
    return read === undefined ? [] : [read];
  });
}

function withNode(el: Element, around: string | undefined): OwnSubscription | undefined {
  const read = readSubscribedJid(el);
  const node = attribute(el, 'node') ?? around;
  return read && { ...read, ...(node !== undefined && { node }) };
}

/** `<pubsub/>`, which asks how we are subscribed (section 6.3.2), or says it (section 6.3.5). */
export const subscriptionOptions = (
  node: string,
  jid: string,
  { subid, form }: { subid?: string; form?: DataForm } = {},
): XmlElement => pubsub(xml('options', { node, jid, subid }, form && dataFormElement(form)));

/** How we are subscribed, as a form to fill in; `undefined` where the answer holds none. */
export function readSubscriptionOptions(iq: Element): DataForm | undefined {
  const options = iq.getChild('pubsub', NS_PUBSUB)?.getChild('options', NS_PUBSUB);
  const el = options?.getChild('x', 'jabber:x:data');
  return el && readDataForm(el);
}
