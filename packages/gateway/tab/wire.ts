/**
 * What a tab and the gateway say to each other: JSON, a message a frame. README.md has the table.
 *
 * A tab is greeted with `ready`. Each `subscribe` begins a feed of its own: what the tab missed as
 * packets in order, `live`, and from then on packets as they come. `resync` says: forget what you have of
 * this feed, all that is kept follows.
 */
import { stanzaErrorConditions, type StanzaErrorCondition } from '@xec/stanza';
import { issuesText, type AnyPacket } from '@xec/xec';
import * as v from 'valibot';

const text = (length: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(length));
const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A tab's own name for one of its feeds or requests. */
const ref = text(64);

const tabMessage = v.variant('t', [
  v.strictObject({
    t: v.literal('subscribe'),
    ref,
    /** Keys and patterns to subscribe to. */
    keys: v.pipe(v.array(text(128)), v.nonEmpty(), v.maxLength(500)),
    /** Where a tab that comes back stopped: the session, and the seq of the last packet. */
    session: v.exactOptional(text(256)),
    since: v.exactOptional(place),
  }),
  v.strictObject({ t: v.literal('unsubscribe'), ref }),
  v.strictObject({
    t: v.literal('request'),
    ref,
    /** The action's name, `Message/Publish`. */
    action: text(128),
    params: v.exactOptional(v.unknown()),
  }),
  /** Takes a request back. Its outcome tells whether that was in time. */
  v.strictObject({ t: v.literal('cancel'), ref }),
  /** Try to come online now, where the session waits for its next attempt. */
  v.strictObject({ t: v.literal('connect') }),
]);

/** What a tab says. */
export type TabMessage = v.InferOutput<typeof tabMessage>;
export type TabSubscription = Extract<TabMessage, { t: 'subscribe' }>;
export type TabRequest = Extract<TabMessage, { t: 'request' }>;

/** Why something did not happen: the shape of error packets. */
const wireErrorSchema = v.looseObject({ condition: v.string(), text: v.exactOptional(v.string()) });

/** Why something did not happen: the shape of error packets. */
export type WireError = v.InferOutput<typeof wireErrorSchema>;

const gatewayMessage = v.variant('t', [
  v.strictObject({
    t: v.literal('ready'),
    person: v.strictObject({ id: v.string(), name: v.string(), jid: v.string() }),
    /** The session that seqs belong to. */
    session: v.string(),
    /** Where the session stands now: the content of `session_state`. */
    state: v.looseObject({ state: v.string() }),
  }),
  v.strictObject({
    t: v.literal('packet'),
    /** The feed's `ref`. */
    ref,
    key: v.string(),
    content: v.unknown(),
    from: v.exactOptional(v.string()),
    seq: place,
    at: v.number(),
  }),
  v.strictObject({ t: v.literal('resync'), ref }),
  v.strictObject({ t: v.literal('live'), ref, seq: place }),
  /** Something that the action told while its request is open. */
  v.strictObject({ t: v.literal('progress'), ref, key: v.string(), content: v.unknown() }),
  v.variant('ok', [
    v.strictObject({
      t: v.literal('outcome'),
      ref,
      ok: v.literal(true),
      content: v.exactOptional(v.unknown()),
    }),
    v.strictObject({ t: v.literal('outcome'), ref, ok: v.literal(false), error: wireErrorSchema }),
  ]),
  /** A key or pattern that is refused, or a message that makes no sense. */
  v.strictObject({
    t: v.literal('error'),
    ref: v.exactOptional(ref),
    what: v.string(),
    error: wireErrorSchema,
  }),
]);

/** What a tab is told. */
export type GatewayMessage = v.InferOutput<typeof gatewayMessage>;

/** @throws TypeError that says what is wrong, for anything else than a message of a tab */
export const readTabMessage = (frame: string): TabMessage => read(tabMessage, frame);

/** @throws TypeError that says what is wrong, for anything else than a message of a gateway */
export const readGatewayMessage = (frame: string): GatewayMessage => read(gatewayMessage, frame);

function read<S extends v.GenericSchema>(schema: S, frame: string): v.InferOutput<S> {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    throw new TypeError('expected JSON');
  }
  const found = v.safeParse(schema, value);
  if (!found.success) throw new TypeError(issuesText(found.issues));
  return found.output;
}

/** The packet as the feed `ref` has it. */
export const packetMessage = (
  feed: string,
  { session: _session, ...packet }: AnyPacket,
): GatewayMessage => ({ t: 'packet', ref: feed, ...packet });

/** An error of the gateway itself, in the words of RFC 6120 section 8.3.3. */
export const wireError = (
  condition: StanzaErrorCondition,
  text: string,
): WireError & { readonly text: string } => ({
  condition,
  type: stanzaErrorConditions[condition],
  text,
});
