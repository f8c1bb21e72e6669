/** The port that interfaces live on, and what stands behind it. */
export {
  GatewaySource,
  type GatewayRequestOptions,
  type GatewaySocket,
  type GatewaySourceOptions,
} from './gateway-source.js';
export { openSocket, SignedOut } from './open-socket.js';
export { RequestError, type PacketSource, type SourceState } from './packet-source.js';
export type { KeysOf, PacketOf, SessionReason, SessionState, WidgetPacket } from './packets.js';
