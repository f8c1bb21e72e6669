import { readCaps, NS_CAPS, type Caps } from '../caps/caps.js';
import {
  NS_CLIENT,
  PartsReader,
  RecordKinds,
  childText,
  isElement,
  languageOf,
  normalDateTime,
  partOf,
  readStanzaError,
  type Element,
  type Jid,
  type StanzaErrorInfo,
  type Unread,
} from '../core/index.js';
import { NS_LAST, readLastActivity } from '../last-activity/last-activity.js';
import { NS_NICK } from '../nickname/nickname.js';
import { NS_IDLE, idleSince } from './idle.js';
import {
  MAX_PRIORITY,
  MIN_PRIORITY,
  type PresenceShow,
  type PresenceStatus,
  type SubscriptionType,
} from './kinds.js';
import { readNick } from './nick.js';

const NS_DELAY = 'urn:xmpp:delay';

/** The types of presence that clients get (RFC 6121 section 4.7.1); `probe` is among servers. */
export type PresenceType = 'available' | 'unavailable' | SubscriptionType | 'error';

/** What a presence says. All of it is its sender's claim. */
export interface PresenceInfo {
  /** Who sent it, prepared. */
  readonly jid: string;
  readonly type: PresenceType;
  /** Left out where the sender is simply available. */
  readonly show?: PresenceShow;
  /** Texts by language, each language once. */
  readonly status?: readonly PresenceStatus[];
  /** From -128 to 127; 0 where none or nonsense is said. */
  readonly priority: number;
  /** Since when nobody has used the client: XEP-0082. */
  readonly idle?: string;
  /**
   * For how many seconds nobody had used the client, or how long ago it went, when this was sent: the way
   * before `idle` (XEP-0256), which is read.
   */
  readonly lastActivity?: number;
  readonly nick?: string;
  readonly caps?: Caps;
  /** When it was first sent, if not now (XEP-0203). Not judged here. */
  readonly delay?: PresenceDelay;
  /** What went wrong, in a presence of type `error`. */
  readonly error?: StanzaErrorInfo;
}

/** A stamp of delay (XEP-0203 section 2). */
export interface PresenceDelay {
  /** XEP-0082. */
  readonly stamp: string;
  /** Who says so, as it stands there. */
  readonly from?: string;
}

/**
 * Reads a presence.
 *
 * @param from its prepared sender; the own bare JID where the stanza names none
 * @returns `undefined` for types that no client should get.
 */
export function readPresence(presence: Element, from: Jid): PresenceInfo | undefined {
  const type = readType(presence);
  if (type === undefined) return undefined;
  const jid = from.toString();
  // An error may carry back what was sent: that is no word of its sender (RFC 6120 section 8.3.1).
  if (type === 'error') return { jid, type, priority: 0, error: readStanzaError(presence) };
  const said: Unread<PresenceInfo> = { jid, type, priority: 0 };
  parts.read(presence, said);
  return kinds.note(said as PresenceInfo); // what must be there was set first
}

const kinds = new RecordKinds<PresenceInfo>(() => ({ jid: '', type: '', priority: 0 }));

const part = partOf<PresenceInfo>();

const parts = new PartsReader<PresenceInfo>([
  part('show', [NS_CLIENT], readShow, ['show']),
  part('status', [NS_CLIENT], readStatus, ['status']),
  part('priority', [NS_CLIENT], readPriority, ['priority']),
  part('idle', [NS_IDLE], (presence) => {
    const since = idleSince(presence);
    return since === undefined ? undefined : normalDateTime(since);
  }),
  part('lastActivity', [NS_LAST], (presence) => readLastActivity(presence)?.seconds),
  part('nick', [NS_NICK], readNick),
  part('caps', [NS_CAPS], (presence) => {
    const c = presence.getChild('c', NS_CAPS);
    return c && readCaps(c);
  }),
  part('delay', [NS_DELAY], readDelay),
]);

const types: ReadonlySet<string> = new Set<PresenceType>([
  'available',
  'unavailable',
  'subscribe',
  'subscribed',
  'unsubscribe',
  'unsubscribed',
  'error',
]);

function readType(presence: Element): PresenceType | undefined {
  const type: unknown = presence.attrs['type'];
  // "There is no default value": without type it says that its sender is available.
  if (type === undefined) return 'available';
  if (typeof type !== 'string' || type === 'available' || !types.has(type)) return undefined;
  return type as PresenceType; // one of the set: just looked up
}

function readShow(presence: Element): PresenceShow | undefined {
  const show = childText(presence, 'show', NS_CLIENT)?.trim();
  return show === 'chat' || show === 'away' || show === 'dnd' || show === 'xa' ? show : undefined;
}

/**
 * Texts that are not empty; `undefined` where there is none. "Each instance … MUST possess a distinct value
 * of xml:lang."
 */
function readStatus(presence: Element): PresenceStatus[] | undefined {
  let texts: PresenceStatus[] | undefined;
  /** Their languages; made for a second one. */
  let seen: Set<string | undefined> | undefined;
  for (const el of presence.children) {
    if (!isElement(el) || !el.is('status', NS_CLIENT)) continue;
    const text = el.getText();
    if (text === '') continue;
    const lang = languageOf(el);
    const status = lang === undefined ? { text } : { text, lang };
    if (texts === undefined) {
      texts = [status];
      continue;
    }
    seen ??= new Set([texts[0]?.lang]);
    if (seen.has(lang)) continue;
    seen.add(lang);
    texts.push(status);
  }
  return texts;
}

const isPriority = /^[+-]?\d{1,3}$/;

/** Both recorded servers hand on a priority of 999: what is out of range counts as none. */
function readPriority(presence: Element): number {
  const text = childText(presence, 'priority', NS_CLIENT)?.trim();
  const priority = text !== undefined && isPriority.test(text) ? Number(text) : 0;
  return priority >= MIN_PRIORITY && priority <= MAX_PRIORITY ? priority : 0;
}

function readDelay(presence: Element): PresenceDelay | undefined {
  const el = presence.getChild('delay', NS_DELAY);
  const stamp: unknown = el?.attrs['stamp'];
  const from: unknown = el?.attrs['from'];
  const normal = typeof stamp === 'string' ? normalDateTime(stamp) : undefined;
  if (normal === undefined) return undefined;
  return typeof from === 'string' ? { stamp: normal, from } : { stamp: normal };
}
