/**
 * EXTERNAL (RFC 4422 appendix A): the connection itself says who this is, as by a certificate of TLS
 * (XEP-0178).
 */
import { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';

/** Says whom to act as, or nothing: the server then takes the identity of the certificate. */
export class External implements SaslMechanism {
  readonly name = 'EXTERNAL';
  readonly #authzid: string;

  constructor({ authzid = '' }: Pick<SaslCredentials, 'authzid'>) {
    this.#authzid = authzid;
  }

  async initial(): Promise<SaslPayload> {
    if (this.#authzid.includes('\0')) {
      throw new SaslProtocolError('credentials', 'EXTERNAL cannot carry the character NUL.');
    }
    return new Secret(new TextEncoder().encode(this.#authzid));
  }

  /** A server that wants the identity once more asks by an empty challenge. */
  async respond(challenge: Uint8Array): Promise<SaslPayload> {
    if (challenge.length === 0) return this.initial();
    throw new SaslProtocolError('malformed', 'EXTERNAL has empty challenges only; one had data.');
  }

  finish(): void {
    // TLS proved who the server is.
  }
}
