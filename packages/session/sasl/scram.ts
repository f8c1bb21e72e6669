/**
 * SCRAM (RFC 5802; RFC 7677 for SHA-256): the password is never sent, and the server proves that
 * it knows the account. With `-PLUS` the login counts on this connection only.
 */
import { encodeBase64 } from '@xec/stanza';
import { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';
import { offerHash } from './offer-hash.js';
import { prepare } from './prepare.js';
import {
  equalInConstantTime,
  hashOf,
  scramDigest,
  type ScramMechanismName,
  type ScramName,
} from './scram-hash.js';
import type { ScramKeys } from './scram-keys.js';
import { readServerFinal, readServerFirst, readText, type ServerFirst } from './scram-message.js';

/** RFC 5802 asks for a nonce that nobody can guess; these make 32 characters of base64. */
const NONCE_BYTES = 24;

/** One login by SCRAM. */
export class Scram implements SaslMechanism {
  readonly name: ScramMechanismName;
  readonly #hash: ScramName;
  readonly #credentials: SaslCredentials;
  readonly #knownKeys: ScramKeys | undefined;
  readonly #nonce: string;
  #step: 'first' | 'final' | 'done' = 'first';
  #gs2Header = '';
  #clientFirstBare = '';
  #usedKeys: ScramKeys | undefined = undefined;
  #serverSignature: Uint8Array | undefined = undefined;
  #isVerified = false;

  /**
   * @param keys of an earlier login with this password; they are used if the server's salt and
   *   iteration count are still the same
   */
  constructor(name: ScramMechanismName, credentials: SaslCredentials, keys?: ScramKeys) {
    this.name = name;
    this.#hash = hashOf(name);
    this.#credentials = credentials;
    this.#knownKeys = keys;
    this.#nonce = credentials.nonce ?? encodeBase64(credentials.random(NONCE_BYTES));
  }

  /** For the next login; `undefined` until the server's signature was found right. */
  get keys(): ScramKeys | undefined {
    return this.#isVerified ? this.#usedKeys : undefined;
  }

  async initial(): Promise<SaslPayload> {
    const { username, authzid } = this.#credentials;
    const onBehalf = authzid === undefined ? '' : `a=${escapeName(authzid)}`;
    this.#gs2Header = `${this.#flag()},${onBehalf},`;
    const name = escapeName(await prepare(username, 'user name'));
    this.#clientFirstBare = `n=${name},r=${this.#nonce}`;
    return new Secret(encode(this.#gs2Header + this.#clientFirstBare));
  }

  async respond(challenge: Uint8Array): Promise<SaslPayload> {
    const step = this.#step;
    this.#step = 'done';
    if (step === 'first') return this.#prove(readText(challenge));
    if (step === 'done') throw new SaslProtocolError('malformed', 'SCRAM has two challenges.');
    // Some servers send the signature as a challenge, and success without data after it.
    this.#verify(readText(challenge));
    return new Secret(new Uint8Array(0));
  }

  finish(data: Uint8Array | undefined): void {
    if (data !== undefined && data.length > 0) this.#verify(readText(data));
    if (!this.#isVerified) throw unproven('The server said success and proved nothing.');
  }

  /** `gs2-cbind-flag` (section 7): whether the login is bound, would be, or cannot be. */
  #flag(): string {
    const { channelBinding } = this.#credentials;
    if (this.name === this.#hash) return channelBinding === 'not-offered' ? 'y' : 'n';
    if (typeof channelBinding === 'object') return `p=${channelBinding.type}`;
    const message = `${this.name} binds the login to the connection, and there is nothing to bind it to.`;
    throw new SaslProtocolError('channel-binding', message);
  }

  /** `cbind-input` (section 7): the header, and what the login is bound to. */
  #bindingInput(): Uint8Array {
    const { channelBinding } = this.#credentials;
    const header = encode(this.#gs2Header);
    if (this.name === this.#hash || typeof channelBinding !== 'object') return header;
    return Uint8Array.from([...header, ...channelBinding.data]);
  }

  /** A list of mechanisms that somebody changed on its way is not what the server hashed (XEP-0474). */
  async #checkOffer(offered: string | undefined): Promise<void> {
    const { offer, needsProofOfOffer = false } = this.#credentials;
    if (offer === undefined || (offered === undefined && !needsProofOfOffer)) return;
    if (offered === (await offerHash(this.#hash, offer))) return;
    throw new SaslProtocolError(
      'downgrade',
      'The server does not prove that it offered the ways to log in that arrived here. Somebody between ' +
        'you and the server may be trying to get your password.',
    );
  }

  async #prove(serverFirstText: string): Promise<SaslPayload> {
    const serverFirst = readServerFirst(serverFirstText, this.#nonce);
    await this.#checkOffer(serverFirst.offerHash);
    const keys = await this.#keysFor(serverFirst);
    const withoutProof = `c=${encodeBase64(this.#bindingInput())},r=${serverFirst.nonce}`;
    const message = encode(`${this.#clientFirstBare},${serverFirstText},${withoutProof}`);

    const digest = await scramDigest(this.#hash);
    const clientKey = keys.clientKey.reveal();
    const storedKey = await digest.hash(clientKey);
    const clientSignature = await digest.hmac(storedKey, message);
    const proof = clientKey.map((byte, index) => byte ^ (clientSignature[index] ?? 0));

    this.#usedKeys = keys;
    this.#serverSignature = await digest.hmac(keys.serverKey.reveal(), message);
    this.#step = 'final';
    return new Secret(encode(`${withoutProof},p=${encodeBase64(proof)}`));
  }

  async #keysFor({ salt, saltText, iterations }: ServerFirst): Promise<ScramKeys> {
    const mechanism = this.#hash;
    const known = this.#knownKeys;
    const fits = known?.mechanism === mechanism && known.salt === saltText;
    if (fits && known.iterations === iterations) return known;

    const { password } = this.#credentials;
    if (password === undefined) {
      throw new SaslProtocolError(
        'credentials',
        known === undefined
          ? `${mechanism} needs a password.`
          : 'The stored keys do not fit any more: the password was changed, or the server hashes it ' +
              'in another way now. The password is needed.',
      );
    }
    const prepared = encode(await prepare(password.reveal(), 'password'));
    const digest = await scramDigest(mechanism);
    const salted = await digest.pbkdf2(prepared, salt, iterations);
    const clientKey = await digest.hmac(salted, encode('Client Key'));
    const serverKey = await digest.hmac(salted, encode('Server Key'));
    return {
      mechanism,
      salt: saltText,
      iterations,
      clientKey: new Secret(clientKey),
      serverKey: new Secret(serverKey),
    };
  }

  #verify(serverFinal: string): void {
    this.#isVerified = false;
    const signature = readServerFinal(serverFinal);
    const expected = this.#serverSignature;
    if (expected === undefined || !equalInConstantTime(signature, expected)) {
      throw unproven('The server does not know this account: its signature is wrong.');
    }
    this.#isVerified = true;
  }
}

/** saslname: `=` and `,` are written as `=3D` and `=2C` (section 5.1). */
const escapeName = (name: string): string => name.replaceAll('=', '=3D').replaceAll(',', '=2C');

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const unproven = (message: string): SaslProtocolError =>
  new SaslProtocolError('server-signature', message);
