import { xml, type Element, type XmlElement } from '../core/index.js';
import { dataFormElement, readDataForm, type DataForm } from '../data-forms/index.js';
import { attribute } from './attributes.js';
import { NS_PUBSUB, NS_PUBSUB_NODE_CONFIG, NS_PUBSUB_OWNER } from './namespaces.js';
import { nodeForm, type NodeOptions } from './node-options.js';

/**
 * `<pubsub/>`, which makes a node (section 8.1); without a name the service gives it one, without
 * options its own way of setting nodes up.
 */
export const createNode = (node: string | undefined, options?: NodeOptions): XmlElement =>
  xml(
    'pubsub',
    { xmlns: NS_PUBSUB },
    xml('create', { node }),
    options && xml('configure', {}, dataFormElement(nodeForm(NS_PUBSUB_NODE_CONFIG, options))),
  );

/** The name of the node that was made; `undefined` where the service does not say. */
export function readCreatedNode(iq: Element): string | undefined {
  const create = iq.getChild('pubsub', NS_PUBSUB)?.getChild('create', NS_PUBSUB);
  return create && attribute(create, 'node');
}

const owner = (child: XmlElement): XmlElement => xml('pubsub', { xmlns: NS_PUBSUB_OWNER }, child);

/** `<pubsub/>`, which asks how a node is set up (section 8.2.1), or says it (section 8.2.4). */
export const configureNode = (node: string, form?: DataForm): XmlElement =>
  owner(xml('configure', { node }, form && dataFormElement(form)));

/** How a node is set up, as a form to fill in; `undefined` where the answer holds none. */
export function readNodeConfiguration(iq: Element): DataForm | undefined {
  const pubsub = iq.getChild('pubsub', NS_PUBSUB_OWNER);
  const el = pubsub?.getChild('configure', NS_PUBSUB_OWNER)?.getChild('x', 'jabber:x:data');
  return el && readDataForm(el);
}

/** `<pubsub/>`, which takes a node away with all that is in it (section 8.4). */
export const deleteNode = (node: string): XmlElement => owner(xml('delete', { node }));

/** `<pubsub/>`, which takes all items of a node away (section 8.5). */
export const purgeNode = (node: string): XmlElement => owner(xml('purge', { node }));
