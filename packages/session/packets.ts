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
  v.object({
    state: v.literal('online'),
    jid: v.string(),
    /** The stream that was lost goes on: the server kept presence, carbons and rooms. */
    resumed: v.exactOptional(v.literal(true)),
  }),
  v.object({
    state: v.literal('reconnecting'),
    /** How long until the next attempt at least, in milliseconds: others of the process may be first. */
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
  /** Comes beside `saslsuccess` where the login was one by SASL2 (XEP-0388), and says as whom. */
  sasl2success: v.object({ mechanism: v.string(), jid: v.string() }),
  /** Comes beside `saslfailure`, and says the same, where the login was one by SASL2. */
  sasl2failure: reason,
  /** Something stored could not be used and is kept in the journal for people to look at. */
  session_setaside: v.object({
    what: v.string(),
    reason: v.string(),
    /** Of a request: its id. It has no other outcome. */
    id: v.exactOptional(v.string()),
  }),
  /** The server ended the stream with an error. */
  streamerror: reason,
};

declare module '@xec/xec' {
  interface PacketMap extends RoomPackets<typeof packets> {}

  interface FactMap {
    /** What a session keeps about itself. */
    session: { readonly mechanism: string };
    /** What identifies this installation to servers, under the key `id`. */
    agent: { readonly id: string };
    /** What a vault sealed: `token` and `keys`. */
    secret: { readonly sealed: string };
  }
}

/**
 * The packets of sessions themselves, and the specifications of streams and logins. Every client uses
 * it. Which transports there are, the application decides.
 */
export const sessionFeature = feature({
  name: 'session',
  xeps: [
    { xep: '0077', version: '2.4', since: '0.1.0' },
    { xep: '0114', version: '1.6', since: '0.1.0' },
    { xep: '0198', version: '1.6.3', since: '0.1.0' },
    { xep: '0386', version: '1.1.0', since: '0.1.0' },
    { xep: '0388', version: '1.0.4', since: '0.1.0' },
    { xep: '0440', version: '1.0.0', since: '0.1.0' },
    { xep: '0445', version: '0.2.0', since: '0.1.0' },
    { xep: '0474', version: '0.5.0', since: '0.1.0' },
    { xep: '0480', version: '0.2.0', since: '0.1.0' },
    { xep: '0484', version: '0.2.0', since: '0.1.0' },
  ],
  packets,
  facts: {
    session: { schema: v.object({ mechanism: v.string() }) },
    agent: { schema: v.object({ id: v.string() }) },
    secret: { schema: v.object({ sealed: v.string() }) },
  },
});
