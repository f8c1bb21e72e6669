/**
 * DIGEST-MD5 (RFC 2831), for old servers only.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js';
import { encodeBase64 } from '@xec/stanza';
import { malformed, only, quote, readDirectives, type Directives } from './digest-message.js';
import { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';
import { prepare } from './prepare.js';
import { equalInConstantTime } from './scram-hash.js';

/** "At least 64 bits of entropy" are recommended (section 2.1.2). */
const NONCE_BYTES = 18;
/** The client never uses a server's nonce twice. */
const NONCE_COUNT = '00000001';

/**
 * Proves the password by MD5, and lets the server prove it too.
 *
 * Off unless it is named in `allowLegacy`: RFC 6331 moved it to historic. Its options let
 * implementations disagree, also on the realm and on how names are written in UTF-8; MD5, without
 * repetition, lets whoever listens try passwords fast; the server keeps what is as good as the
 * password; and there is no channel binding. It has no ciphers here (`auth` is the only quality of
 * protection): those are broken, and TLS is there for it.
 */
export class DigestMd5 implements SaslMechanism {
  readonly name = 'DIGEST-MD5';
  readonly #credentials: SaslCredentials;
  /** `xmpp/capulet.example` (section 2.1.2). */
  readonly #uri: string;
  readonly #clientNonce: string;
  #expected: string | undefined = undefined;
  #isVerified = false;

  /** @param service the registered name of the protocol */
  constructor(credentials: SaslCredentials, service = 'xmpp') {
    this.#credentials = credentials;
    this.#uri = `${service}/${credentials.domain ?? ''}`;
    this.#clientNonce = credentials.nonce ?? encodeBase64(credentials.random(NONCE_BYTES));
  }

  /** Nothing: this is not the "subsequent authentication" of section 2.2. */
  async initial(): Promise<undefined> {
    return undefined;
  }

  async respond(challenge: Uint8Array): Promise<SaslPayload> {
    const directives = readDirectives(challenge);
    if (this.#expected === undefined) return this.#answer(directives);
    this.#verify(directives);
    return new Secret(new Uint8Array(0));
  }

  finish(data: Uint8Array | undefined): void {
    if (data !== undefined && data.length > 0) this.#verify(readDirectives(data));
    if (!this.#isVerified) throw unproven('The server said success and proved nothing.');
  }

  async #answer(challenge: Directives): Promise<SaslPayload> {
    const nonce = only(challenge, 'nonce');
    if (nonce === undefined || nonce === '') throw malformed('a nonce');
    if (only(challenge, 'algorithm') !== 'md5-sess') throw malformed('the algorithm md5-sess');
    const qualities = only(challenge, 'qop')?.split(/[\s,]+/u) ?? ['auth'];
    if (!qualities.includes('auth')) throw malformed('auth as quality of protection');
    const isUtf8 = only(challenge, 'charset') === 'utf-8';

    const { authzid, domain = '' } = this.#credentials;
    const [username, password] = await this.#secret(isUtf8);
    const realm = realmOf(challenge.get('realm') ?? [], domain);
    const a1 = concatBytes(
      md5(join(':', [latin1(username), latin1(realm), latin1(password)])),
      utf8(`:${nonce}:${this.#clientNonce}${authzid === undefined ? '' : `:${authzid}`}`),
    );
    const key = hex(a1);
    const response = (method: string): string => {
      const a2 = hex(utf8(`${method}:${this.#uri}`));
      return hex(utf8([key, nonce, NONCE_COUNT, this.#clientNonce, 'auth', a2].join(':')));
    };
    this.#expected = response('');
    const parts = [
      ...(isUtf8 ? ['charset=utf-8'] : []),
      `username=${quote(username)}`,
      `realm=${quote(realm)}`,
      `nonce=${quote(nonce)}`,
      `nc=${NONCE_COUNT}`,
      `cnonce=${quote(this.#clientNonce)}`,
      `digest-uri=${quote(this.#uri)}`,
      `response=${response('AUTHENTICATE')}`,
      'qop=auth',
      ...(authzid === undefined ? [] : [`authzid=${quote(authzid)}`]),
    ];
    const text = parts.join(',');
    return new Secret(isUtf8 ? utf8(text) : latin1(text));
  }

  /** A server that does not say `charset=utf-8` takes ISO 8859-1 (section 2.1.1). */
  async #secret(isUtf8: boolean): Promise<readonly [string, string]> {
    const { username, password } = this.#credentials;
    if (password === undefined) {
      throw new SaslProtocolError('credentials', 'DIGEST-MD5 needs a password.');
    }
    const texts = [
      await prepare(username, 'user name'),
      await prepare(password.reveal(), 'password'),
    ] as const;
    if (!isUtf8 && texts.some((text) => !isLatin1(text))) {
      const message = 'The user name or password has characters that this server does not take.';
      throw new SaslProtocolError('credentials', message);
    }
    return texts;
  }

  #verify(directives: Directives): void {
    this.#isVerified = false;
    const expected = this.#expected;
    const said = only(directives, 'rspauth');
    if (said === undefined) throw malformed('rspauth');
    if (expected === undefined || !equalInConstantTime(utf8(said), utf8(expected))) {
      throw unproven('The server does not know this account: its proof is wrong.');
    }
    this.#isVerified = true;
  }
}

/** Of several realms, the one of the domain, else the first; without one the domain (section 2.1.1). */
const realmOf = (realms: readonly string[], domain: string): string =>
  realms.includes(domain) ? domain : (realms[0] ?? domain);

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const isLatin1 = (text: string): boolean => !/[^\0-\xff]/u.test(text);

/** What ISO 8859-1 can write is hashed in it, even where the rest is UTF-8 (section 2.1.2.1). */
const latin1 = (text: string): Uint8Array =>
  isLatin1(text) ? Uint8Array.from(text, (character) => character.charCodeAt(0)) : utf8(text);

const join = (separator: string, parts: readonly Uint8Array[]): Uint8Array =>
  concatBytes(...parts.flatMap((part, index) => (index === 0 ? [part] : [utf8(separator), part])));

const hex = (bytes: Uint8Array): string => bytesToHex(md5(bytes));

const unproven = (message: string): SaslProtocolError =>
  new SaslProtocolError('server-signature', message);
