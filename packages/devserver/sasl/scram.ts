/**
 * SCRAM, the server's side (RFC 5802, RFC 7677), without channel binding.
 */
import {
  fail,
  mayActAs,
  type SaslFailure,
  type SaslMechanism,
  type SaslStep,
} from './mechanism.js';
import { isProof, serverSignature, type ScramHash, type ScramKeys } from './scram-keys.js';

/** What the server knows and says about the user who logs in. */
export interface ScramUser {
  readonly keys: ScramKeys;
  /** The whole nonce of the answer; honest servers let it begin with the client's. */
  readonly nonce: string;
  /** Changes the server's signature on its way out; `undefined` leaves it out. */
  readonly signature?: (honest: string) => string | undefined;
}

export interface ScramOptions {
  readonly hash: ScramHash;
  readonly domain: string;
  /** Finds the user, or says why not. */
  readonly find: (username: string, clientNonce: string) => ScramUser | SaslFailure;
}

/** `gs2-cbind-flag "," [authzid] ","` and `[reserved-mext ","] username "," nonce [extensions]`. */
const firstMessage =
  /^((n|y|p=[A-Za-z0-9.-]+),(?:a=([^,]+))?,)((m=)?n=([^,]*),r=([^,]+)(?:,.*)?)$/s;
const finalMessage = /^(c=([^,]*),r=([^,]+)(?:,[A-Za-z]=[^,]*)*),p=([A-Za-z0-9+/]+=*)$/s;

/** What the second message is held against. */
interface Begun {
  readonly gs2: string;
  /** The first message without its header, and the server's answer: parts of the AuthMessage. */
  readonly bare: string;
  readonly answer: string;
  readonly username: string;
  readonly user: ScramUser;
}

export class Scram implements SaslMechanism {
  #begun: Begun | undefined;

  constructor(private readonly options: ScramOptions) {}

  step(message: string): SaslStep {
    return this.#begun === undefined ? this.#begin(message) : this.#finish(message, this.#begun);
  }

  #begin(message: string): SaslStep {
    if (message === '') return { kind: 'challenge', data: '' }; // no initial response: ask for it
    const found = firstMessage.exec(message);
    if (found === null) return fail('malformed-request');
    const [, gs2 = '', flag = '', authzid = '', bare = '', , saslname = '', nonce = ''] = found;
    if (flag.startsWith('p=')) return fail('malformed-request', 'channel binding is not supported');
    const username = readSaslName(saslname);
    if (username === undefined) return fail('malformed-request');
    if (!mayActAs(readSaslName(authzid) ?? '?', username, this.options.domain)) {
      return fail('invalid-authzid');
    }
    const user = this.options.find(username, nonce);
    if ('kind' in user) return user;
    const { salt, iterations } = user.keys;
    const answer = `r=${user.nonce},s=${Buffer.from(salt).toString('base64')},i=${iterations}`;
    this.#begun = { gs2, bare, username, user, answer };
    return { kind: 'challenge', data: answer };
  }

  #finish(message: string, first: Begun): SaslStep {
    const found = finalMessage.exec(message);
    if (found === null) return fail('malformed-request');
    const [, withoutProof = '', binding = '', nonce = '', proof = ''] = found;
    const { hash } = this.options;
    const { keys, signature } = first.user;
    // "c=" repeats the header of the first message: nobody on the way may have changed it.
    if (binding !== Buffer.from(first.gs2, 'utf8').toString('base64'))
      return fail('not-authorized');
    if (nonce !== first.user.nonce) return fail('not-authorized');
    const authMessage = `${first.bare},${first.answer},${withoutProof}`;
    if (!isProof(hash, keys, authMessage, Buffer.from(proof, 'base64')))
      return fail('not-authorized');
    const honest = serverSignature(hash, keys, authMessage);
    const said = signature === undefined ? honest : signature(honest);
    return {
      kind: 'success',
      username: first.username,
      ...(said !== undefined && { data: `v=${said}` }),
    };
  }
}

/** Undoes `=2C` and `=3D`; any other `=` is an error (RFC 5802 section 5.1). */
function readSaslName(text: string): string | undefined {
  if (/=(?!2C|3D)/.test(text)) return undefined;
  return text.replaceAll('=2C', ',').replaceAll('=3D', '=');
}
