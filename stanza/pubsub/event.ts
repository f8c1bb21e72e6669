/**
 * XEP-0060: Publish-Subscribe, version 1.30.0 (2025-11-11): events.
 * https://xmpp.org/extensions/xep-0060.html
 */
import { childElements, readJid, type Element } from '../core/index.js';

export const NS_PUBSUB_EVENT = 'http://jabber.org/protocol/pubsub#event';

/** One item that was published. */
export interface PubsubItem {
  /** Names it in its node. */
  readonly id: string;
  /** Who published it, prepared, as the service says or anyone claims (section 7.1.2.3). */
  readonly publisher?: string;
  /** What was published; absent where the node sends only notifications (section 7.1.2.2). */
  readonly payload?: Element;
}

/** What an `<items/>` of an event says. */
export interface PubsubItems {
  readonly node: string;
  /** Published, in document order. */
  readonly items: readonly PubsubItem[];
  /** Ids of items that are gone (section 7.2.2.1). */
  readonly retracted: readonly string[];
}

/**
 * Reads the `<items/>` of an event (sections 7.1.2 and 7.2.2). Items and retractions without id are
 * left out.
 *
 * An event speaks for the `from` of its message, never for a publisher, author or item id.
 *
 * @returns `undefined` without a node.
 */
export function readPubsubItems(items: Element): PubsubItems | undefined {
  const node: unknown = items.attrs['node'];
  if (typeof node !== 'string' || node === '') return undefined;
  const published: PubsubItem[] = [];
  for (const el of items.getChildren('item', NS_PUBSUB_EVENT)) {
    const id = idOf(el);
    if (id === undefined) continue;
    const publisher = readJid(el.attrs['publisher'] as string | undefined); // attributes are strings
    const [payload] = childElements(el);
    published.push({
      id,
      ...(publisher !== undefined && { publisher: publisher.toString() }),
      ...(payload !== undefined && { payload }),
    });
  }
  const retracted = items.getChildren('retract', NS_PUBSUB_EVENT).map(idOf);
  return { node, items: published, retracted: retracted.filter((id) => id !== undefined) };
}

function idOf(el: Element): string | undefined {
  const id: unknown = el.attrs['id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}
