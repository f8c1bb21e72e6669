import type * as v from 'valibot';
import {
  errorContent,
  feature,
  keyPrefix,
  type pageRequestSchema,
  type pageSchema,
  type Feature,
  type KeyPrefix,
  type PacketMap,
  type XepSupport,
} from '../core/index.js';
import { pepNode, type PepDefinition, type PepNode } from './pep-node.js';
import { pepDone, pepItem, pepItems, pepPlace } from './pep-schemas.js';

/** `'Mood/Publish'` and `'Retract'` → `'Mood/Retract'`. */
type Beside<Name extends string, Class extends string> = Name extends `${infer Group}/${string}`
  ? `${Group}/${Class}`
  : never;

/** `'Mood/Publish'` → `'mood_publish_handle'`. */
type HandleKey<Name extends string> = `${KeyPrefix<Name>}_handle`;

/** A room that is one kind of thing which accounts publish: said once, for all there is in it. */
export interface PepRoomDefinition<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
  Key extends string,
  OwnKey extends string,
> extends Omit<PepDefinition<Name, P, R, G, Content>, 'retract' | 'get' | 'keysOf'> {
  /** The feature's name; default that of the payload in lower case. */
  readonly room?: string;
  /** The specifications of what is published. That of the node is added, where any is said. */
  readonly xeps?: readonly XepSupport[];
  /** What is announced beside `<node>+notify`; default the node. */
  readonly namespaces?: readonly string[];
  /** Default: `Retract` and `Get` in the group of `publish`. */
  readonly retract?: R;
  readonly get?: G;
  /** The key of an event, where it is not the payload's name in lower case. */
  readonly key?: Key;
  /** The keys of an event of the own account, where it has its own: each is told. */
  readonly ownKeys?: readonly OwnKey[];
  /** Nodes at which others publish the same, older clients for one: their events are heard, too. */
  readonly alsoAt?: readonly string[];
}

/** `'Mood/Publish'` → `'mood_publish_errorpreconditionnotmet'`: its node could not be set up anew. */
type UnmetKey<Name extends string> = `${KeyPrefix<Name>}_errorpreconditionnotmet`;

/** One item of what `from` published. Empty content, where there is such: not any more. */
export interface PepItem<Content> {
  /** The account; a full JID where one of its clients says it itself. */
  readonly from: string;
  readonly id: string;
  readonly content: Content;
}

/** An item that `from` took back. */
export type PepPlace = v.InferOutput<typeof pepPlace>;

/** Ours is published, or taken back. */
export type PepDone = v.InferOutput<typeof pepDone>;

/** What `from` published, in the service's order. */
export interface PepItems<Content> {
  readonly from: string;
  readonly items: readonly { readonly id: string; readonly content: Content }[];
  /** Where the service knows pages. */
  readonly page?: v.InferOutput<typeof pageSchema>;
  /** Where another page follows: give it to the next request. */
  readonly next?: v.InferOutput<typeof pageRequestSchema>;
}

/** The packets of such a room: its keys, each with the schema of its content. */
export type PepPackets<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
  Keys extends string,
> = Readonly<
  Record<Keys, v.GenericSchema<unknown, PepItem<Content>>> &
    Record<`${Lowercase<Name>}_retract`, v.GenericSchema<unknown, PepPlace>> &
    Record<HandleKey<P> | HandleKey<R>, v.GenericSchema<unknown, PepDone>> &
    Record<UnmetKey<P>, typeof errorContent> &
    Record<HandleKey<G>, v.GenericSchema<unknown, PepItems<Content>>>
>;

/** All there is in such a room. Export the classes by their names, and the feature by that of the room. */
export interface PepRoom<
  Name extends string,
  P extends string,
  R extends string,
  G extends string,
  Content,
  Packets,
> extends Omit<PepNode<Name, P, R, G, Content>, 'eventAt'> {
  /** For the room's line in `PacketMap`. */
  readonly packets: Packets;
  readonly feature: Feature;
}

/**
 * Makes a room of one kind of thing that accounts publish: its actions, its payload, its packets and the
 * feature, which asks services for events (`<node>+notify`, XEP-0163 section 4.3.2).
 *
 * ```ts
 * const room = pepRoom({ name: 'Mood', publish: 'Mood/Publish', node: NS_MOOD, … });
 * export const PublishMood = room.Publish;
 * export const mood = room.feature;
 * declare module '../core/packet/packet.js' {
 *   interface PacketMap extends RoomPackets<typeof room.packets> {}
 * }
 * ```
 */
export function pepRoom<
  const Name extends string,
  const P extends string,
  Content,
  const R extends string = Beside<P, 'Retract'>,
  const G extends string = Beside<P, 'Get'>,
  const Key extends string = Lowercase<Name>,
  const OwnKey extends string = never,
>(
  definition: PepRoomDefinition<Name, P, R, G, Content, Key, OwnKey>,
): PepRoom<Name, P, R, G, Content, PepPackets<Name, P, R, G, Content, Key | OwnKey>> {
  const { name, publish, node, content, room = name.toLowerCase(), alsoAt = [] } = definition;
  const { xeps, namespaces = [node], key = name.toLowerCase() } = definition;
  // The keys of the packets below, which the room adds to those that there are.
  const keys = [key] as unknown as readonly (keyof PacketMap)[];
  const ownKeys = (definition.ownKeys ?? keys) as typeof keys; // as above
  const group = publish.slice(0, publish.indexOf('/'));
  // Where a definition does not say these names, the types have the same defaults.
  const retract = definition.retract ?? (`${group}/Retract` as R);
  const get = definition.get ?? (`${group}/Get` as G); // as above
  const { eventAt, ...classes } = pepNode<Name, P, R, G, Content>({
    ...definition,
    ...{ retract, get },
    keysOf: (from, self) => (from.bare === self.bare ? ownKeys : keys),
  });
  const packets = {
    ...Object.fromEntries([...keys, ...ownKeys].map((each) => [each, pepItem(content)])),
    [`${name.toLowerCase()}_retract`]: pepPlace,
    ...{ [handleKey(publish)]: pepDone, [handleKey(retract)]: pepDone },
    [`${keyPrefix(publish)}_errorpreconditionnotmet`]: errorContent,
    [handleKey(get)]: pepItems(content),
  } as PepPackets<Name, P, R, G, Content, Key | OwnKey>; // keyed by the names that its type is made of
  return {
    ...classes,
    packets,
    feature: feature({
      name: room,
      ...(xeps && { xeps: [...xeps, definition.from === 'self' ? privateData : pep] }),
      namespaces: [...namespaces, `${node}+notify`],
      packets,
      actions: [classes.Publish, classes.Retract, classes.Get],
      payloads: [classes.Event, ...alsoAt.map(eventAt)],
    }),
  };
}

const handleKey = (name: string): string => `${keyPrefix(name)}_handle`;

/** Personal Eventing Protocol: what is for others. */
const pep: XepSupport = { xep: '0163', version: '1.2.2', since: '0.1.0' };
/** Persistent Storage of Private Data via PubSub: what is for the own account alone. */
const privateData: XepSupport = { xep: '0223', version: '1.1.1', since: '0.1.0' };
