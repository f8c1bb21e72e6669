/**
 * The server's side of SASL (RFC 6120 section 6): one object an attempt, one call a message.
 */

import type { SaslCondition } from '@xec/stanza';

export type { SaslCondition };

export interface SaslFailure {
  readonly kind: 'failure';
  readonly condition: SaslCondition;
  readonly text?: string;
}

/** What the server answers to one message of the client; `data` is not yet in base64. */
export type SaslStep =
  | SaslFailure
  | { readonly kind: 'challenge'; readonly data: string }
  | { readonly kind: 'success'; readonly username: string; readonly data?: string };

/** One attempt to log in. */
export interface SaslMechanism {
  /** Whether its messages are bytes, not text: each character of them stands for one. */
  readonly isBinary?: boolean;
  step(message: string): SaslStep;
}

/** A failure, for mechanisms to return. */
export const fail = (condition: SaslCondition, text?: string): SaslFailure => ({
  kind: 'failure',
  condition,
  ...(text !== undefined && { text }),
});

/** Whether the client may act as `authzid`: only as itself (RFC 6120 section 6.3.8). */
export const mayActAs = (authzid: string, username: string, domain: string): boolean =>
  authzid === '' || authzid === `${username}@${domain}`;
