/**
 * HT-SHA-256-… (draft-schmaus-kitten-sasl-ht): one round trip with a token of the server (XEP-0484).
 */
import type {
  ChannelBinding,
  ChannelBindingSource,
  ChannelBindingType,
} from './channel-binding.js';
import { digestOf } from './digests.js';
import { Secret } from '@xec/xec';
import {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
} from './mechanism.js';
import { equalInConstantTime } from './scram-hash.js';

/** The mechanisms, the one to prefer first, and what they are bound to. */
export const tokenMechanisms = {
  'HT-SHA-256-EXPR': 'tls-exporter',
  'HT-SHA-256-UNIQ': 'tls-unique',
  'HT-SHA-256-ENDP': 'tls-server-end-point',
  'HT-SHA-256-NONE': undefined,
} as const satisfies Readonly<Record<string, ChannelBindingType | undefined>>;

/** `HT-SHA-256-NONE`, … */
export type TokenMechanismName = keyof typeof tokenMechanisms;

/** A mechanism for tokens, and what it is bound to on this connection. */
export interface ChosenTokenMechanism {
  readonly mechanism: TokenMechanismName;
  readonly channelBinding: ChannelBinding | undefined;
}

/**
 * The best mechanism for tokens that server and connection have: to ask for a token with, or, where
 * `offered` is only the one of a token, to use it. "Channel binding mechanisms MUST be preferred"
 * (XEP-0484 section 6).
 */
export function chooseTokenMechanism(
  offered: readonly string[],
  source: ChannelBindingSource = () => undefined,
): ChosenTokenMechanism | undefined {
  const names = Object.keys(tokenMechanisms) as TokenMechanismName[]; // of that very table
  for (const mechanism of names) {
    if (!offered.includes(mechanism)) continue;
    const type = tokenMechanisms[mechanism];
    if (type === undefined) return { mechanism, channelBinding: undefined };
    const data = source(type);
    if (data !== undefined) return { mechanism, channelBinding: { type, data } };
  }
  return undefined;
}

/** `authcid NUL HMAC(token, "Initiator" + cb-data)`, answered by `HMAC(token, "Responder" + …)`. */
export class HashedToken implements SaslMechanism {
  readonly name: TokenMechanismName;
  readonly #credentials: SaslCredentials;
  /** What the server has to prove itself with. */
  #expected: Uint8Array | undefined = undefined;

  constructor(name: TokenMechanismName, credentials: SaslCredentials) {
    this.name = name;
    this.#credentials = credentials;
  }

  async initial(): Promise<SaslPayload> {
    const { username } = this.#credentials;
    if (username === '' || username.includes('\0')) {
      const message = `${this.name} needs a user name, and cannot carry the character NUL.`;
      throw new SaslProtocolError('credentials', message);
    }
    const name = new TextEncoder().encode(`${username}\0`);
    const proof = await this.#proof('Initiator');
    this.#expected = await this.#proof('Responder');
    return new Secret(Uint8Array.from([...name, ...proof]));
  }

  async respond(): Promise<SaslPayload> {
    const message = `${this.name} has no challenges; the server sent one.`;
    throw new SaslProtocolError('malformed', message);
  }

  finish(data: Uint8Array | undefined): void {
    const expected = this.#expected;
    if (data !== undefined && expected !== undefined && equalInConstantTime(data, expected)) return;
    const message = 'The server said success, and did not prove that it gave out this token.';
    throw new SaslProtocolError('server-signature', message);
  }

  async #proof(role: 'Initiator' | 'Responder'): Promise<Uint8Array> {
    const token = this.#credentials.token?.reveal();
    if (token === undefined || token === '') {
      throw new SaslProtocolError('credentials', `${this.name} needs a token.`);
    }
    const encoder = new TextEncoder();
    const message = [...encoder.encode(role), ...this.#bindingData()];
    const digest = await digestOf('SHA-256');
    return digest.hmac(encoder.encode(token), Uint8Array.from(message));
  }

  #bindingData(): Uint8Array {
    const type = tokenMechanisms[this.name];
    if (type === undefined) return new Uint8Array(0);
    const { channelBinding } = this.#credentials;
    if (typeof channelBinding === 'object' && channelBinding.type === type) {
      return channelBinding.data;
    }
    const message = `${this.name} is bound to the connection by ${type}, which it does not have.`;
    throw new SaslProtocolError('channel-binding', message);
  }
}
