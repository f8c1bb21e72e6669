import { xml, type Element, type XmlElement } from '../core/index.js';
import { readDataForm, type DataForm } from '../data-forms/index.js';
import { readSubscribedJid, type SubscribedJid } from './affiliations.js';
import { attribute } from './attributes.js';
import { itemElement, readItems, type PubsubItem } from './items.js';

/** What happens in nodes (section 7.1.2). */
export const NS_PUBSUB_EVENT = 'http://jabber.org/protocol/pubsub#event';

/** What an `<items/>` of an event says. */
export interface PubsubItems {
  readonly node: string;
  /** Published, in document order. */
  readonly items: readonly PubsubItem[];
  /** Ids of items that are gone (section 7.2.2.1). */
  readonly retracted: readonly string[];
}

/** `<event/>`, the child of a message, which tells of items. */
export const itemsEvent = ({ node, items, retracted }: PubsubItems): XmlElement =>
  xml(
    'event',
    { xmlns: NS_PUBSUB_EVENT },
    xml(
      'items',
      { node },
      items.map(itemElement),
      retracted.map((id) => xml('retract', { id })),
    ),
  );

/**
 * Reads the `<items/>` of an event (sections 7.1.2 and 7.2.2). Items and retractions without id are
 * left out.
 *
 * An event speaks for the `from` of its message, never for a publisher, author or item id.
 *
 * @returns `undefined` without a node.
 */
export function readPubsubItems(items: Element): PubsubItems | undefined {
  const node = attribute(items, 'node');
  if (node === undefined) return undefined;
  const retracted = items
    .getChildren('retract', NS_PUBSUB_EVENT)
    .map((el) => attribute(el, 'id'))
    .filter((id) => id !== undefined);
  return { node, items: readItems(items), retracted };
}

/** What happened to a node as a whole. */
export type NodeEvent =
  /** It is gone; `redirect` says where it is now (section 8.4.2). */
  | { readonly kind: 'delete'; readonly node: string; readonly redirect?: string }
  /** All its items are gone (section 8.5.2). */
  | { readonly kind: 'purge'; readonly node: string }
  /** It is set up anew; `form` is absent where the service only says that it is (section 8.2.5). */
  | { readonly kind: 'configuration'; readonly node: string; readonly form?: DataForm }
  /** Somebody's subscription changed (section 8.8.4). */
  | ({ readonly kind: 'subscription'; readonly node: string } & SubscribedJid);

/** The elements of an event that tell of a whole node. */
export const nodeEventKinds = ['delete', 'purge', 'configuration', 'subscription'] as const;

/** Reads one of them; `undefined` for another element, and without a node. */
export function readNodeEvent(el: Element): NodeEvent | undefined {
  const node = attribute(el, 'node');
  if (el.getNS() !== NS_PUBSUB_EVENT || node === undefined) return undefined;
  switch (el.getName()) {
    case 'delete': {
      const to = el.getChild('redirect', NS_PUBSUB_EVENT);
      const redirect = to && attribute(to, 'uri');
      return { kind: 'delete', node, ...(redirect !== undefined && { redirect }) };
    }
    case 'purge':
      return { kind: 'purge', node };
    case 'configuration': {
      const inside = el.getChild('x', 'jabber:x:data');
      const form = inside && readDataForm(inside);
      return { kind: 'configuration', node, ...(form !== undefined && { form }) };
    }
    case 'subscription': {
      const read = readSubscribedJid(el);
      return read && { kind: 'subscription', node, ...read };
    }
    default:
      return undefined;
  }
}
