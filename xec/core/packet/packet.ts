/**
 * Packets: what actions and payloads tell the application, under typed keys.
 */
import type * as v from 'valibot';
import type { OutcomeCondition } from '../errors.js';
import type { ErrorContent, Schema } from '../schemas.js';

/**
 * Every packet key and its content. Rooms add theirs, and so do applications:
 *
 * ```ts
 * declare module '@xec/xec' {
 *   interface PacketMap { weather_get_handle: { celsius: number } }
 * }
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- rooms fill it by augmentation
export interface PacketMap {}

/** A key of {@link PacketMap}, or one under which the engine tells of an error of some action. */
export type PacketKey = (keyof PacketMap & string) | EngineErrorKey;

/**
 * The keys under which the engine reports errors where no method does. Which actions there are is not
 * asked here, but of the registry when one subscribes: each has dozens of such keys, and thousands of
 * types are more than a compiler can compare.
 */
export type EngineErrorKey = `${string}_${string}_error${ConditionKey<OutcomeCondition>}`;

/**
 * `K`, unless its action has a method for every error: then they come as `…_error`, and the engine tells
 * only of what went wrong while the answer was handled.
 */
export type ToldByEngine<K extends EngineErrorKey> =
  K extends `${infer Prefix}_error${infer Condition}`
    ? Condition extends 'handlerfailed' | 'malformedreply'
      ? K
      : `${Prefix}_error` extends keyof PacketMap
        ? never
        : K
    : never;

/** What a subscriber gets. Plain data: it can be stored and sent to a browser. */
export interface AnyPacket {
  readonly key: string;
  readonly content: unknown;
  /** Who caused it: the prepared sender of the stanza; absent where no stanza did. */
  readonly from?: string;
  /** The session's name. */
  readonly session: string;
  /** Rises by one with each packet of a session, across restarts. */
  readonly seq: number;
  /** When it was made, milliseconds since 1970. */
  readonly at: number;
}

/** What is told under the key `K`; `never` where it is none. */
export type ContentAt<K> = K extends keyof PacketMap
  ? PacketMap[K]
  : K extends EngineErrorKey
    ? Frozen<ErrorContent>
    : never;

/** A packet of key `K`; for several keys, one of theirs. */
export type Packet<K extends PacketKey = PacketKey> = K extends PacketKey
  ? Omit<AnyPacket, 'key' | 'content'> & { readonly key: K; readonly content: ContentAt<K> }
  : never;

/** Plain data that nobody changes: a packet has many readers. */
export type Frozen<T> = T extends readonly (infer Item)[]
  ? readonly Frozen<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/** What packets of these schemas hold. */
export type PacketsOf<P extends Readonly<Record<string, Schema>>> = {
  readonly [K in keyof P]: Frozen<v.InferOutput<P[K]>>;
};

/** `'Roster/AddItem'` → `'roster_additem'`. */
export type KeyPrefix<Name extends string> = Name extends `${infer Group}/${infer Class}`
  ? Lowercase<`${Group}_${Class}`>
  : Lowercase<Name>;

/** `'item-not-found'` → `'itemnotfound'`. */
export type ConditionKey<C extends string> = C extends `${infer Head}-${infer Tail}`
  ? `${Head}${ConditionKey<Tail>}`
  : C;

/**
 * What a room adds to {@link PacketMap}: its declared packets. The names of its actions are for readers.
 *
 * ```ts
 * declare module '../core/packet/packet.js' {
 *   interface PacketMap extends RoomPackets<typeof packets, 'Roster/AddItem'> {}
 * }
 * ```
 */
export type RoomPackets<
  P extends Readonly<Record<string, Schema>>,
  _Actions extends string = never,
> = PacketsOf<P>;

/** `M` where the action or payload `Name` may deliver under it, else `never`. */
export type MethodOf<Name extends string, M extends string> = [
  KnownKey<`${KeyPrefix<Name>}_${M}`>,
] extends [never]
  ? never
  : M;

type KnownKey<K extends string> = K extends keyof PacketMap
  ? K
  : K extends EngineErrorKey
    ? ToldByEngine<K>
    : never;

/** The content that belongs to `<Name>_<Method>`. */
export type ContentOf<
  Name extends string,
  Method extends string,
> = ContentAt<`${KeyPrefix<Name>}_${Method}`>;

/** `'Roster/AddItem'` → `'roster_additem'`. */
export const keyPrefix = (name: string): string => name.replace('/', '_').toLowerCase();

/** `'item-not-found'` → `'itemnotfound'`. */
export const conditionKey = (condition: string): string => condition.replaceAll('-', '');
