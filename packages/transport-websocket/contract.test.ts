/**
 * The contract of transports, with ws in Node and with the browser's class over a WebSocket that
 * behaves like a browser's.
 */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';
import { FrameQueue, transportContract, type TransportPeer } from '@xec/testing';
import type { Connector } from '@xec/transport';
import { WebSocket, WebSocketServer } from 'ws';
import * as browser from './browser.js';
import { websocket } from './index.js';

transportContract('ws in Node', () => startBench(websocket));

const scope = globalThis as { WebSocket?: unknown };
const before = scope.WebSocket;
beforeAll(() => {
  scope.WebSocket = WebSocket;
});
afterAll(() => {
  scope.WebSocket = before;
});
transportContract("a page's WebSocket", () => startBench(browser.websocket));

async function startBench(connector: Connector) {
  const accepted: ((peer: TransportPeer) => void)[] = [];
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    handleProtocols: () => 'xmpp',
  });
  server.on('connection', (socket) => accepted.shift()?.(peerOf(socket)));
  await once(server, 'listening');
  const silent = await listenSilently();

  return {
    connector,
    service: urlOf(server),
    silentService: urlOf(silent.server),
    accepted: () => new Promise<TransportPeer>((resolve) => accepted.push(resolve)),
    end: async () => {
      for (const client of server.clients) client.terminate();
      for (const socket of silent.sockets) socket.destroy();
      await Promise.all([closed(server), closed(silent.server)]);
    },
  };
}

const urlOf = (server: { address(): ReturnType<Server['address']> }): string =>
  `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`; // TCP servers have an AddressInfo

const closed = (server: { close(done: () => void): unknown }): Promise<void> =>
  new Promise((resolve) => server.close(() => resolve()));

/** A server that takes connections and never says a word. */
async function listenSilently() {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, sockets };
}

function peerOf(socket: WebSocket): TransportPeer {
  const queue = new FrameQueue();
  const frames: string[] = [];
  socket.on('message', (data) => {
    const frame = (data as Buffer).toString(); // ws gives Buffers if not told otherwise
    frames.push(frame);
    queue.push(frame);
  });
  socket.on('error', () => undefined);
  return {
    frames,
    ended: new Promise((resolve) => socket.once('close', () => resolve())),
    send: (frame) => socket.send(frame),
    nextFrame: () => queue.next(),
    closeCleanly: () => socket.close(1000),
    cut: () => socket.terminate(),
  };
}
