import { xml, type Element, type XmlElement } from '../core/index.js';
import { dataFormElement } from '../data-forms/index.js';
import { attribute } from './attributes.js';
import { NS_PUBSUB, NS_PUBSUB_PUBLISH_OPTIONS } from './namespaces.js';
import { nodeForm, type NodeOptions } from './node-options.js';

/** What is to be published. */
export interface Publication {
  readonly node: string;
  /** Absent: the service makes one. */
  readonly id?: string;
  /** Absent where the node wants none (section 7.1.2.2). */
  readonly payload?: Element;
  /**
   * How the node must be set up. A new node is made so; where one is set up differently nothing is
   * published: `conflict`, with `<precondition-not-met/>` (section 7.1.5).
   */
  readonly options?: NodeOptions;
}

/** `<pubsub/>`, the child of an iq of type `set`, which publishes an item (section 7.1). */
export const publishItem = ({ node, id, payload, options }: Publication): XmlElement =>
  xml(
    'pubsub',
    { xmlns: NS_PUBSUB },
    xml('publish', { node }, xml('item', { id }, payload)),
    options &&
      xml('publish-options', {}, dataFormElement(nodeForm(NS_PUBSUB_PUBLISH_OPTIONS, options))),
  );

/** The id under which an item was published; `undefined` where the service does not say. */
export function readPublishedId(iq: Element): string | undefined {
  const publish = iq.getChild('pubsub', NS_PUBSUB)?.getChild('publish', NS_PUBSUB);
  const item = publish?.getChild('item', NS_PUBSUB);
  return item && attribute(item, 'id');
}

/** `<pubsub/>`, which takes an item away and has subscribers told of it (section 7.2). */
export const retractItem = (node: string, id: string): XmlElement =>
  xml('pubsub', { xmlns: NS_PUBSUB }, xml('retract', { node, notify: true }, xml('item', { id })));
