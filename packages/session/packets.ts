import { feature, type RoomPackets } from '@xec/xec';
import * as v from 'valibot';

/** What happened to a stream or a login, as plain data. */
export const reason = v.object({
  /** A condition of RFC 6120 sections 4.9.3 and 6.5, or a word of {@link EndCondition}. */
  condition: v.string(),
  text: v.exactOptional(v.string()),
});

export type Reason = v.InferOutput<typeof reason>;

export const sessionState = v.variant('state', [
  v.object({ state: v.picklist(['offline', 'connecting', 'authenticating', 'binding']) }),
  v.object({ state: v.literal('online'), jid: v.string() }),
  v.object({
    state: v.literal('reconnecting'),
    /** How long until the next attempt, in milliseconds. */
    inMs: v.number(),
    reason,
  }),
  v.object({ state: v.literal('ended'), reason }),
]);

/** Where a session stands. */
export type SessionState = v.InferOutput<typeof sessionState>;

export const packets = {
  /** The session's state, each time it changes. */
  session_state: sessionState,
  /** The login succeeded; the server proved that it knows the password where the mechanism can. */
  saslsuccess: v.object({ mechanism: v.string() }),
  /** The login was refused, or the server could not prove itself. */
  saslfailure: reason,
  /** The server ended the stream with an error. */
  streamerror: reason,
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets> {}

  interface FactMap {
    /** What a session keeps about itself. */
    session: { readonly mechanism: string };
  }
}

/** The packets of sessions themselves. Every client uses it. */
export const sessionFeature = feature({ name: 'session', packets });
