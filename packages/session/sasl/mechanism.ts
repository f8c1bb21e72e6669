/**
 * The shape of a SASL mechanism (RFC 4422), seen from the client.
 *
 * Mechanisms know bytes. What carries them, `<auth/>` or SASL2's `<authenticate/>`, is the
 * stream's matter.
 */

import type { Secret } from '@xec/xec';
import type { ChannelBinding } from './channel-binding.js';

/** What a server offers for logins; stream features and SASL2's feature have this shape. */
export interface Offer {
  /** Names of mechanisms, as the server has them. */
  readonly mechanisms: readonly string[];
  /** Types of channel bindings; absent where the server names none (XEP-0440). */
  readonly channelBindings?: readonly string[] | undefined;
  /** Whether it is SASL2's (XEP-0388), which has stricter rules. */
  readonly isSasl2?: boolean | undefined;
  /** Mechanisms that stand in the same features: of the other profile, for tokens, these again. */
  readonly beside?: readonly string[] | undefined;
}

/** What a mechanism says: the password, or what was made of it. Revealed where it is sent. */
export type SaslPayload = Secret<Uint8Array>;

/** One login. Made for one exchange and not used again. */
export interface SaslMechanism {
  readonly name: string;

  /** What goes with the request: empty bytes are sent as `=`, `undefined` means none. */
  initial(): Promise<SaslPayload | undefined>;

  /**
   * Answers a challenge.
   *
   * @throws SaslProtocolError when the server does not keep to the mechanism; the login is aborted
   */
  respond(challenge: Uint8Array): Promise<SaslPayload>;

  /**
   * Checks what came with success. The login counts only when this returned.
   *
   * @throws SaslProtocolError when the server did not prove what the mechanism makes it prove
   */
  finish(data: Uint8Array | undefined): void;
}

/** Who logs in. */
export interface SaslCredentials {
  /** The localpart of the account (RFC 6120 section 6.3.8). */
  readonly username: string;
  readonly password?: Secret | undefined;
  /** For OAUTHBEARER and X-OAUTH2: what an OAuth 2.0 server gave out. */
  readonly accessToken?: Secret | undefined;
  /** For HT-…: what the server gave out at an earlier login (XEP-0484). */
  readonly token?: Secret | undefined;
  /** The domain of the account; DIGEST-MD5 names it. */
  readonly domain?: string | undefined;
  /** Whom to act as, if not as oneself: a bare JID. */
  readonly authzid?: string | undefined;
  /**
   * What the login is bound to; `not-offered` where it could be and the server offers nothing for it,
   * which the server is told (RFC 5802 section 6); absent where it cannot be.
   */
  readonly channelBinding?: ChannelBinding | 'not-offered' | undefined;
  /** What the server offered, for it to prove that nobody changed the list (XEP-0474). */
  readonly offer?: Offer | undefined;
  /** Whether the login ends where it does not prove it. */
  readonly needsProofOfOffer?: boolean | undefined;
  /** The nonce of SCRAM or DIGEST-MD5, where an exchange is rehearsed that is written down; else it is random. */
  readonly nonce?: string | undefined;
  /** `count` bytes that nobody can guess. */
  readonly random: (count: number) => Uint8Array;
}

/** What went wrong with a login, beside the server's `<failure/>`. */
export type SaslProtocolErrorCode =
  /** The server did not prove that it knows the account. */
  | 'server-signature'
  /** The server's nonce does not continue ours. */
  | 'nonce'
  /** An iteration count that is too low to protect the password, or too high to compute. */
  | 'iterations'
  | 'malformed'
  /** The server demands an extension that RFC 5802 does not define. */
  | 'mandatory-extension'
  /** The server offered other mechanisms or channel bindings than those that arrived (XEP-0474). */
  | 'downgrade'
  /** The mechanism binds the login to the connection, and there is nothing to bind it to. */
  | 'channel-binding'
  /** The server says, inside the mechanism, that it refuses. */
  | 'server-error'
  /** The user name or password is missing, or holds what cannot be sent. */
  | 'credentials';

/** A login that must not go on. Messages never hold a password or what was computed from one. */
export class SaslProtocolError extends Error {
  override readonly name = 'SaslProtocolError';
  readonly code: SaslProtocolErrorCode;

  constructor(code: SaslProtocolErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
