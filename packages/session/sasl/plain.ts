/**
 * PLAIN (RFC 4616): the password itself, for connections that nobody else reads.
 */
import { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';

const encoder = new TextEncoder();

/** `[authzid] NUL authcid NUL passwd`; the server prepares what it gets (section 2). */
export class Plain implements SaslMechanism {
  readonly name = 'PLAIN';
  readonly #credentials: SaslCredentials;

  constructor(credentials: SaslCredentials) {
    this.#credentials = credentials;
  }

  async initial(): Promise<SaslPayload> {
    const { authzid = '', username } = this.#credentials;
    const password = this.#credentials.password?.reveal();
    if (username === '' || password === undefined || password === '') {
      throw new SaslProtocolError('credentials', 'PLAIN needs a user name and a password.');
    }
    const parts = [authzid, username, password];
    if (parts.some((part) => part.includes('\0'))) {
      throw new SaslProtocolError('credentials', 'PLAIN cannot carry the character NUL.');
    }
    return new Secret(encoder.encode(parts.join('\0')));
  }

  async respond(): Promise<SaslPayload> {
    throw new SaslProtocolError('malformed', 'PLAIN has no challenges; the server sent one.');
  }

  finish(): void {
    // PLAIN proves nothing about the server: TLS has to.
  }
}
