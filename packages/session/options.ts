import type { ParseLimits, UserAgent } from '@xec/stanza';
import type { ConnectOptions, Connector } from '@xec/transport';
import type { OnlineSettings, Secret } from '@xec/xec';
import type { BackoffSettings } from './backoff.js';
import type { TakeOver } from './open-engine.js';
import type { LegacyMechanismName, ScramKeys } from './sasl/index.js';
import type { Vault } from './vault.js';

/** Who a session is, and where it connects. */
export interface SessionOptions {
  /** The account, `juliet@capulet.example`; with a resource, that one is asked for. */
  readonly jid: string;
  /** The account's password. Left out: a login without one (`anonymous`). */
  readonly password?: string | Secret | undefined;
  /** Logs in without an account (RFC 4505); `jid` is then the domain. */
  readonly anonymous?: boolean | undefined;
  /**
   * Logs in as a component (XEP-0114): `jid` is its domain, and `service` the server's port for
   * components. Nothing is set up then, and no stream can be resumed.
   */
  readonly component?: ComponentOptions | undefined;
  /** The address of the server, in the form that the connector takes. */
  readonly service: string;
  /** The name under which the journal keeps the session. */
  readonly name: string;
  /** Opens connections. */
  readonly connector: Connector;
  /** What the connector is told: certificates to trust, clear text allowed. */
  readonly connect?: ConnectOptions | undefined;
  /**
   * Whether a connection in clear text goes over to TLS where the server offers it. Default true.
   * Without TLS nothing but a server on this machine is talked to, save with `connect.allowInsecure`.
   */
  readonly startTls?: boolean | undefined;
  /**
   * Allows PLAIN, which shows the password to the server: over TLS or to this machine only, and only
   * where the server offers nothing better. Default false.
   */
  readonly allowPlain?: boolean | undefined;
  /**
   * Mechanisms with MD5 that may be used where the server offers nothing better: old servers know no
   * others. They protect no password against who reads the login (RFC 6331). Default: none.
   */
  readonly allowLegacy?: readonly LegacyMechanismName[] | undefined;
  /** An access token of OAuth 2.0, in place of a password (OAUTHBEARER, X-OAUTH2). */
  readonly accessToken?: string | Secret | undefined;
  /** Mechanisms that may be used; the strongest of those offered is. Default: all there are. */
  readonly mechanisms?: readonly string[] | undefined;
  /**
   * Whether SASL2 is used where the server offers it (XEP-0388), with what goes along with it. Default
   * true.
   */
  readonly sasl2?: boolean | undefined;
  /**
   * Whether the server is asked for a token, which makes the next logins one round trip without the
   * password (XEP-0484). It is kept in memory, and in the journal with a {@link vault}. `forget` uses a
   * stored one a last time and lets the server forget it. Default true.
   */
  readonly tokens?: boolean | 'forget' | undefined;
  /** Seals keys and tokens for the journal. Default: they are not stored, and end with the process. */
  readonly vault?: Vault | undefined;
  /** What an earlier login computed from the password, in its place: as secret as the password. */
  readonly scramKeys?: ScramKeys | undefined;
  /**
   * What the server is told of this client, for the account's owner to see. Default: `Xec`, and an id
   * that stays with the stored session.
   */
  readonly userAgent?: UserAgent | undefined;
  /** The language of texts for people. Default `en`. */
  readonly lang?: string | undefined;
  readonly limits?: Partial<SessionLimits> | undefined;
  /** The waits between attempts: random, below a bound that doubles and is twice the time since the loss at most. */
  readonly backoff?: Partial<BackoffSettings> | undefined;
  readonly parseLimits?: ParseLimits | undefined;
  readonly online?: Partial<OnlineSettings> | undefined;
  /**
   * Whether the server is asked to acknowledge stanzas, and to let streams be resumed (XEP-0198).
   * Default true.
   */
  readonly streamManagement?: boolean | undefined;
  /** For how long a stream is to be resumable, in seconds. Default: as the server likes. */
  readonly resumeSeconds?: number | undefined;
  /**
   * What to do about a session that another process owns. Default false: opening it fails with a
   * `JournalError` of code `owned`.
   */
  readonly takeOver?: TakeOver | undefined;
  /** Whether features set themselves up when the session comes online. Default true. */
  readonly setUp?: boolean | undefined;
}

/** What a component needs to log in. */
export interface ComponentOptions {
  /** What it shares with the server; as secret as a password. */
  readonly secret: string | Secret;
}

/** Times and sizes of a session. */
export interface SessionLimits {
  /**
   * Frames that come before the login asks for them. Over it: the stream ends with `policy-violation`;
   * from the last question of the login on they wait in the connection. Default 64.
   */
  readonly unread: number;
  /**
   * Stanzas that come between the binding and the end of the login. Over it: the stream ends with
   * `policy-violation`. Default 1,000.
   */
  readonly early: number;
  /** From the open connection to the bound resource, in milliseconds. Default 30,000. */
  readonly loginMs: number;
  /** After so much silence of the server it is asked whether it is there. Default 30,000. */
  readonly silenceMs: number;
  /**
   * How long it may take to say anything then, and to answer when it is asked for acknowledgements.
   * Default 14,000.
   */
  readonly answerMs: number;
  /**
   * After so many stanzas that the server has not acknowledged it is asked whether it has them. It is
   * asked at once about messages and presence that somebody waits for. Default 10.
   */
  readonly ackAfter: number;
  /** After so long it is asked about fewer, in milliseconds. Default 1,000. */
  readonly ackMs: number;
  /**
   * Bytes that wait in the socket; less than 64 KiB counts as that. Over it: stanzas wait in the session.
   * Default 1 MiB.
   */
  readonly bufferedBytes: number;
  /**
   * Stanzas of no request (answers, receipts) that wait for the socket, or for the server's
   * acknowledgement. Over it: the stream ends with `resource-constraint`. Default 10,000.
   */
  readonly answers: number;
  /**
   * After so many suspicious ends of streams with the same cause within `suspicionMs` a session gives
   * up. Default 5.
   */
  readonly suspiciousEnds: number;
  /** Default 600,000. */
  readonly suspicionMs: number;
  /** How long a session that is suspended may wait for its handlers. Default 4,000. */
  readonly suspendMs: number;
}

export const defaultSessionLimits: SessionLimits = {
  unread: 64,
  early: 1000,
  loginMs: 30_000,
  silenceMs: 30_000,
  answerMs: 14_000,
  ackAfter: 10,
  ackMs: 1000,
  bufferedBytes: 1_048_576,
  answers: 10_000,
  suspiciousEnds: 5,
  suspicionMs: 600_000,
  suspendMs: 4000,
};
