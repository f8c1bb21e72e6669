import {
  affiliations,
  parseJid,
  readDateTime,
  roles,
  type Affiliation,
  type MucItem,
  type Occupant,
  type Role,
} from '@xec/stanza';
import * as v from 'valibot';
import { bareJid, errorContent, jid } from '../core/schemas.js';

const list = <S extends v.GenericSchema>(of: S) => v.pipe(v.array(of), v.readonly());
const text = v.exactOptional(v.string());
const count = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));

export const affiliation = v.picklist(affiliations) satisfies v.GenericSchema<Affiliation>;
export const role = v.picklist(roles) satisfies v.GenericSchema<Role>;

/** The room, and nothing else. */
export const ofRoom = v.object({ room: bareJid });

/** A nickname, prepared: it is a resource (XEP-0045 section 7.2.1). */
export const nick = v.pipe(
  v.string(),
  v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
    try {
      return parseJid(`nick.invalid/${dataset.value}`).resource ?? dataset.value;
    } catch (error) {
      addIssue({ message: `expected a nickname: ${(error as Error).message}` }); // InvalidJid
      return NEVER;
    }
  }),
);

const actor = v.exactOptional(v.object({ nick: text, jid: v.exactOptional(jid) }));

/** Somebody in a list or notice; see `MucItem`. */
export const item = v.object({
  affiliation: v.exactOptional(affiliation),
  role: v.exactOptional(role),
  jid: v.exactOptional(jid),
  nick: text,
  actor,
  reason: text,
}) satisfies v.GenericSchema<MucItem>;

/** Versions of a room's affiliations (XEP-0463). */
export const versions = v.object({ since: text, until: text });

const destroyed = v.object({
  alternate: v.exactOptional(bareJid),
  password: text,
  reason: text,
});

/** Status codes of XEP-0045 section 15.6.2. */
const codes = list(v.number());

/** An occupant who came, changed or went; see `Occupant` in @xec/stanza. */
export const occupant = v.object({
  room: bareJid,
  nick: v.string(),
  type: v.picklist(['available', 'unavailable']),
  affiliation,
  role,
  jid: v.exactOptional(jid),
  isSelf: v.exactOptional(v.literal(true)),
  newNick: text,
  codes,
  actor,
  reason: text,
  destroyed: v.exactOptional(destroyed),
  show: v.exactOptional(v.picklist(['chat', 'away', 'dnd', 'xa'])),
  status: v.exactOptional(list(v.object({ text: v.string(), lang: text }))),
  occupantId: text,
  hats: v.exactOptional(
    list(v.object({ uri: v.string(), title: v.string(), hue: v.exactOptional(v.number()) })),
  ),
  versions: v.exactOptional(versions),
}) satisfies v.GenericSchema<Occupant>;

/** What a room tells all who are in it. */
export const roomNotice = v.object({
  room: bareJid,
  codes,
  /** Who became what, without being there. */
  items: list(item),
  versions: v.exactOptional(versions),
});

/** An invitation; see `RoomInvitation` in @xec/stanza. */
export const invitation = v.object({
  room: bareJid,
  /** Who invites. Of a mediated one the room says so. */
  from: jid,
  /** The room handed it on; else `from` sent it. */
  isMediated: v.boolean(),
  reason: text,
  password: text,
  isContinued: v.exactOptional(v.literal(true)),
  thread: text,
});

/** How we are in a room. */
export const joined = v.object({
  room: bareJid,
  nick: v.string(),
  affiliation,
  role,
  occupantId: text,
  codes,
  /** The room did not exist before, and waits for its configuration (section 10.1). */
  isCreated: v.exactOptional(v.literal(true)),
  versions: v.exactOptional(versions),
});

/** A refusal that says of which room. */
export const refused = v.object({ room: bareJid, ...errorContent.entries });
/** … and under which nickname. */
export const refusedNick = v.object({ room: bareJid, nick: v.string(), ...errorContent.entries });

const dateTime = v.pipe(
  v.string(),
  v.check((stamp) => readDateTime(stamp) !== undefined, 'expected a date and time of XEP-0082'),
);

/** What joining is asked with. */
export const joinParams = v.object({
  room: bareJid,
  nick,
  password: text,
  /** What was said before; left out: as the room likes it. `{ maxStanzas: 0 }` for none. */
  history: v.exactOptional(
    v.object({
      maxChars: count,
      maxStanzas: count,
      seconds: count,
      since: v.exactOptional(dateTime),
    }),
  ),
  /** The version of the affiliations that is known already, `''` for none (XEP-0463). */
  affiliationsSince: text,
});
export type JoinParams = v.InferOutput<typeof joinParams>;

/** What a room says of itself; see `RoomInfo` in @xec/stanza. */
export const roomInfo = v.object({
  room: bareJid,
  name: text,
  description: text,
  subject: text,
  language: text,
  occupants: v.exactOptional(v.number()),
  avatar: text,
  features: list(v.string()),
});

/** What making a room is asked with. */
export const newRoom = v.object({ room: bareJid, name: text });
export type NewRoom = v.InferOutput<typeof newRoom>;
