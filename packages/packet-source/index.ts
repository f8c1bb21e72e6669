/** The port that interfaces live on, and what stands behind it. */
export { browserSource, type BrowserSourceOptions } from './browser-source.js';
export type { ClientLike } from './client-like.js';
export { ClientSource, type ClientSourceOptions } from './client-source.js';
export type { GatewaySocket } from './gateway-socket.js';
export { GatewaySource, type GatewaySourceOptions } from './gateway-source.js';
export { openSocket, SignedOut } from './open-socket.js';
export {
  RequestError,
  type PacketSource,
  type SourceRequestOptions,
  type SourceState,
} from './packet-source.js';
export type { KeysOf, PacketOf, SessionReason, SessionState, WidgetPacket } from './packets.js';
export {
  createAction,
  createSignals,
  signal,
  type ActionSignal,
  type ActionState,
  type ContentOf,
  type KnownKey,
  type ReadonlySignal,
} from './signals.js';
export type { AccountsOptions, OpenedAccount } from './worker/accounts.js';
export { serveWorker, type ServedWorker, type WorkerOptions } from './worker/serve-worker.js';
export { WorkerSource, type WorkerSourceOptions } from './worker/worker-source.js';
