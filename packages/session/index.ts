/** Streams and sessions: login, binding, order, reconnection. */
export { defaultBackoff, type BackoffSettings } from './backoff.js';
export { defaultSessionLimits, type SessionLimits, type SessionOptions } from './options.js';
export {
  packets as sessionPackets,
  sessionFeature,
  type Reason,
  type SessionState,
} from './packets.js';
export { systemRuntime } from './runtime.js';
export { Session, type SessionHost, type SessionShared } from './session.js';
export { StreamEnd, type StreamEndKind } from './stream-end.js';
