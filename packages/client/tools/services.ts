/**
 * Addresses where servers usually listen. Discovery (XEP-0156) is not built yet.
 */

/** WebSocket addresses to try for `domain`, the likeliest first. */
export const usualServices = (domain: string): readonly string[] => [
  `wss://${domain}/xmpp-websocket`,
  `wss://${domain}/ws`,
  `wss://${domain}:5281/xmpp-websocket`,
  `wss://${domain}:5443/ws`,
];
