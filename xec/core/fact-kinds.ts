/**
 * What facts look like: a stored one that does not is dropped, as if it had never been learnt.
 */
import { parseJid } from '@xec/stanza';
import * as v from 'valibot';
import type { BoundName } from './bounds.js';
import type { FactMap, FactSection } from './facts.js';
import { bareJid, jid } from './schema/jid.js';
import { pageSchema } from './schema/page.js';

/** What a room says of a section of facts. */
export interface FactKind<Value = unknown> {
  /** What a stored value must be. Fields that it does not name are left out. */
  readonly schema: v.GenericSchema<unknown, Value>;
  /** The bound of their number: what is stored above it is dropped, the oldest (`at`) first. */
  readonly bound?: BoundName;
}

/** Sections of facts that a feature declares; it may learn no others. */
export type FactKinds = { readonly [S in FactSection]?: FactKind<FactMap[S]> };

/**
 * Does not compile where a schema leaves out a field that its facts may have, for such a field would be
 * lost whenever a session begins anew. The error says which one.
 */
export type NamesAll<K extends FactKinds> = {
  readonly [S in keyof K]: NonNullable<K[S]> extends {
    readonly schema: v.GenericSchema<unknown, infer Read>;
  }
    ? NamesAllOf<Unnamed<FactMap[S & FactSection], Read>>
    : unknown;
};

type NamesAllOf<Left> = [Left] extends [never] ? unknown : { readonly schema: { names: Left } };

/** The fields of `Fact`, at any depth, that what is `Read` can never have. */
type Unnamed<Fact, Read> = Fact extends string | number | boolean | null | undefined
  ? never
  : Fact extends readonly (infer Each)[]
    ? Unnamed<Each, Read extends readonly (infer EachRead)[] ? EachRead : never>
    : {
        [F in Fields<Fact>]: F extends Fields<Read>
          ? Unnamed<ValueOf<Fact, F>, ValueOf<Read, F>>
          : F;
      }[Fields<Fact>];

/** Of all members of a union. */
type Fields<T> = T extends object ? keyof T : never;
type ValueOf<T, F> = T extends object ? (F extends keyof T ? T[F] : never) : never;

const texts = v.pipe(v.array(v.string()), v.readonly());
const yes = v.exactOptional(v.literal(true));
const flag = v.exactOptional(v.boolean());
const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const stream = v.pipe(
  v.object({
    account: bareJid,
    service: v.string(),
    jid,
    isPrivate: yes,
    id: v.exactOptional(v.string()),
    isSealed: yes,
    location: v.exactOptional(v.string()),
    maxSeconds: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  }),
  v.check(({ account, jid }) => isOf(account, jid), 'expected a JID of the account'),
);

/** As when it was bound: who logged in without an account was given one. */
function isOf(account: string, bound: string): boolean {
  const own = parseJid(account);
  const { local, domain } = parseJid(bound);
  return domain === own.domain && (own.local ?? local) === local;
}

/** Facts that need no room. */
export const coreFacts = {
  contact: {
    schema: v.object({
      subscription: v.picklist(['none', 'to', 'from', 'both']),
      ask: flag,
      approved: flag, // the roster's
      name: v.exactOptional(v.string()),
      groups: v.exactOptional(texts),
    }),
    bound: 'roster.contacts',
  },
  room: {
    schema: v.object({ nick: v.string(), features: v.exactOptional(texts), isLeaving: yes }),
    bound: 'muc.rooms',
  },
  query: {
    schema: v.object({
      archive: bareJid,
      seen: v.exactOptional(texts),
      end: v.exactOptional(
        v.object({ page: pageSchema, isComplete: v.boolean(), isUnstable: v.boolean() }),
      ),
    }),
    bound: 'mam.queries',
  },
  announced: { schema: v.object({ features: texts }) },
  stream: { schema: stream },
  start: { schema: v.object({ inbound: whole, starts: whole, tries: whole }) },
  gathering: { schema: v.object({ name: v.string() }) },
} as const satisfies FactKinds;

coreFacts satisfies NamesAll<typeof coreFacts>;
