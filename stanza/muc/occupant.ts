/**
 * Presence of an occupant (XEP-0045 section 7): who is there, as the room says it.
 */
import {
  NS_CLIENT,
  PartsReader,
  RecordKinds,
  partOf,
  unlessEmpty,
  type Element,
  type Jid,
  type Unread,
} from '../core/index.js';
import { NS_OCCUPANT_ID, readOccupantId } from '../occupant-id/occupant-id.js';
import { readPresence, type PresenceShow, type PresenceStatus } from '../presence/index.js';
import type { AffiliationVersions } from './affiliation-versions.js';
import { NS_HATS, readHats, type Hat } from './hats.js';
import { NS_MUC_USER, mucStatus, type Affiliation, type Role } from './muc.js';
import { readMucUser } from './muc-user.js';
import type { Destruction } from './owner.js';

export interface Occupant {
  /** The room, bare. */
  readonly room: string;
  readonly nick: string;
  /** Whether they are there, or have gone: under this nickname at least. */
  readonly type: 'available' | 'unavailable';
  readonly affiliation: Affiliation;
  readonly role: Role;
  /** The real JID, where the room tells it. */
  readonly jid?: string;
  /** It is us: status 110. */
  readonly isSelf?: true;
  /** They go on under this nickname: status 303. */
  readonly newNick?: string;
  /** Status codes (section 15.6.2): 307 kicked, 301 banned … */
  readonly codes: readonly number[];
  /** Who changed them, removed them. */
  readonly actor?: { readonly nick?: string; readonly jid?: string };
  readonly reason?: string;
  /** The room has ended. */
  readonly destroyed?: Destruction;
  readonly show?: PresenceShow;
  readonly status?: readonly PresenceStatus[];
  /** As claimed: it counts in rooms that announce it (XEP-0421 section 4). */
  readonly occupantId?: string;
  readonly hats?: readonly Hat[];
  /** The version of the room's affiliations (XEP-0463). */
  readonly versions?: AffiliationVersions;
}

/**
 * Reads the presence of an occupant.
 *
 * @param from its prepared sender
 * @returns `undefined` where it is none: without nickname, without `<x/>`, of another type.
 */
export function readOccupant(presence: Element, from: Jid): Occupant | undefined {
  const x = presence.getChild('x', NS_MUC_USER);
  if (x === undefined || from.resource === undefined || !presence.is('presence', NS_CLIENT)) {
    return undefined;
  }
  const said = readPresence(presence, from);
  if (said?.type !== 'available' && said?.type !== 'unavailable') return undefined;
  const { codes, items, destroyed, versions } = readMucUser(x);
  const { affiliation = 'none', role = 'none', jid, nick, actor, reason } = items[0] ?? {};
  const { show, status } = said;
  const occupant: Unread<Occupant> = {
    room: from.bare,
    nick: from.resource,
    type: said.type,
    affiliation,
    role,
    codes,
  };
  if (jid !== undefined) occupant.jid = jid;
  if (codes.includes(mucStatus.self)) occupant.isSelf = true;
  if (codes.includes(mucStatus.newNick) && nick !== undefined) occupant.newNick = nick;
  if (actor !== undefined) occupant.actor = actor;
  if (reason !== undefined) occupant.reason = reason;
  if (destroyed !== undefined) occupant.destroyed = destroyed;
  if (show !== undefined) occupant.show = show;
  if (status !== undefined) occupant.status = status;
  if (versions !== undefined) occupant.versions = versions;
  parts.read(presence, occupant);
  return kinds.note(occupant as Occupant); // what must be there was set first
}

const kinds = new RecordKinds<Occupant>(() => ({
  room: '',
  nick: '',
  type: '',
  affiliation: '',
  role: '',
  codes: [],
}));

const part = partOf<Occupant>();

/** What rooms add beside `<x/>`. */
const parts = new PartsReader<Occupant>([
  part('occupantId', [NS_OCCUPANT_ID], readOccupantId),
  part('hats', [NS_HATS], (presence) => unlessEmpty(readHats(presence))),
]);
