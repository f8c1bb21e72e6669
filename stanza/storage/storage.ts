/**
 * XEP-0049: Private XML Storage, version 1.2 (2004-03-01), XEP-0223: Persistent Storage of Private Data via
 * PubSub, version 1.1.1 (2023-03-23), and XEP-0222: Persistent Storage of Public Data via PubSub, version 1.0
 * (2008-09-08). https://xmpp.org/extensions/xep-0049.html
 */
import { copyElement, firstChild, xml, type Element, type XmlElement } from '../core/index.js';
import type { AccessModel, NodeOptions } from '../pubsub/index.js';

export const NS_PRIVATE = 'jabber:iq:private';

/** How a node of private data must be set up (XEP-0223 section 4). */
export const privateOptions: NodeOptions = { persist_items: true, access_model: 'whitelist' };

/**
 * How a node of data for others must be set up (XEP-0222 section 2): all of it is kept, and the last item
 * is not sent to who comes online, but only when it changes.
 */
export const publicOptions = (access: AccessModel): NodeOptions => ({
  persist_items: true,
  send_last_published_item: 'never',
  access_model: access,
});

/**
 * How a list of private data must be set up, an item for each (XEP-0402 section 3.3, XEP-0490 section 4):
 * all are kept, and the last one is not sent to who comes online, who asks for all of them.
 */
export const privateListOptions: NodeOptions = {
  persist_items: true,
  max_items: 'max',
  send_last_published_item: 'never',
  access_model: 'whitelist',
};

/** `<query/>`, the child of an iq of type `get`, which asks for the element `name` (XEP-0049). */
export const privateRequest = (name: string, xmlns: string): XmlElement =>
  xml('query', { xmlns: NS_PRIVATE }, xml(name, { xmlns }));

/** `<query/>`, the child of an iq of type `set`, which keeps an element under its name (XEP-0049). */
export const privateStorage = (data: Element): XmlElement =>
  xml('query', { xmlns: NS_PRIVATE }, copyElement(data));

/** What is kept; `undefined` where the answer holds nothing. */
export function readPrivate(iq: Element): Element | undefined {
  const query = iq.getChild('query', NS_PRIVATE);
  return query && firstChild(query);
}
