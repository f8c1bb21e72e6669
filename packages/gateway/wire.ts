/**
 * What a tab and the gateway say to each other: JSON, a message a frame.
 *
 * A tab begins with `hello`. It gets `ready`, what it missed as packets in order, `live`, and from
 * then on packets as they come. `resync` says: forget what you have, all that is kept follows.
 */
import { stanzaErrorConditions, type StanzaErrorCondition } from '@xec/stanza';
import { issuesText, type AnyPacket, type ErrorContent } from '@xec/xec';
import * as v from 'valibot';

const text = (length: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(length));

const tabMessage = v.variant('t', [
  v.strictObject({
    t: v.literal('hello'),
    /** Keys and patterns to subscribe to. */
    keys: v.pipe(v.array(text(128)), v.nonEmpty(), v.maxLength(100)),
    /** Where a tab that comes back stopped: the session and the seq of its last packet. */
    session: v.exactOptional(text(256)),
    after: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
  }),
  v.strictObject({
    t: v.literal('request'),
    /** The tab's own number of the request; the outcome carries it. */
    id: text(64),
    /** The action's name, `Message/Publish`. */
    action: text(128),
    params: v.exactOptional(v.unknown()),
  }),
  /** Try to come online now, where the session waits for its next attempt. */
  v.strictObject({ t: v.literal('connect') }),
]);

/** What a tab says. */
export type TabMessage = v.InferOutput<typeof tabMessage>;
export type Hello = Extract<TabMessage, { t: 'hello' }>;
export type TabRequest = Extract<TabMessage, { t: 'request' }>;

/** What a tab is told. */
export type GatewayMessage =
  | {
      readonly t: 'ready';
      readonly person: { readonly id: string; readonly name: string; readonly jid: string };
      /** The session that seqs belong to. */
      readonly session: string;
      /** Where the session stands now: the content of `session_state`. */
      readonly state: unknown;
    }
  | ({ readonly t: 'packet' } & Omit<AnyPacket, 'session'>)
  | { readonly t: 'resync' }
  | { readonly t: 'live'; readonly seq: number }
  | { readonly t: 'outcome'; readonly id: string; readonly ok: true; readonly content: unknown }
  | { readonly t: 'outcome'; readonly id: string; readonly ok: false; readonly error: WireError }
  /** A subscription, or a message that makes no sense. */
  | { readonly t: 'refused'; readonly what: string; readonly error: WireError };

/** Why something did not happen: the shape of error packets. */
export type WireError = ErrorContent;

/** @throws TypeError that says what is wrong, for anything else than a message of a tab */
export function readTabMessage(frame: string): TabMessage {
  let value: unknown;
  try {
    value = JSON.parse(frame);
  } catch {
    throw new TypeError('expected JSON');
  }
  const read = v.safeParse(tabMessage, value);
  if (!read.success) throw new TypeError(issuesText(read.issues));
  return read.output;
}

/** The packet as tabs get it. */
export const packetMessage = ({ session: _session, ...packet }: AnyPacket): GatewayMessage => ({
  t: 'packet',
  ...packet,
});

/** An error of the gateway itself, in the words of RFC 6120 section 8.3.3. */
export const wireError = (condition: StanzaErrorCondition, text: string): WireError => ({
  condition,
  type: stanzaErrorConditions[condition],
  text,
});
