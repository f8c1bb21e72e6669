/**
 * SCRAM, the server's side (RFC 5802, RFC 7677).
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

/** What there is to bind a login to. */
export interface ScramBinding {
  /** Whether the mechanism has `-PLUS`. */
  readonly isBound: boolean;
  /** Whether a mechanism with `-PLUS` was offered. */
  readonly isOffered: boolean;
  readonly data: (type: string) => Uint8Array | undefined;
}

export interface ScramOptions {
  readonly hash: ScramHash;
  /** Default: nothing, and the client was told so. */
  readonly binding?: ScramBinding;
  /** The hash of what was offered, in base64 (XEP-0474); absent: it is not said. */
  readonly offerHash?: string | undefined;
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
  /** What the client binds the login to. */
  readonly bound: Uint8Array;
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
    const bound = this.#boundBy(flag);
    if ('kind' in bound) return bound;
    const username = readSaslName(saslname);
    if (username === undefined) return fail('malformed-request');
    if (!mayActAs(readSaslName(authzid) ?? '?', username, this.options.domain)) {
      return fail('invalid-authzid');
    }
    const user = this.options.find(username, nonce);
    if ('kind' in user) return user;
    const { salt, iterations } = user.keys;
    const { offerHash } = this.options;
    const extension = offerHash === undefined ? '' : `,h=${offerHash}`;
    const answer = `r=${user.nonce},s=${Buffer.from(salt).toString('base64')},i=${iterations}${extension}`;
    this.#begun = { gs2, bound, bare, username, user, answer };
    return { kind: 'challenge', data: answer };
  }

  /** What the client's flag binds the login to (RFC 5802 section 6), or why it may not. */
  #boundBy(flag: string): Uint8Array | SaslFailure {
    const { binding } = this.options;
    const type = flag.startsWith('p=') ? flag.slice(2) : undefined;
    if (type === undefined) {
      if (binding?.isBound === true) return fail('malformed-request', 'channel binding is missing');
      // The client saw no offer of channel binding: somebody took it away.
      if (flag === 'y' && binding?.isOffered === true) {
        return fail('not-authorized', 'channel binding was offered');
      }
      return new Uint8Array(0);
    }
    const data = binding?.isBound === true ? binding.data(type) : undefined;
    return data ?? fail('malformed-request', `channel binding by ${type} is not supported`);
  }

  #finish(message: string, first: Begun): SaslStep {
    const found = finalMessage.exec(message);
    if (found === null) return fail('malformed-request');
    const [, withoutProof = '', binding = '', nonce = '', proof = ''] = found;
    const { hash } = this.options;
    const { keys, signature } = first.user;
    // "c=" repeats the header of the first message: nobody on the way may have changed it.
    const input = Buffer.concat([Buffer.from(first.gs2, 'utf8'), first.bound]);
    if (binding !== input.toString('base64')) return fail('not-authorized');
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
