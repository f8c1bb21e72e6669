/**
 * CRAM-MD5 (RFC 2195) and DIGEST-MD5 (RFC 2831), the server's side: for clients that must show that
 * they do not take them.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { fail, mayActAs, type SaslMechanism, type SaslStep } from './mechanism.js';

/** The password of a user; `undefined` for nobody. */
type FindPassword = (username: string) => string | undefined;

export class CramMd5 implements SaslMechanism {
  #isAsked = false;

  constructor(
    /** `<unique@host>`. */
    private readonly challenge: string,
    private readonly find: FindPassword,
  ) {}

  step(message: string): SaslStep {
    if (!this.#isAsked) {
      this.#isAsked = true;
      return { kind: 'challenge', data: this.challenge };
    }
    const [, username, digest] = /^(.+) ([0-9a-f]{32})$/s.exec(message) ?? [];
    if (username === undefined || digest === undefined) return fail('malformed-request');
    const password = this.find(username);
    if (password === undefined) return fail('not-authorized');
    const expected = createHmac('md5', password).update(this.challenge).digest('hex');
    return isSame(digest, expected) ? { kind: 'success', username } : fail('not-authorized');
  }
}

export class DigestMd5 implements SaslMechanism {
  #state: 'begin' | 'asked' | 'proved' = 'begin';
  #username = '';

  constructor(
    /** The realm, and the host of the digest-uri. */
    private readonly domain: string,
    private readonly nonce: string,
    private readonly find: FindPassword,
    private readonly service = 'xmpp',
  ) {}

  step(message: string): SaslStep {
    switch (this.#state) {
      case 'begin':
        this.#state = 'asked';
        return { kind: 'challenge', data: this.#challenge };
      case 'asked':
        return this.#check(message);
      case 'proved':
        return message === ''
          ? { kind: 'success', username: this.#username }
          : fail('malformed-request');
    }
  }

  get #challenge(): string {
    const { domain, nonce } = this;
    return `realm="${domain}",nonce="${nonce}",qop="auth",algorithm=md5-sess,charset=utf-8`;
  }

  #check(message: string): SaslStep {
    const said = readDirectives(message);
    const { username, cnonce, response, authzid = '', realm = '' } = said;
    if (username === undefined || cnonce === undefined || response === undefined) {
      return fail('malformed-request');
    }
    const uri = `${this.service}/${this.domain}`;
    const isOurs = said.nonce === this.nonce && said.nc === '00000001';
    const password = this.find(username);
    if (!isOurs || realm !== this.domain || said['digest-uri'] !== uri || password === undefined) {
      return fail('not-authorized');
    }
    const digest = (method: string): string => {
      const secret = md5(`${username}:${realm}:${password}`);
      const tail = `:${this.nonce}:${cnonce}${authzid === '' ? '' : `:${authzid}`}`;
      const a1 = md5(Buffer.concat([secret, Buffer.from(tail)])).toString('hex');
      const a2 = md5(`${method}:${uri}`).toString('hex');
      return md5([a1, this.nonce, said.nc, cnonce, 'auth', a2].join(':')).toString('hex');
    };
    if (!isSame(response, digest('AUTHENTICATE'))) return fail('not-authorized');
    if (!mayActAs(authzid, username, this.domain)) return fail('invalid-authzid');
    this.#username = username;
    this.#state = 'proved';
    return { kind: 'challenge', data: `rspauth=${digest('')}` };
  }
}

const directive = /([a-z-]+)=(?:"((?:[^"\\]|\\.)*)"|([^",]*))/gi;

/** The last value of each name, as a client of this century sends them. */
const readDirectives = (message: string): Partial<Record<string, string>> =>
  Object.fromEntries(
    [...message.matchAll(directive)].map(([, name = '', quoted, plain = '']) => [
      name.toLowerCase(),
      quoted === undefined ? plain : quoted.replace(/\\(.)/gs, '$1'),
    ]),
  );

const md5 = (data: string | Uint8Array): Buffer => createHash('md5').update(data).digest();

const isSame = (said: string, expected: string): boolean =>
  said.length === expected.length && timingSafeEqual(Buffer.from(said), Buffer.from(expected));
