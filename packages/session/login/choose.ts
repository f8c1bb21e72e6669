/**
 * Which mechanism a login uses, by what the server offers and what the account allows.
 */
import { readFastFeature, type Sasl2Feature, type StreamFeatures } from '@xec/stanza';
import { SaslError, type Runtime } from '@xec/xec';
import {
  SaslProtocolError,
  Scram,
  chooseMechanism,
  chooseTokenMechanism,
  createMechanism,
  isBindable,
  type BindableConnection,
  type ChannelBindingSource,
  type Offer,
  type SaslMechanism,
  type ScramKeys,
} from '../sasl/index.js';
import type { TokenFault } from '../sasl/binding-rules.js';
import type { Stream } from '../stream.js';
import type { Account } from './account.js';
import type { LoginToken } from './token.js';

/** A mechanism, and what is remembered of it where it did. */
export interface Chosen {
  readonly mechanism: SaslMechanism;
  /** What the account is pinned to then; absent: nothing new. */
  readonly pin: string | undefined;
}

/** What a server offers for a login as RFC 6120 has it, or by SASL2. */
export const offerOf = (features: StreamFeatures, sasl2?: Sasl2Feature): Offer => ({
  mechanisms: (sasl2 ?? features).mechanisms,
  channelBindings: features.channelBindings,
  isSasl2: sasl2 !== undefined,
  beside: [
    ...features.mechanisms,
    ...(features.sasl2?.mechanisms ?? []),
    ...(readFastFeature(features.sasl2?.inline ?? [])?.mechanisms ?? []),
  ],
});

/**
 * The strongest mechanism of those offered.
 *
 * @throws SaslError with a sentence for the user: `invalid-mechanism` where none may be used, `downgrade`
 * where the offer contradicts itself (XEP-0440 section 3)
 */
export async function mechanismFor(
  { transport }: Stream,
  account: Account,
  offer: Offer,
  runtime: Runtime,
): Promise<Chosen> {
  const chosen = chooseMechanism(offer, {
    allowed: account.mechanisms,
    allowPlain: account.allowPlain,
    allowLegacy: account.allowLegacy,
    anonymous: account.local === undefined,
    hasPassword: account.password !== undefined,
    hasAccessToken: account.accessToken !== undefined,
    hasCertificate: account.hasCertificate,
    keys: account.keys?.mechanism,
    pinned: account.pinned,
    channelBinding: await bindableOf(transport),
    isSecure: transport?.isSecure ?? false,
    isLoopback: transport?.isLoopback ?? false,
  });
  if ('refused' in chosen) {
    throw new SaslError(chosen.condition ?? 'invalid-mechanism', chosen.refused);
  }
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

/** Why no login may be by a token where the server offers this (XEP-0440 section 3, rules 4 to 6). */
export async function tokenFault(
  { transport }: Stream,
  features: StreamFeatures,
): Promise<TokenFault | undefined> {
  const bindable = await bindableOf(transport);
  const mechanisms = readFastFeature(features.sasl2?.inline ?? [])?.mechanisms ?? [];
  const offer = { ...offerOf(features), mechanisms, isSasl2: true };
  return bindable?.rules.tokenFault(offer, bindable.source);
}

/** What ends a login with a token: nothing else is asked of that server. */
export const downgraded = ({ text }: TokenFault): SaslError =>
  new SaslError('downgrade', text, { cause: new SaslProtocolError('downgrade', text) });

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

async function bindableOf(transport: Stream['transport']): Promise<BindableConnection | undefined> {
  const source = bindingsOf(transport);
  return isBindable(source)
    ? { source, rules: await import('../sasl/binding-rules.js') }
    : undefined;
}

const bindingsOf =
  (transport: Stream['transport']): ChannelBindingSource =>
  (type) =>
    transport?.channelBinding?.(type);
