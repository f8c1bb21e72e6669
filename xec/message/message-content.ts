/**
 * What is kept of a message's claims: who may say when it was sent, and give it an id.
 */
import {
  NS_OCCUPANT_ID,
  NS_STANZA_IDS,
  RecordKinds,
  readJid,
  epochMsOf,
  type Delay,
  type Jid,
  type Message,
  type StanzaId,
  type Unread,
} from '@xec/stanza';
import type { HandlerContext } from '../core/index.js';
import { authorOf } from './author.js';
import type { MessageContent } from './schemas.js';

/** The first Jabber server was announced then: nothing was sent before. */
const FIRST_MESSAGE_MS = Date.UTC(1999, 0, 4);
/** How far our clock and a server's may be apart. */
const CLOCK_TOLERANCE_MS = 24 * 60 * 60 * 1000;
/** What a room that keeps the rules of stanza-ids announces: them, or an archive (XEP-0313). */
const ANNOUNCES_IDS: readonly string[] = [NS_STANZA_IDS, 'urn:xmpp:mam:2'];

/** What of the session decides whom to believe. */
type Facts = Pick<HandlerContext, 'self' | 'fact' | 'now'>;

/**
 * A message as packets tell it: of its stanza-ids only the one that the own account gave, in a room
 * the room; of its delays only those by the own server or the room (XEP-0359 sections 4 and 7,
 * XEP-0203 section 5).
 *
 * Believing them takes that the account or the room takes forged ones away: the account must announce
 * that it does (XEP-0359 section 6), and so must a room whose features we know; of a room whose
 * features we do not know it is assumed. Nobody can tell a delay that the sender wrote in the own server's name.
 */
export function messageContent(message: Message, facts: Facts): MessageContent {
  const { from, stanzaIds, delays, occupantId, replaces, retracts } = message;
  const sender = readJid(from);
  const room = message.type === 'groupchat' ? sender?.toBare() : undefined;
  const nick = sender && nickOf(sender, facts);
  const ids = believed(stanzaIds, room, facts);
  const hasAuthor = replaces !== undefined || retracts !== undefined;
  if (ids === stanzaIds && nick === undefined && !hasAuthor) {
    // Nothing is to be judged, and nothing added: as it is for most who write to us alone.
    if (delays === undefined && occupantId === undefined) return message;
  }
  const content: Unread<MessageContent> = {};
  for (const key of Object.keys(message) as (keyof Message)[]) {
    // Of the same type in both, but for the two that are judged below.
    if (key !== 'delays' && key !== 'occupantId') content[key] = message[key] as never;
  }
  content.stanzaIds = ids;
  if (hasAuthor) content.author = authorOf(facts, from);
  if (sender !== undefined && nick !== undefined) {
    content.nick = nick;
    if (occupantId !== undefined && givesIds(sender, facts)) content.occupantId = occupantId;
  }
  const delay = delays && pickDelay(delays, room, facts);
  if (delay !== undefined) content.delay = delay;
  return kinds.note(content as MessageContent); // all that must be there is there in a message
}

const kinds = new RecordKinds<MessageContent>();

/** Which occupant of a joined room wrote it, to all or to us alone. */
const nickOf = ({ bare, resource }: Jid, facts: Facts): string | undefined =>
  resource === undefined || facts.fact('room', bare) === undefined ? undefined : resource;

/**
 * Whether a room announces that it gives ids to its occupants (XEP-0421 section 4): elsewhere the occupant
 * wrote it.
 */
const givesIds = ({ bare }: Jid, facts: Facts): boolean =>
  facts.fact('room', bare)?.features?.includes(NS_OCCUPANT_ID) === true;

/** Those of the ids that are believed; the list itself where that are all. */
function believed(
  ids: readonly StanzaId[],
  room: Jid | undefined,
  facts: Facts,
): readonly StanzaId[] {
  for (const id of ids) {
    if (!isGivenBy(id, room, facts)) return ids.filter((one) => isGivenBy(one, room, facts));
  }
  return ids;
}

/** "For one-on-one messages the assigning entity is the account. In groupchats … the room." */
function isGivenBy({ by }: StanzaId, room: Jid | undefined, facts: Facts): boolean {
  if (room === undefined) {
    const { bare } = facts.self;
    return by === bare && announcesIds(facts.fact('announced', bare)?.features);
  }
  const known = facts.fact('room', room.bare);
  if (by !== room.bare || known === undefined) return false;
  return known.features === undefined || announcesIds(known.features);
}

/** What was found of lists of features: each message asks for those of its server or room. */
const announcing = new WeakMap<readonly string[], boolean>();

function announcesIds(features: readonly string[] | undefined): boolean {
  if (features === undefined) return false;
  let is = announcing.get(features);
  if (is === undefined) {
    is = features.some((feature) => ANNOUNCES_IDS.includes(feature));
    announcing.set(features, is);
  }
  return is;
}

/** The earliest believable one: a room's history may have waited at our server once more. */
function pickDelay(
  delays: readonly Delay[],
  room: Jid | undefined,
  facts: Facts,
): Delay | undefined {
  const by = [facts.self.domain, room?.bare];
  return delays
    .filter(({ from }) => from !== undefined && by.includes(from))
    .filter((delay) => isSensible(delay, facts.now()))
    .sort((one, other) => timeOf(one) - timeOf(other))[0];
}

/** When a message was sent, where whom we believe says that it came late. */
export const delayOf = ({ delays, type, from }: Message, facts: Facts): Delay | undefined =>
  delays && pickDelay(delays, type === 'groupchat' ? readJid(from)?.toBare() : undefined, facts);

/** Whether a delay's stamp can be true; `now` in milliseconds since 1970. */
export function isSensible(delay: Delay, now: number): boolean {
  const time = timeOf(delay);
  return time >= FIRST_MESSAGE_MS && time <= now + CLOCK_TOLERANCE_MS;
}

const timeOf = ({ stamp }: Delay): number => epochMsOf(stamp);
