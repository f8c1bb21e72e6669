/**
 * `<item/>`: what somebody is in a room (XEP-0045 sections 7 to 10). One shape for presence, notices
 * and the lists of moderators, admins and owners.
 */
import {
  RecordKinds,
  childText,
  iqGet,
  iqSet,
  readJid,
  xml,
  type Element,
  type Unread,
  type XmlElement,
} from '../core/index.js';
import { isAffiliation, isRole, type Affiliation, type Role } from './muc.js';

export const NS_MUC_ADMIN = 'http://jabber.org/protocol/muc#admin';

/** Of whom it is said, and what. */
export interface MucItem {
  readonly affiliation?: Affiliation;
  readonly role?: Role;
  /** The real JID, prepared: full in presence, bare in lists. */
  readonly jid?: string;
  /** The nickname; in presence that changes it, the new one. */
  readonly nick?: string;
  /** Who did it. */
  readonly actor?: { readonly nick?: string; readonly jid?: string };
  readonly reason?: string;
}

/** How many items of one element are read. */
const MAX_ITEMS = 10_000;

export const mucItemElement = ({ actor, reason, ...attrs }: MucItem): XmlElement =>
  xml(
    'item',
    { ...attrs },
    actor && xml('actor', { ...actor }),
    reason === undefined ? undefined : xml('reason', {}, reason),
  );

/** Reads an `<item/>`. What is no affiliation, role or JID is left out. */
export function readItem(item: Element): MucItem {
  const xmlns = item.getNS() ?? '';
  const { affiliation, role, nick } = item.attrs as Readonly<Record<string, unknown>>;
  const jid = readAddress(item);
  const actor = item.getChild('actor', xmlns);
  const reason = childText(item, 'reason', xmlns);
  const read: Unread<MucItem> = {};
  if (isAffiliation(affiliation)) read.affiliation = affiliation;
  if (isRole(role)) read.role = role;
  if (jid !== undefined) read.jid = jid;
  if (typeof nick === 'string' && nick !== '') read.nick = nick;
  if (actor !== undefined) read.actor = readActor(actor);
  if (reason !== undefined && reason !== '') read.reason = reason;
  return kinds.note(read as MucItem); // what is absent is not set
}

const kinds = new RecordKinds<MucItem>();

/** The items in an element of namespace `xmlns`. */
export const readMucItems = (el: Element, xmlns: string): MucItem[] =>
  el.getChildren('item', xmlns).slice(0, MAX_ITEMS).map(readItem);

function readActor(el: Element): NonNullable<MucItem['actor']> {
  const nick: unknown = el.attrs['nick'];
  const jid = readAddress(el);
  return {
    ...(typeof nick === 'string' && nick !== '' && { nick }),
    ...(jid !== undefined && { jid }),
  };
}

const readAddress = (el: Element): string | undefined =>
  readJid(el.attrs['jid'] as string | undefined)?.toString(); // attributes are strings

/** Asks a room who has an affiliation (sections 9.5 and 10.5) or a role (sections 8.5 and 9.8). */
export const mucItemsRequest = (
  room: string,
  of: Pick<MucItem, 'affiliation' | 'role'>,
): XmlElement => iqGet(room, xml('query', { xmlns: NS_MUC_ADMIN }, mucItemElement(of)));

/** Changes roles by nickname, or affiliations by JID (sections 8 to 10). */
export const itemsChange = (room: string, items: readonly MucItem[]): XmlElement =>
  iqSet(room, xml('query', { xmlns: NS_MUC_ADMIN }, items.map(mucItemElement)));

/** The list in an answer; `undefined` where it is none. */
export function readItemList(iq: Element): MucItem[] | undefined {
  const query = iq.getChild('query', NS_MUC_ADMIN);
  return query && readMucItems(query, NS_MUC_ADMIN);
}
