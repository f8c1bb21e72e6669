/**
 * SCRAM (RFC 5802; RFC 7677 for SHA-256): the password is never sent, and the server proves that
 * it knows the account. Without channel binding: the gs2 header says `n`.
 */
import { encodeBase64 } from '@xec/stanza';
import { SaslProtocolError, type SaslCredentials, type SaslMechanism } from './mechanism.js';
import { prepare } from './prepare.js';
import {
  equalInConstantTime,
  saltPassword,
  scramHash,
  scramHmac,
  type ScramName,
} from './scram-hash.js';
import { readServerFinal, readServerFirst, readText, type ServerFirst } from './scram-message.js';

/** RFC 5802 asks for a nonce that nobody can guess; these make 32 characters of base64. */
const NONCE_BYTES = 24;

/**
 * What a login computed from the password, so that the next one is cheap (RFC 5802 section 5.1
 * allows a client to keep it).
 *
 * Whoever has the keys can log in: they are as secret as the password.
 */
export interface ScramKeys {
  readonly mechanism: ScramName;
  /** Of which password of the account these are: the server's salt, in base64. */
  readonly salt: string;
  readonly iterations: number;
  readonly clientKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

/** One login by SCRAM. */
export class Scram implements SaslMechanism {
  readonly name: ScramName;
  private readonly credentials: SaslCredentials;
  private readonly knownKeys: ScramKeys | undefined;
  private readonly nonce: string;
  private step: 'first' | 'final' | 'done' = 'first';
  private gs2Header = '';
  private clientFirstBare = '';
  private usedKeys: ScramKeys | undefined = undefined;
  private serverSignature: Uint8Array | undefined = undefined;
  private isVerified = false;

  /**
   * @param keys of an earlier login with this password; they are used if the server's salt and
   *   iteration count are still the same
   */
  constructor(name: ScramName, credentials: SaslCredentials, keys?: ScramKeys) {
    this.name = name;
    this.credentials = credentials;
    this.knownKeys = keys;
    this.nonce = encodeBase64(credentials.random(NONCE_BYTES));
  }

  /** For the next login; `undefined` until the server's signature was found right. */
  get keys(): ScramKeys | undefined {
    return this.isVerified ? this.usedKeys : undefined;
  }

  async initial(): Promise<Uint8Array> {
    const { username, authzid } = this.credentials;
    const onBehalf = authzid === undefined ? '' : `a=${escapeName(authzid)}`;
    this.gs2Header = `n,${onBehalf},`;
    const name = escapeName(await prepare(username, 'user name'));
    this.clientFirstBare = `n=${name},r=${this.nonce}`;
    return encode(this.gs2Header + this.clientFirstBare);
  }

  async respond(challenge: Uint8Array): Promise<Uint8Array> {
    const { step } = this;
    this.step = 'done';
    if (step === 'first') return this.prove(readText(challenge));
    if (step === 'done') throw new SaslProtocolError('malformed', 'SCRAM has two challenges.');
    // Some servers send the signature as a challenge, and success without data after it.
    this.verify(readText(challenge));
    return new Uint8Array(0);
  }

  finish(data: Uint8Array | undefined): void {
    if (data !== undefined && data.length > 0) this.verify(readText(data));
    if (!this.isVerified) throw unproven('The server said success and proved nothing.');
  }

  private async prove(serverFirstText: string): Promise<Uint8Array> {
    const serverFirst = readServerFirst(serverFirstText, this.nonce);
    const keys = await this.keysFor(serverFirst);
    const withoutProof = `c=${encodeBase64(encode(this.gs2Header))},r=${serverFirst.nonce}`;
    const message = encode(`${this.clientFirstBare},${serverFirstText},${withoutProof}`);

    const storedKey = scramHash(this.name, keys.clientKey);
    const clientSignature = scramHmac(this.name, storedKey, message);
    const proof = keys.clientKey.map((byte, index) => byte ^ (clientSignature[index] ?? 0));

    this.usedKeys = keys;
    this.serverSignature = scramHmac(this.name, keys.serverKey, message);
    this.step = 'final';
    return encode(`${withoutProof},p=${encodeBase64(proof)}`);
  }

  private async keysFor({ salt, saltText, iterations }: ServerFirst): Promise<ScramKeys> {
    const { name: mechanism, knownKeys: known } = this;
    const fits = known?.mechanism === mechanism && known.salt === saltText;
    if (fits && known.iterations === iterations) return known;

    const { password } = this.credentials;
    if (password === undefined) {
      throw new SaslProtocolError('credentials', `${mechanism} needs a password.`);
    }
    const prepared = encode(await prepare(password, 'password'));
    const salted = await saltPassword(mechanism, prepared, salt, iterations);
    const clientKey = scramHmac(mechanism, salted, encode('Client Key'));
    const serverKey = scramHmac(mechanism, salted, encode('Server Key'));
    return { mechanism, salt: saltText, iterations, clientKey, serverKey };
  }

  private verify(serverFinal: string): void {
    this.isVerified = false;
    const signature = readServerFinal(serverFinal);
    const expected = this.serverSignature;
    if (expected === undefined || !equalInConstantTime(signature, expected)) {
      throw unproven('The server does not know this account: its signature is wrong.');
    }
    this.isVerified = true;
  }
}

/** saslname: `=` and `,` are written as `=3D` and `=2C` (section 5.1). */
const escapeName = (name: string): string => name.replaceAll('=', '=3D').replaceAll(',', '=2C');

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

const unproven = (message: string): SaslProtocolError =>
  new SaslProtocolError('server-signature', message);
