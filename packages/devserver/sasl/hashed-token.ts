/**
 * HT-SHA-256-… (draft-schmaus-kitten-sasl-ht), the server's side.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { fail, type SaslFailure, type SaslMechanism, type SaslStep } from './mechanism.js';

/** The types of channel bindings by the mechanism's last part. */
const bindings: Readonly<Record<string, string | undefined>> = {
  EXPR: 'tls-exporter',
  UNIQ: 'tls-unique',
  ENDP: 'tls-server-end-point',
};

/** What a mechanism for tokens is bound to; `undefined` for one that is bound to nothing. */
export const bindingOfToken = (mechanism: string): string | undefined =>
  bindings[mechanism.slice(mechanism.lastIndexOf('-') + 1)];

export class HashedToken implements SaslMechanism {
  readonly isBinary = true;

  constructor(
    /** What the mechanism is bound to on this connection; no bytes where it is bound to nothing. */
    private readonly bound: Uint8Array,
    /** Finds the token that `isProved` is true of, and uses it; or says why there is none. */
    private readonly use: (
      username: string,
      isProved: (token: string) => boolean,
    ) => { readonly token: string } | SaslFailure,
  ) {}

  step(message: string): SaslStep {
    const at = message.indexOf('\0');
    if (at < 1) return fail('malformed-request');
    const username = Buffer.from(message.slice(0, at), 'latin1').toString('utf8');
    const said = Buffer.from(message.slice(at + 1), 'latin1');
    const used = this.use(username, (token) => isSame(said, this.#proof(token, 'Initiator')));
    if ('kind' in used) return used;
    const data = this.#proof(used.token, 'Responder').toString('latin1');
    return { kind: 'success', username, data };
  }

  #proof(token: string, role: string): Buffer {
    return createHmac('sha256', token).update(role).update(this.bound).digest();
  }
}

const isSame = (said: Buffer, expected: Buffer): boolean =>
  said.length === expected.length && timingSafeEqual(said, expected);
