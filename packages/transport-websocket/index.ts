/**
 * XMPP over WebSocket (RFC 7395). This entry is Node's; bundlers for browsers take `browser.ts`.
 */
export { websocket, websocketWith } from './node.js';
export type { WebSocketOptions } from './options.js';
