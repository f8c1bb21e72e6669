/**
 * CRAM-MD5 (RFC 2195), for old servers only.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';
import { prepare } from './prepare.js';

/**
 * Answers a challenge with its HMAC-MD5 under the password.
 *
 * Off unless it is named in `allowLegacy`: the server proves nothing and has to keep the password, or
 * what is as good as it; whoever listens can try passwords at the speed of MD5, since nothing is
 * salted or repeated; nothing ties the login to the connection; the user name's encoding is left
 * open. It was moved to historic for these reasons (draft-ietf-sasl-crammd5-to-historic), as RFC 6331
 * did with DIGEST-MD5.
 */
export class CramMd5 implements SaslMechanism {
  readonly name = 'CRAM-MD5';
  readonly #credentials: SaslCredentials;
  #isAnswered = false;

  constructor(credentials: SaslCredentials) {
    this.#credentials = credentials;
  }

  async initial(): Promise<undefined> {
    return undefined;
  }

  async respond(challenge: Uint8Array): Promise<SaslPayload> {
    if (this.#isAnswered || challenge.length === 0) {
      throw new SaslProtocolError('malformed', 'CRAM-MD5 has one challenge, with data in it.');
    }
    this.#isAnswered = true;
    const { username, password } = this.#credentials;
    if (password === undefined) {
      throw new SaslProtocolError('credentials', 'CRAM-MD5 needs a password.');
    }
    const encoder = new TextEncoder();
    const key = encoder.encode(await prepare(password.reveal(), 'password'));
    const digest = bytesToHex(hmac(md5, key, challenge));
    return new Secret(encoder.encode(`${await prepare(username, 'user name')} ${digest}`));
  }

  finish(): void {
    if (this.#isAnswered) return; // CRAM-MD5 proves nothing about the server: TLS has to.
    throw new SaslProtocolError('malformed', 'The server said success and asked nothing.');
  }
}
