/**
 * SASL mechanisms (RFC 4422) of a client. Pure: bytes in, bytes out.
 */
import type { ChosenMechanism, LoginMechanismName } from './choose-mechanism.js';
import { DeferredMechanism } from './deferred.js';
import type { SaslCredentials, SaslMechanism } from './mechanism.js';
import { Plain } from './plain.js';
import type { ScramKeys } from './scram-keys.js';
import { Scram } from './scram.js';

export {
  channelBindingTypes,
  isBindable,
  type BindableConnection,
  type ChannelBinding,
  type ChannelBindingSource,
  type ChannelBindingType,
} from './channel-binding.js';
export {
  chooseMechanism,
  type ChosenMechanism,
  type LegacyMechanismName,
  type LoginMechanismName,
  type MechanismChoice,
  type MechanismPolicy,
  type NoMechanism,
} from './choose-mechanism.js';
export {
  HashedToken,
  chooseTokenMechanism,
  type ChosenTokenMechanism,
  type TokenMechanismName,
} from './hashed-token.js';
export {
  SaslProtocolError,
  type Offer,
  type SaslCredentials,
  type SaslMechanism,
  type SaslPayload,
  type SaslProtocolErrorCode,
} from './mechanism.js';
export { offerHash } from './offer-hash.js';
export { Plain } from './plain.js';
export {
  readScramKeys,
  serializeScramKeys,
  type ScramKeys,
  type ScramKeysData,
} from './scram-keys.js';
export { Scram } from './scram.js';
export type { ScramMechanismName, ScramName } from './scram-hash.js';
export { upgradedPassword } from './upgrade.js';

/**
 * The mechanism of that name, for one login. Those for tokens are {@link HashedToken}s.
 *
 * @param chosen what `chooseMechanism` returned, or a name; channel binding and offer are taken from it
 * @param keys of an earlier login by SCRAM; see {@link Scram.keys} for the next one
 */
export function createMechanism(
  chosen: LoginMechanismName | ChosenMechanism,
  credentials: SaslCredentials,
  keys?: ScramKeys,
): SaslMechanism {
  const name = typeof chosen === 'string' ? chosen : chosen.mechanism;
  switch (name) {
    case 'PLAIN':
      return new Plain(credentials); // nothing of the choice is for it
    case 'ANONYMOUS':
    case 'EXTERNAL':
    case 'OAUTHBEARER':
    case 'X-OAUTH2':
    case 'DIGEST-MD5':
    case 'CRAM-MD5':
      return new DeferredMechanism(name, withChoice(credentials, chosen));
    default:
      return new Scram(name, withChoice(credentials, chosen), keys);
  }
}

function withChoice(
  credentials: SaslCredentials,
  chosen: LoginMechanismName | ChosenMechanism,
): SaslCredentials {
  if (typeof chosen === 'string') return credentials;
  const { channelBinding, offer, needsProofOfOffer } = chosen;
  return { ...credentials, channelBinding, offer, needsProofOfOffer };
}
