import type { LegacyMechanismName } from '@xec/session';
import type { Element } from '@xec/stanza';
import type { ChannelBindingType } from '@xec/transport';
import type { FactChange, Feature, PendingRecord, UnreadableRecord } from '@xec/xec';

/** What an earlier login left to log in with (XEP-0484). */
export interface RehearsedToken {
  /** `HT-SHA-256-NONE`, … */
  readonly mechanism: string;
  readonly token: string;
  /** When it ends, in milliseconds since 1970. */
  readonly expiry: number;
  /** How often it was used. */
  readonly count: number;
  /** What the server could do together with that login. */
  readonly inline: { readonly bind: boolean; readonly enable: boolean; readonly resume: boolean };
}

/** A login that is rehearsed: the server says nothing by itself but what is offered here. */
export interface RehearsedLogin {
  readonly password?: string | undefined;
  readonly accessToken?: string | undefined;
  readonly allowPlain?: boolean | undefined;
  /** Mechanisms with MD5 that may be used. */
  readonly allowLegacy?: readonly LegacyMechanismName[] | undefined;
  /** The token of an earlier login; absent: there is none. */
  readonly token?: RehearsedToken | undefined;
  /** What the login can be bound to on this connection; absent: nothing. */
  readonly channelBinding?: Readonly<Partial<Record<ChannelBindingType, Uint8Array>>> | undefined;
  /** The only mechanism that may be used; absent: any. */
  readonly mechanism?: string | undefined;
  /** Our nonce of SCRAM or DIGEST-MD5; absent: a random one. */
  readonly nonce?: string | undefined;
  /** What the account is pinned to by an earlier login. */
  readonly pin?: string | undefined;
  /** Whether the connection is TLS; else it is in clear text, to another machine. */
  readonly isSecure: boolean;
  /** The server opened the stream and offers these; absent: it has said nothing yet. */
  readonly offers?: readonly string[] | undefined;
  /** The id of our request to bind a resource. */
  readonly bindId: string;
}

/** A stream with acknowledgements, which was lost or goes on (XEP-0198). */
export interface ManagedStream {
  readonly id: string;
  /** Stanzas that we sent and that are not acknowledged. */
  readonly sent: readonly Element[];
  /** How many the server has acknowledged, modulo 2^32. */
  readonly acked: number;
  /** How many of the server's stanzas we handled, modulo 2^32. */
  readonly handled: number;
  /**
   * `resuming`: we asked to go on with it, `enabling`: we asked for acknowledgements on a new one; and
   * nobody has answered.
   */
  readonly state: 'online' | 'resuming' | 'enabling';
}

/** What the session knows when the curtain rises. */
export interface RehearsalOptions {
  /** Our own full JID. */
  readonly jid: string;
  /** Rehearsals of the same list share its registry. */
  readonly features: readonly Feature[];
  /** The session's name; default: the own bare JID. */
  readonly session?: string;
  /** Requests that wait for their answer. */
  readonly pending?: readonly Omit<PendingRecord, 'session' | 'deadline' | 'timeoutMs'>[];
  /** Stored requests, which may be anything. */
  readonly records?: readonly unknown[];
  /** Stored requests that are no JSON. */
  readonly unreadable?: readonly UnreadableRecord[];
  /** Contacts, joined rooms and what else features keep. */
  readonly facts?: readonly FactChange[];
  /** Namespaces of stream features that the server offers beside resource binding. */
  readonly streamFeatures?: readonly string[];
  /** Present: the session is in its login. */
  readonly login?: RehearsedLogin;
  readonly stream?: ManagedStream;
}
