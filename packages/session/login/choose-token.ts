/**
 * Which token a login uses or asks for, by what the server offers and what the account allows
 * (XEP-0484).
 */
import { readFastFeature, type StreamFeatures } from '@xec/stanza';
import { SaslError, type Runtime } from '@xec/xec';
import type { TokenFault } from '../sasl/binding-rules.js';
import { HashedToken, SaslProtocolError, chooseTokenMechanism } from '../sasl/index.js';
import type { Stream } from '../stream.js';
import type { Account } from './account.js';
import { bindableOf, bindingsOf, offerOf, type Chosen } from './choose.js';
import type { LoginToken } from './token.js';

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
  const { channelBinding } = chosen;
  const credentials = { username: local ?? '', token, random, channelBinding };
  return { mechanism: new HashedToken(chosen.mechanism, credentials), pin: undefined };
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
