/**
 * XEP-0030: Service Discovery, version 2.5.0 (2024-04-30), section 4: disco#items.
 * https://xmpp.org/extensions/xep-0030.html
 */
import { readJid, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_DISCO_ITEMS = 'http://jabber.org/protocol/disco#items';

/** Something that belongs to an entity, or hangs in its tree of nodes. */
export interface DiscoItem {
  /** Prepared. */
  readonly jid: string;
  readonly node?: string;
  /** For display. */
  readonly name?: string;
}

/** `<query/>`, the child of an iq of type `get` (section 4.1), or for one node (section 4.2). */
export const discoItemsRequest = (node?: string): XmlElement =>
  xml('query', { xmlns: NS_DISCO_ITEMS, node });

/** `<query/>`, the child of the answer; `node` is the one that was asked for. */
export const discoItemsResult = (items: readonly DiscoItem[], node?: string): XmlElement =>
  xml(
    'query',
    { xmlns: NS_DISCO_ITEMS, node },
    items.map((item) => xml('item', { jid: item.jid, node: item.node, name: item.name })),
  );

/**
 * Reads the items in an answer, each once and in document order; those without valid JID are left
 * out. Of two with the same JID and node, one of which has a name, the named one counts: Prosody
 * lists its components both ways.
 *
 * @param iq the stanza
 * @returns `undefined` when the stanza does not hold exactly one disco#items query
 */
export function readDiscoItems(iq: Element): DiscoItem[] | undefined {
  const [query, another] = iq.getChildren('query', NS_DISCO_ITEMS);
  if (query === undefined || another !== undefined) return undefined;
  const items = new Map<string, DiscoItem>();
  for (const el of query.getChildren('item', NS_DISCO_ITEMS)) {
    const item = readItem(el);
    if (item === undefined) continue;
    const key = JSON.stringify([item.jid, item.node]);
    if (items.get(key)?.name === undefined) items.set(key, item);
  }
  return [...items.values()];
}

function readItem(el: Element): DiscoItem | undefined {
  const jid = readJid(el.attrs['jid'] as string | undefined); // attributes are strings
  if (jid === undefined) return undefined;
  const node: unknown = el.attrs['node'];
  const name: unknown = el.attrs['name'];
  return {
    jid: jid.toString(),
    ...(typeof node === 'string' && { node }),
    ...(typeof name === 'string' && { name }),
  };
}
