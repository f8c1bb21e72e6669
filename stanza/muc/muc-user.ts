/**
 * `<x/>` of `muc#user`: what a room says beside presence and messages (XEP-0045 section 7 to 10).
 */
import { childText, xml, type Element, type Unread, type XmlElement } from '../core/index.js';
import { mavElement, readMav, type AffiliationVersions } from './affiliation-versions.js';
import { mucItemElement, readMucItems, type MucItem } from './item.js';
import { NS_MUC_USER, readCount } from './muc.js';
import { destroyElement, readDestruction, type Destruction } from './owner.js';

export interface MucUser {
  /** Status codes (section 15.6.2), each once, rising. */
  readonly codes: readonly number[];
  readonly items: readonly MucItem[];
  readonly destroyed?: Destruction;
  /** The password of the room, with an invitation. */
  readonly password?: string;
  readonly versions?: AffiliationVersions;
}

/** More than these no stanza has. */
const MAX_CODES = 64;

export const mucUserElement = (
  user: Partial<MucUser>,
  ...children: readonly XmlElement[]
): XmlElement =>
  xml(
    'x',
    { xmlns: NS_MUC_USER },
    (user.items ?? []).map(mucItemElement),
    user.destroyed && destroyElement(user.destroyed),
    (user.codes ?? []).map((code) => xml('status', { code })),
    user.password === undefined ? undefined : xml('password', {}, user.password),
    user.versions && mavElement(user.versions),
    ...children,
  );

/** Reads `<x/>` itself. */
export function readMucUser(x: Element): MucUser {
  const destroy = x.getChild('destroy', NS_MUC_USER);
  const password = childText(x, 'password', NS_MUC_USER);
  const versions = readMav(x);
  const user: Unread<MucUser> = { codes: readCodes(x), items: readMucItems(x, NS_MUC_USER) };
  if (destroy !== undefined) user.destroyed = readDestruction(destroy);
  if (password !== undefined) user.password = password;
  if (versions !== undefined) user.versions = versions;
  return user as MucUser; // what is absent is not set
}

function readCodes(x: Element): number[] {
  const codes = x.getChildren('status', NS_MUC_USER);
  if (codes.length === 0) return [];
  const known = codes.slice(0, MAX_CODES).flatMap((el) => readCount(el.attrs['code']) ?? []);
  return [...new Set(known)].sort((one, other) => one - other);
}
