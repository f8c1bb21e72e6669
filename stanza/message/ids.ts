/**
 * XEP-0359: Unique and Stable Stanza IDs, version 0.7.0 (2023-02-20).
 * https://xmpp.org/extensions/xep-0359.html
 */
import { isElement, readJid, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_STANZA_IDS = 'urn:xmpp:sid:0';

/** An id that an archive gave to a message. */
export interface StanzaId {
  readonly id: string;
  /** Who says to have given it, prepared. A claim until its maker is known to keep the rules. */
  readonly by: string;
}

/** `<origin-id/>`: an id that its sender chose, and that rooms leave alone (section 3.2). */
export const originId = (id: string): XmlElement => xml('origin-id', { xmlns: NS_STANZA_IDS, id });

/** The origin-id of a message: "spoofable", so no key (section 7). */
export function readOriginId(message: Element): string | undefined {
  const id: unknown = message.getChild('origin-id', NS_STANZA_IDS)?.attrs['id'];
  return typeof id === 'string' && id !== '' ? id : undefined;
}

/**
 * Reads the stanza-ids of a message (section 3.1), whoever they say to be from.
 *
 * Of two by one entity neither counts: there is "at most one" (section 4), so one of them is forged
 * and that entity did not take it away.
 */
export function readStanzaIds(message: Element): StanzaId[] {
  let first: StanzaId | undefined;
  /** By their makers; made for a second one, which few messages have. */
  let ids: Map<string, string | undefined> | undefined;
  for (const el of message.children) {
    if (!isElement(el) || !el.is('stanza-id', NS_STANZA_IDS)) continue;
    const one = readStanzaId(el);
    if (one === undefined) continue;
    if (first === undefined) {
      first = one;
      continue;
    }
    ids ??= new Map([[first.by, first.id]]);
    ids.set(one.by, ids.has(one.by) ? undefined : one.id);
  }
  if (ids === undefined) return first === undefined ? [] : [first];
  const found: StanzaId[] = [];
  for (const [by, id] of ids) if (id !== undefined) found.push({ id, by });
  return found;
}

function readStanzaId(el: Element): StanzaId | undefined {
  const id: unknown = el.attrs['id'];
  const by = readJid(el.attrs['by'] as string | undefined)?.toString(); // attributes are strings
  return typeof id !== 'string' || id === '' || by === undefined ? undefined : { id, by };
}
