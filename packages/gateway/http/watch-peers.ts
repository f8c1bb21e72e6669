import type { WebSocket, WebSocketServer } from 'ws';

/**
 * Asks every tab from time to time whether it is there, and cuts off those that did not answer the
 * last time: a laptop that was closed says no goodbye.
 *
 * @returns a function that stops it
 */
export function watchPeers(sockets: WebSocketServer, everyMs: number): () => void {
  const asked = new WeakSet<WebSocket>();
  sockets.on('connection', (socket: WebSocket) => {
    socket.on('pong', () => asked.delete(socket));
  });
  const timer = setInterval(() => {
    for (const socket of sockets.clients) {
      if (asked.has(socket)) socket.terminate();
      else {
        asked.add(socket);
        socket.ping();
      }
    }
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
