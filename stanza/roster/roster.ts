/**
 * The roster: RFC 6121 section 2, with versions (section 2.6, formerly XEP-0237).
 * https://www.rfc-editor.org/rfc/rfc6121#section-2
 */
import { readJid, xml, type Element, type XmlElement } from '../core/index.js';

export const NS_ROSTER = 'jabber:iq:roster';
/** The stream feature of servers that keep versions (section 2.6.1). */
export const NS_ROSTER_VERSIONS = 'urn:xmpp:features:rosterver';

/** Who of the two sees the other's presence: we see it with `to`, they see ours with `from`. */
export type RosterSubscription = 'none' | 'to' | 'from' | 'both';

/** What a client may say of a contact (section 2.3). */
export interface RosterEntry {
  /** The contact's bare JID. */
  readonly jid: string;
  /** Our name for the contact. */
  readonly name?: string;
  readonly groups?: readonly string[];
}

/** A contact, as the server keeps it (section 2.1.2). */
export interface RosterItem {
  /** The contact's bare JID, prepared. */
  readonly jid: string;
  readonly name?: string;
  readonly subscription: RosterSubscription;
  /** Our request to see the contact's presence waits for an answer (section 3.1.2). */
  readonly ask?: true;
  /** A request of the contact will be granted by the server (section 3.4). */
  readonly approved?: true;
  /** Each once, in the server's order. */
  readonly groups: readonly string[];
}

/** What a push says of one contact; `remove`: it is a contact no more (section 2.5.2). */
export interface RosterChange extends Omit<RosterItem, 'subscription'> {
  readonly subscription: RosterSubscription | 'remove';
}

/**
 * `<query/>`, the child of an iq of type `get` (section 2.1.3).
 *
 * @param ver the version we know; `''` when we know none and the server keeps versions; left out
 * where it does not: "the client MUST NOT include the 'ver' attribute" (section 2.6.2)
 */
export const rosterGet = (ver?: string): XmlElement => xml('query', { xmlns: NS_ROSTER, ver });

/**
 * The child of an iq of type `set` that adds a contact, or replaces its name and groups by these
 * (sections 2.3 and 2.4): what is left out is taken away.
 */
export const rosterSet = ({ jid, name, groups = [] }: RosterEntry): XmlElement =>
  xml(
    'query',
    { xmlns: NS_ROSTER },
    // A group twice is refused as a bad request (section 2.3.3).
    xml('item', { jid, name }, ...[...new Set(groups)].map((group) => xml('group', {}, group))),
  );

/** The child of an iq of type `set` that removes a contact, and both subscriptions (section 2.5). */
export const rosterRemove = (jid: string): XmlElement =>
  xml('query', { xmlns: NS_ROSTER }, xml('item', { jid, subscription: 'remove' }));

/** A roster, or as much of it as was readable. */
export interface Roster {
  /** The version to ask with next time; opaque (section 2.1.1). */
  readonly ver?: string;
  readonly items: readonly RosterItem[];
}

/**
 * Reads the roster in a result. A child `<item/>` without a valid bare JID is left out; of two with
 * one JID the later one counts.
 *
 * @returns `undefined` for an empty result: what we know is still true (section 2.6.3).
 */
export function readRoster(result: Element): Roster | undefined {
  const query = result.getChild('query', NS_ROSTER);
  if (query === undefined) return undefined;
  const items = new Map<string, RosterItem>();
  for (const el of query.getChildren('item', NS_ROSTER)) {
    const item = readItem(el);
    if (item !== undefined) items.set(item.jid, { ...item, subscription: readSubscription(el) });
  }
  return { ...readVersion(query), items: [...items.values()] };
}

/** A push: one change, and the version of the roster that has it. */
export interface RosterPush {
  readonly ver?: string;
  readonly item: RosterChange;
}

/**
 * Reads the `<query/>` of a push (section 2.1.6).
 *
 * Does not judge the sender: the payload's registration does.
 *
 * @returns `undefined` unless there is exactly one item, and a valid one: a push "contains one and
 * only one item".
 */
export function readRosterPush(query: Element): RosterPush | undefined {
  const [el, ...more] = query.getChildren('item', NS_ROSTER);
  const item = el === undefined || more.length > 0 ? undefined : readItem(el);
  if (el === undefined || item === undefined) return undefined;
  const subscription = el.attrs['subscription'] === 'remove' ? 'remove' : readSubscription(el);
  return { ...readVersion(query), item: { ...item, subscription } };
}

function readVersion(query: Element): { ver?: string } {
  const ver: unknown = query.attrs['ver'];
  return typeof ver === 'string' ? { ver } : {};
}

function readItem(el: Element): Omit<RosterItem, 'subscription'> | undefined {
  const jid = readJid(el.attrs['jid'] as string | undefined); // attributes are strings
  if (jid?.isBare !== true) return undefined;
  const name: unknown = el.attrs['name'];
  const approved: unknown = el.attrs['approved'];
  const groups = el.getChildren('group', NS_ROSTER).map((group) => group.getText());
  return {
    jid: jid.bare,
    ...(typeof name === 'string' && name !== '' && { name }),
    ...(el.attrs['ask'] === 'subscribe' && { ask: true }),
    ...((approved === 'true' || approved === '1') && { approved: true }),
    groups: [...new Set(groups)].filter((group) => group !== ''),
  };
}

/** "The client MUST ignore values … other than": what is left is the schema's default, `none`. */
function readSubscription(el: Element): RosterSubscription {
  const value: unknown = el.attrs['subscription'];
  return value === 'to' || value === 'from' || value === 'both' ? value : 'none';
}
