/** Streams and sessions: login, binding, order, reconnection. */
export { defaultBackoff, type BackoffSettings } from './backoff.js';
export type { TakeOver } from './open-engine.js';
export { defaultSessionLimits, type SessionLimits, type SessionOptions } from './options.js';
export {
  packets as sessionPackets,
  sessionFeature,
  type Reason,
  type SessionState,
} from './packets.js';
export { probe, type Probed } from './probe.js';
export * from './registration/index.js';
export { systemRuntime } from './runtime.js';
export { sessionElements, type SessionElement } from './session-elements.js';
export { Session, type SessionHost } from './session.js';
export type { SessionShared } from './shared.js';
export { StreamEnd, type StreamEndKind } from './stream-end.js';
export {
  readScramKeys,
  serializeScramKeys,
  type LegacyMechanismName,
  type ScramKeys,
  type ScramKeysData,
} from './sasl/index.js';
export type { VisitOptions } from './visit.js';
export { aesVault, type Vault } from './vault.js';
export { SuspendedError } from './suspended-error.js';
export { Turnstile } from './turnstile.js';
