/**
 * Nodes whose owners let people in: they are asked by a form, and may ask who waits (XEP-0060 sections 8.6 and
 * 8.7).
 */
import {
  NS_COMMANDS,
  NS_PUBSUB_EVENT,
  NS_PUBSUB_SUBSCRIBE_AUTHORIZATION,
  PUBSUB_GET_PENDING,
  dataFormElement,
  formText,
  readDataForm,
  readJid,
  xml,
  type DataForm,
  type Element,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../../accounts.js';
import { Refusal } from '../../errors.js';
import { demand, type NodeHost } from './asked.js';
import type { PepNode } from './node.js';

const formType = NS_PUBSUB_SUBSCRIBE_AUTHORIZATION;

/** Asks the owners of a node about those who want to be subscribed. */
export function askOwners(node: PepNode, host: NodeHost, jids: Iterable<string>): void {
  for (const jid of jids) {
    for (const [owner, affiliation] of node.affiliations) {
      if (affiliation === 'owner') host.write?.(owner, dataFormElement(question(node, jid)));
    }
  }
}

const question = (node: PepNode, jid: string): DataForm => ({
  type: 'form',
  title: 'PubSub subscriber request',
  instructions: ['Say whether this account may subscribe to the node.'],
  formType,
  fields: [
    { type: 'text-single', var: 'pubsub#node', label: 'Node', value: node.name },
    { type: 'jid-single', var: 'pubsub#subscriber_jid', label: 'Account', value: jid },
    { type: 'boolean', var: 'pubsub#allow', label: 'Let it in?', value: false },
  ],
});

/** What somebody is to a node. */
export const subscriptionElement = (node: PepNode, jid: string): XmlElement =>
  xml('subscription', { node: node.name, jid, subscription: node.subscription(jid) });

/** Subscribes an account, or ends that; it is told (section 8.6). */
export function decide(
  node: PepNode,
  host: NodeHost,
  jid: string,
  subscription: 'subscribed' | 'none',
): void {
  if (node.subscription(jid) === subscription) return;
  node.pending.delete(jid);
  if (subscription === 'none') node.subscribers.delete(jid);
  else node.subscribers.add(jid);
  host.write?.(jid, xml('event', { xmlns: NS_PUBSUB_EVENT }, subscriptionElement(node, jid)));
}

/** What an owner says to such a question. "If the owner cancels …, the request MUST remain". */
export function hearDecision(x: Element, host: NodeHost, who: Account): void {
  const form = readDataForm(x);
  if (form?.type !== 'submit' || form.formType !== formType) return;
  const node = host.nodes.get(formText(form, 'pubsub#node') ?? '');
  if (node === undefined) throw new Refusal('item-not-found');
  demand(host.isOwner(node, who));
  const jid = readJid(formText(form, 'pubsub#subscriber_jid'))?.bare;
  const isAllowed = ['1', 'true'].includes(formText(form, 'pubsub#allow') ?? '');
  // Another owner may have decided, or the request was taken back.
  if (jid === undefined || !node.pending.has(jid)) return;
  decide(node, host, jid, isAllowed ? 'subscribed' : 'none');
}

/**
 * Answers the command `get-pending`: first which nodes there are, then that the questions come.
 *
 * @param later what is to be done after the answer
 */
export function answerPending(
  command: Element,
  host: NodeHost,
  who: Account,
  later: (work: () => void) => void,
): XmlElement {
  if (command.attrs['node'] !== PUBSUB_GET_PENDING) throw new Refusal('item-not-found');
  const owned = [...host.nodes.values()].filter((node) => host.isOwner(node, who));
  demand(owned.length > 0);
  const form = readDataForm(command);
  const sessionid = (command.attrs['sessionid'] as string | undefined) ?? host.randomId(); // a string
  const step = { xmlns: NS_COMMANDS, node: PUBSUB_GET_PENDING, sessionid };
  if (form === undefined) {
    return xml('command', { ...step, status: 'executing' }, dataFormElement(choice(owned)));
  }
  const node = host.nodes.get(formText(form, 'pubsub#node') ?? '');
  if (node === undefined) throw new Refusal('item-not-found');
  demand(owned.includes(node));
  later(() => {
    askOwners(node, host, node.pending);
  });
  return xml('command', { ...step, status: 'completed' });
}

const choice = (nodes: readonly PepNode[]): DataForm => ({
  type: 'form',
  instructions: [],
  formType,
  fields: [
    {
      type: 'list-single',
      var: 'pubsub#node',
      options: nodes.map(({ name }) => ({ value: name })),
    },
  ],
});
