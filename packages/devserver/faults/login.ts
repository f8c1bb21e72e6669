/**
 * Faults of the login: what SASL and bind ask before they answer.
 */
import type { SaslCondition } from '../sasl/mechanism.js';

/** What goes wrong when an account logs in; absent members go right. */
export interface LoginFault {
  readonly refuse: { readonly condition: SaslCondition; readonly text?: string };
  /** The server's final signature is another one, or not there. */
  readonly signature: 'missing' | 'wrong';
  /**
   * The nonce of the challenge: the client's and nothing more, one that does not begin with the
   * client's, or the client's with an ending that is always the same.
   */
  readonly nonce: 'foreign' | 'reused' | 'short';
  /** The iteration count that SCRAM announces and uses. */
  readonly iterations: number;
  /** The resource that bind gives, whatever was asked for. */
  readonly resource: string | ((asked: string | undefined) => string);
}
