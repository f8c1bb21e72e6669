import { childElements, readJid, xml, type Element, type XmlElement } from '../core/index.js';
import { NS_DISCO_ITEMS } from '../disco/index.js';
import { pageRequest, readPage, type Page, type PageRequest } from '../rsm/rsm.js';
import { attribute } from './attributes.js';
import { NS_PUBSUB } from './namespaces.js';

/** One item of a node. */
export interface PubsubItem {
  /** Names it in its node. */
  readonly id: string;
  /** Who published it, prepared, as the service says or anyone claims (section 7.1.2.3). */
  readonly publisher?: string;
  /** What was published; absent where the node sends only notifications (section 7.1.2.2). */
  readonly payload?: Element;
}

/** Which items of a node are wanted (section 6.5); without anything all that the service gives. */
export interface ItemsQuery {
  readonly node: string;
  /** Those alone. */
  readonly ids?: readonly string[];
  /** The newest ones alone (section 6.5.7). */
  readonly max?: number;
  /** One page of them. */
  readonly page?: PageRequest;
}

/** `<pubsub/>`, the child of an iq of type `get`, which asks for items. */
export const itemsRequest = ({ node, ids, max, page }: ItemsQuery): XmlElement =>
  xml(
    'pubsub',
    { xmlns: NS_PUBSUB },
    xml(
      'items',
      { node, max_items: max },
      ids?.map((id) => xml('item', { id })),
    ),
    page && pageRequest(page),
  );

/** What a service gave. */
export interface PubsubItemsAnswer {
  readonly node: string;
  readonly items: readonly PubsubItem[];
  /** Absent where the service knows no pages: it gave all that there is. */
  readonly page?: Page;
}

/** Reads the items in an answer; `undefined` where it holds none of a node. */
export function readItemsAnswer(iq: Element): PubsubItemsAnswer | undefined {
  const pubsub = iq.getChild('pubsub', NS_PUBSUB);
  const list = pubsub?.getChild('items', NS_PUBSUB);
  const node = list && attribute(list, 'node');
  if (pubsub === undefined || list === undefined || node === undefined) return undefined;
  const page = readPage(pubsub);
  return { node, items: readItems(list), ...(page !== undefined && { page }) };
}

/** The items of a list, in document order. Those without id are left out. */
export function readItems(list: Element): PubsubItem[] {
  return list.getChildren('item', list.getNS()).flatMap((el) => {
    const id = attribute(el, 'id');
    if (id === undefined) return [];
    const publisher = readJid(attribute(el, 'publisher'));
    const [payload] = childElements(el);
    return {
      id,
      ...(publisher !== undefined && { publisher: publisher.toString() }),
      ...(payload !== undefined && { payload }),
    };
  });
}

/** `<item/>` as it stands in a list. */
export const itemElement = ({ id, publisher, payload }: PubsubItem): XmlElement =>
  xml('item', { id, publisher }, payload);

/**
 * Reads the ids of a node's items in an answer of service discovery: their names are their ids (section
 * 5.5), and all have the address of the service.
 *
 * @returns `undefined` where the answer holds no list.
 */
export function readItemIds(iq: Element): string[] | undefined {
  const query = iq.getChild('query', NS_DISCO_ITEMS);
  return query
    ?.getChildren('item', NS_DISCO_ITEMS)
    .map((el) => attribute(el, 'name'))
    .filter((id) => id !== undefined);
}
