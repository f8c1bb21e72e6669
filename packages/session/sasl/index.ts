/**
 * SASL mechanisms (RFC 4422) of a client. Pure: bytes in, bytes out.
 */
import { Anonymous } from './anonymous.js';
import type { MechanismName } from './choose-mechanism.js';
import type { SaslCredentials, SaslMechanism } from './mechanism.js';
import { Plain } from './plain.js';
import { Scram, type ScramKeys } from './scram.js';

export { Anonymous } from './anonymous.js';
export {
  chooseMechanism,
  type MechanismChoice,
  type MechanismName,
  type MechanismPolicy,
} from './choose-mechanism.js';
export {
  SaslProtocolError,
  type SaslCredentials,
  type SaslMechanism,
  type SaslProtocolErrorCode,
} from './mechanism.js';
export { Plain } from './plain.js';
export { Scram, type ScramKeys } from './scram.js';
export type { ScramName } from './scram-hash.js';

/**
 * The mechanism of that name, for one login.
 *
 * @param keys of an earlier login by SCRAM; see {@link Scram.keys} for the next one
 */
export function createMechanism(
  name: MechanismName,
  credentials: SaslCredentials,
  keys?: ScramKeys,
): SaslMechanism {
  if (name === 'PLAIN') return new Plain(credentials);
  if (name === 'ANONYMOUS') return new Anonymous();
  return new Scram(name, credentials, keys);
}
