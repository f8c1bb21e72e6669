/**
 * The tokens of a server (XEP-0484): two slots for each client, one for the token in use and one for
 * its successor (section 5.1).
 */
import { randomBytes } from 'node:crypto';
import type { FastLogin } from '@xec/stanza';
import { fail, type SaslFailure } from './sasl/mechanism.js';

/** How the server gives tokens out. */
export interface TokenOptions {
  /** The mechanisms offered; default: HT-SHA-256 with and without channel binding. */
  readonly mechanisms?: readonly string[];
  /** For how long a token is good; default 14 days. */
  readonly lifetimeMs?: number;
  /** Replaces a token that is used when it is good for less than this; default: half its lifetime. */
  readonly rotateMs?: number;
}

export interface Token {
  readonly secret: string;
  readonly mechanism: string;
  readonly expiresAt: number;
  /** The highest count of the client so far. */
  count: number;
}

/** A client of an account. */
export interface TokenOwner {
  readonly account: string;
  /** The id of its user agent. */
  readonly client: string;
}

/** Finds the token that was proved, and uses it; or says why not. */
export type UseToken = (
  username: string,
  isProved: (secret: string) => boolean,
) => { readonly token: string } | SaslFailure;

interface Slots {
  readonly current?: Token | undefined;
  readonly next?: Token | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const allMechanisms = ['HT-SHA-256-EXPR', 'HT-SHA-256-UNIQ', 'HT-SHA-256-ENDP', 'HT-SHA-256-NONE'];

export class Tokens {
  readonly mechanisms: readonly string[];
  readonly #lifetimeMs: number;
  readonly #rotateMs: number;
  readonly #slots = new Map<string, Slots>();

  constructor({ mechanisms = allMechanisms, lifetimeMs = 14 * DAY_MS, rotateMs }: TokenOptions) {
    this.mechanisms = mechanisms;
    this.#lifetimeMs = lifetimeMs;
    this.#rotateMs = rotateMs ?? lifetimeMs / 2;
  }

  /** A new token; the one in use stays good until the new one is used (section 3.5). */
  issue(owner: TokenOwner, mechanism: string): Token {
    const token: Token = {
      secret: randomBytes(24).toString('base64'),
      mechanism,
      expiresAt: Date.now() + this.#lifetimeMs,
      count: 0,
    };
    this.#slots.set(keyOf(owner), { ...this.#slots.get(keyOf(owner)), next: token });
    return token;
  }

  /** Takes the token that was proved, with the mechanism that it was given for. */
  use(
    owner: TokenOwner,
    mechanism: string,
    { count, invalidate }: FastLogin,
    isProved: (secret: string) => boolean,
  ): Token | SaslFailure {
    const { current, next } = this.#slots.get(keyOf(owner)) ?? {};
    const token = [next, current].find((each) => each !== undefined && isProved(each.secret));
    if (token?.mechanism !== mechanism) return fail('not-authorized');
    if (token.expiresAt <= Date.now()) return fail('credentials-expired', 'the token is too old');
    if (count !== undefined && count <= token.count) {
      return fail('not-authorized', 'this login was seen before');
    }
    token.count = count ?? token.count;
    if (invalidate) this.#slots.delete(keyOf(owner));
    else if (token === next) this.#slots.set(keyOf(owner), { current: token });
    return token;
  }

  /** Whether a token that was used gets a successor. */
  isDue({ expiresAt }: Token): boolean {
    return expiresAt - Date.now() < this.#rotateMs;
  }

  /** Forgets the tokens of an account. */
  forget(account: string): void {
    for (const key of this.#slots.keys()) {
      if (key.startsWith(`${account}/`)) this.#slots.delete(key);
    }
  }
}

/** No name of an account has a slash. */
const keyOf = ({ account, client }: TokenOwner): string => `${account}/${client}`;
