/**
 * Which mechanism a login uses, by what the server offers and what the account allows.
 */
import { readFastFeature, type Sasl2Feature, type StreamFeatures } from '@xec/stanza';
import { loadPart } from '@xec/transport';
import { SaslError, type Runtime } from '@xec/xec';
import {
  Scram,
  chooseMechanism,
  createMechanism,
  isBindable,
  type BindableConnection,
  type ChannelBindingSource,
  type Offer,
  type SaslMechanism,
  type ScramKeys,
} from '../sasl/index.js';
import type { Stream } from '../stream.js';
import type { Account } from './account.js';

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

/** What a login computed from the password. */
export const keysOf = (mechanism: SaslMechanism): ScramKeys | undefined =>
  mechanism instanceof Scram ? mechanism.keys : undefined;

/** What a login can be bound to on that connection, where it can. */
export async function bindableOf(
  transport: Stream['transport'],
): Promise<BindableConnection | undefined> {
  const source = bindingsOf(transport);
  return isBindable(source)
    ? { source, rules: await loadPart(() => import('../sasl/binding-rules.js')) }
    : undefined;
}

/** What that connection is known by at both of its ends. */
export const bindingsOf =
  (transport: Stream['transport']): ChannelBindingSource =>
  (type) =>
    transport?.channelBinding?.(type);
