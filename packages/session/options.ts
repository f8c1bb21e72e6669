import type { ParseLimits } from '@xec/stanza';
import type { ConnectOptions, Connector } from '@xec/transport';
import type { OnlineSettings } from '@xec/xec';
import type { BackoffSettings } from './backoff.js';

/** Who a session is, and where it connects. */
export interface SessionOptions {
  /** The account, `juliet@capulet.example`; with a resource, that one is asked for. */
  readonly jid: string;
  /** The account's password. Left out: a login without one (`anonymous`). */
  readonly password?: string | undefined;
  /** Logs in without an account (RFC 4505); `jid` is then the domain. */
  readonly anonymous?: boolean | undefined;
  /** The address of the server, `wss://xmpp.capulet.example/ws`. */
  readonly service: string;
  /** The name under which the journal keeps the session. */
  readonly name: string;
  /** Opens connections. */
  readonly connector: Connector;
  /** What the connector is told: certificates to trust, clear text allowed. */
  readonly connect?: ConnectOptions | undefined;
  /**
   * Allows PLAIN, which shows the password to the server: over TLS or to this machine only, and only
   * where the server offers nothing better. Default false.
   */
  readonly allowPlain?: boolean | undefined;
  /** Mechanisms that may be used; the strongest of those offered is. Default: all there are. */
  readonly mechanisms?: readonly string[] | undefined;
  /** The language of texts for people. Default `en`. */
  readonly lang?: string | undefined;
  readonly limits?: Partial<SessionLimits> | undefined;
  readonly backoff?: Partial<BackoffSettings> | undefined;
  readonly parseLimits?: ParseLimits | undefined;
  readonly online?: Partial<OnlineSettings> | undefined;
  /** Whether features set themselves up when the session comes online. Default true. */
  readonly setUp?: boolean | undefined;
}

/** Times and sizes of a session. */
export interface SessionLimits {
  /** From the open connection to the bound resource, in milliseconds. Default 30,000. */
  readonly loginMs: number;
  /** After so much silence of the server it is asked whether it is there. Default 25,000. */
  readonly silenceMs: number;
  /** How long it may take to say anything then. Default 15,000. */
  readonly answerMs: number;
  /**
   * Bytes that may wait in the socket before stanzas wait in the session. Default 1 MiB; less than
   * 64 KiB counts as that.
   */
  readonly bufferedBytes: number;
  /**
   * After so many suspicious ends of streams with the same cause within `suspicionMs` a session gives
   * up. Default 5.
   */
  readonly suspiciousEnds: number;
  /** Default 600,000. */
  readonly suspicionMs: number;
}

export const defaultSessionLimits: SessionLimits = {
  loginMs: 30_000,
  silenceMs: 25_000,
  answerMs: 15_000,
  bufferedBytes: 1_048_576,
  suspiciousEnds: 5,
  suspicionMs: 600_000,
};
