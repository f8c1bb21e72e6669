/**
 * Packets as interfaces see them.
 */
import type { AnyPacket, KeysMatching, PacketMap } from '@xec/xec';

/**
 * Where an XMPP session stands: the content of `session_state`. The session itself emits it, from a
 * floor that widgets do not know.
 */
export type SessionState =
  | { readonly state: 'offline' | 'connecting' | 'authenticating' | 'binding' }
  | {
      readonly state: 'online';
      readonly jid: string;
      /** The stream before goes on: what was known on it still holds. */
      readonly resumed?: boolean;
    }
  | { readonly state: 'reconnecting'; readonly inMs: number; readonly reason: SessionReason }
  | { readonly state: 'ended'; readonly reason: SessionReason };

/** Why a session is not online. */
export interface SessionReason {
  readonly condition: string;
  readonly text?: string;
}

/** Any packet: plain data, its place in the session, when it was made. */
export type WidgetPacket = Omit<AnyPacket, 'session'>;

/** A packet of one of the keys `K`: the key tells which. */
export type PacketOf<K extends string> = K extends string
  ? Omit<WidgetPacket, 'key' | 'content'> & { readonly key: K; readonly content: Content<K> }
  : never;

type Content<K extends string> = K extends 'session_state'
  ? SessionState
  : K extends keyof PacketMap
    ? PacketMap[K]
    : unknown;

/** The keys that the pattern `P` names, those of sessions included. */
export type KeysOf<P extends string> = KeysMatching<P> | Extract<P, 'session_state'>;
