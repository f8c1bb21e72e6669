/**
 * OAUTHBEARER (RFC 7628) and X-OAUTH2, the server's side.
 */
import { fail, mayActAs, type SaslMechanism, type SaslStep } from './mechanism.js';

/** Whose token it is; `undefined` for a token of nobody. */
type FindUser = (token: string) => string | undefined;

/** `gs2-header kvsep *kvpair kvsep` (RFC 7628 section 3.1); `\x01` separates. */
const bearer = /^n,(?:a=([^,]*))?,\x01(?:[A-Za-z]+=[^\x01]*\x01)*?auth=Bearer ([^\x01]+)\x01/i;

export class OAuthBearer implements SaslMechanism {
  #isRefused = false;

  constructor(
    private readonly domain: string,
    private readonly find: FindUser,
  ) {}

  step(message: string): SaslStep {
    if (this.#isRefused) return fail('not-authorized', 'invalid_token');
    if (message === '') return { kind: 'challenge', data: '' };
    const [, authzid = '', token] = bearer.exec(message) ?? [];
    if (token === undefined) return fail('malformed-request');
    const username = this.find(token);
    if (username === undefined) return this.#refuse();
    const actsAs = authzid.replaceAll('=2C', ',').replaceAll('=3D', '=');
    if (!mayActAs(actsAs, username, this.domain)) return fail('invalid-authzid');
    return { kind: 'success', username };
  }

  /** Says why, and refuses when the client heard it (section 3.2.3). */
  #refuse(): SaslStep {
    this.#isRefused = true;
    return { kind: 'challenge', data: JSON.stringify({ status: 'invalid_token' }) };
  }
}

/** `[authzid] NUL user NUL token`. */
export class XOAuth2 implements SaslMechanism {
  constructor(private readonly find: FindUser) {}

  step(message: string): SaslStep {
    if (message === '') return { kind: 'challenge', data: '' };
    const [, username = '', token = '', ...more] = message.split('\0');
    if (username === '' || token === '' || more.length > 0) return fail('malformed-request');
    return this.find(token) === username ? { kind: 'success', username } : fail('not-authorized');
  }
}
