/**
 * XEP-0045: Multi-User Chat, version 1.35.5 (2026-05-03).
 * https://xmpp.org/extensions/xep-0045.html
 *
 * Names, and the element that asks to come in.
 */
import {
  childText,
  formatDateTime,
  readDateTime,
  xml,
  type Element,
  type XmlElement,
} from '../core/index.js';
import { mavElement, readMav, type AffiliationVersions } from './affiliation-versions.js';

export const NS_MUC = 'http://jabber.org/protocol/muc';
export const NS_MUC_USER = 'http://jabber.org/protocol/muc#user';

/** Long-lived: what somebody is to the room, inside or not (section 5.2). */
export const affiliations = ['owner', 'admin', 'member', 'outcast', 'none'] as const;
export type Affiliation = (typeof affiliations)[number];

/** What somebody may do for as long as they are inside (section 5.1). */
export const roles = ['moderator', 'participant', 'visitor', 'none'] as const;
export type Role = (typeof roles)[number];

/** Whether `value` is one of the affiliations, or of the roles. */
export const isAffiliation = (value: unknown): value is Affiliation =>
  (affiliations as readonly unknown[]).includes(value);
export const isRole = (value: unknown): value is Role =>
  (roles as readonly unknown[]).includes(value);

/** Status codes that this project acts on or names (section 15.6.2); others are handed on as well. */
export const mucStatus = {
  nonAnonymous: 100,
  affiliationChangedAway: 101,
  configurationChanged: 104,
  self: 110,
  loggingOn: 170,
  loggingOff: 171,
  nowNonAnonymous: 172,
  nowSemiAnonymous: 173,
  created: 201,
  nickAssigned: 210,
  banned: 301,
  newNick: 303,
  kicked: 307,
  affiliationLost: 321,
  membersOnly: 322,
  shutdown: 332,
  removedByError: 333,
} as const;

/** How much of what was said before we would like to get (section 7.2.14). */
export interface RoomHistory {
  readonly maxChars?: number;
  readonly maxStanzas?: number;
  /** Of the last seconds. */
  readonly seconds?: number;
  /** Since then. */
  readonly since?: Date;
}

/** What is said when one asks to come in (section 7.2). */
export interface JoinOptions {
  readonly password?: string;
  readonly history?: RoomHistory;
  /** Asks for the affiliations that changed since this version; `{}` for all (XEP-0463). */
  readonly versions?: Pick<AffiliationVersions, 'since'>;
}

/** `<x/>` of the presence that asks to come in. */
export const joinElement = ({ password, history, versions }: JoinOptions = {}): XmlElement =>
  xml(
    'x',
    { xmlns: NS_MUC },
    password === undefined ? undefined : xml('password', {}, password),
    history &&
      xml('history', {
        maxchars: history.maxChars,
        maxstanzas: history.maxStanzas,
        seconds: history.seconds,
        since: history.since && formatDateTime(history.since),
      }),
    versions && mavElement(versions),
  );

/** Reads {@link joinElement}: the presence of one who asks to come in. */
export function readJoin(presence: Element): JoinOptions | undefined {
  const x = presence.getChild('x', NS_MUC);
  if (x === undefined) return undefined;
  const password = childText(x, 'password', NS_MUC);
  const history = x.getChild('history', NS_MUC);
  const versions = readMav(x);
  return {
    ...(password !== undefined && { password }),
    ...(history !== undefined && { history: readHistory(history) }),
    ...(versions !== undefined && { versions }),
  };
}

function readHistory(el: Element): RoomHistory {
  const maxChars = readCount(el.attrs['maxchars']);
  const maxStanzas = readCount(el.attrs['maxstanzas']);
  const seconds = readCount(el.attrs['seconds']);
  const stamp: unknown = el.attrs['since'];
  const since = typeof stamp === 'string' ? readDateTime(stamp) : undefined;
  return {
    ...(maxChars !== undefined && { maxChars }),
    ...(maxStanzas !== undefined && { maxStanzas }),
    ...(seconds !== undefined && { seconds }),
    ...(since !== undefined && { since }),
  };
}

/** A whole number of at most nine digits. */
export const readCount = (text: unknown): number | undefined =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
