/**
 * Which mechanism a login uses, by what the server offers and what the account allows.
 */
import { SaslError, type Runtime } from '@xec/xec';
import {
  Scram,
  chooseMechanism,
  chooseTokenMechanism,
  createMechanism,
  type ChannelBindingSource,
  type Offer,
  type SaslMechanism,
  type ScramKeys,
} from '../sasl/index.js';
import type { Stream } from '../stream.js';
import type { Account } from './account.js';
import type { LoginToken } from './token.js';

/** A mechanism, and what is remembered of it where it did. */
export interface Chosen {
  readonly mechanism: SaslMechanism;
  /** What the account is pinned to then; absent: nothing new. */
  readonly pin: string | undefined;
}

/**
 * The strongest mechanism of those offered.
 *
 * @throws SaslError `invalid-mechanism` where none may be used, with a sentence for the user
 */
export function mechanismFor(
  { transport }: Stream,
  account: Account,
  { mechanisms, channelBindings }: Offer,
  runtime: Runtime,
): Chosen {
  const chosen = chooseMechanism(
    { mechanisms, channelBindings },
    {
      allowed: account.mechanisms,
      allowPlain: account.allowPlain,
      allowLegacy: account.allowLegacy,
      anonymous: account.local === undefined,
      hasPassword: account.password !== undefined,
      hasAccessToken: account.accessToken !== undefined,
      hasCertificate: account.hasCertificate,
      keys: account.keys?.mechanism,
      pinned: account.pinned,
      channelBinding: bindingsOf(transport),
      isSecure: transport?.isSecure ?? false,
      isLoopback: transport?.isLoopback ?? false,
    },
  );
  if ('refused' in chosen) throw new SaslError('invalid-mechanism', chosen.refused);
  const credentials = {
    username: account.local ?? '',
    password: account.password,
    accessToken: account.accessToken,
    domain: account.domain,
    random: (count: number) => runtime.random(count),
    nonce: runtime.foretold?.('nonce'),
  };
  return { mechanism: createMechanism(chosen, credentials, account.keys), pin: chosen.pin };
}

/** The mechanism that uses a token; `undefined` where this connection lacks what it is bound to. */
export function tokenMechanismFor(
  { transport, isPrivate }: Stream,
  { local, mechanisms }: Account,
  { mechanism, token }: LoginToken,
  runtime: Runtime,
): Chosen | undefined {
  if (!isPrivate || mechanisms?.includes(mechanism) === false) return undefined;
  const chosen = chooseTokenMechanism([mechanism], bindingsOf(transport));
  if (chosen === undefined) return undefined;
  const random = (count: number): Uint8Array => runtime.random(count);
  const credentials = { username: local ?? '', token, random };
  return { mechanism: createMechanism(chosen, credentials), pin: undefined };
}

/** The mechanism to ask a token for; `undefined` where none is wanted, or none that we have is offered. */
export function tokenNameFor(
  { transport, isPrivate }: Stream,
  { wantsToken, mechanisms, local }: Account,
  offered: readonly string[] = [],
): string | undefined {
  if (!wantsToken || local === undefined || !isPrivate) return undefined;
  const usable = offered.filter((name) => mechanisms?.includes(name) ?? true);
  return chooseTokenMechanism(usable, bindingsOf(transport))?.mechanism;
}

/** What a login computed from the password. */
export const keysOf = (mechanism: SaslMechanism): ScramKeys | undefined =>
  mechanism instanceof Scram ? mechanism.keys : undefined;

const bindingsOf =
  (transport: Stream['transport']): ChannelBindingSource =>
  (type) =>
    transport?.channelBinding?.(type);
