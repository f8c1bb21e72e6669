/**
 * The WebSocket end point (RFC 7395 section 3.1): HTTP in, frames out.
 */
import { createServer, STATUS_CODES, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { Connection } from './connection.js';
import { WebSocketFrames } from './socket.js';
import type { FrameSocket } from './frame-socket.js';

const MAX_FRAME_BYTES = 1024 * 1024;
/** How long `close` waits for clients to say good-bye. */
const CLOSE_MS = 1000;

export interface EndpointOptions {
  /** An HTTP status to refuse handshakes with, now. */
  readonly refusedStatus: () => number | undefined;
  readonly accept: (socket: FrameSocket) => Connection;
}

export class Endpoint {
  readonly #http: Server;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    autoPong: false, // by FrameSocket
    handleProtocols: (protocols) => protocols.has('xmpp') && 'xmpp',
  });

  constructor(private readonly options: EndpointOptions) {
    this.#http = createServer((_request, response) => {
      response.writeHead(426, { 'content-type': 'text/plain' });
      response.end('This is an XMPP server for development: connect by WebSocket (RFC 7395).\n');
    });
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  get port(): number {
    return this.#address.port;
  }

  get url(): string {
    const { address, family, port } = this.#address;
    return `ws://${family === 'IPv6' ? `[${address}]` : address}:${port}/xmpp-websocket`;
  }

  get #address(): AddressInfo {
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('the server does not run');
    return address;
  }

  listen(host: string, port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#http.once('error', reject);
      this.#http.listen(port, host, () => {
        this.#http.off('error', reject);
        resolve();
      });
    });
  }

  /** Waits a moment for WebSockets to close, then cuts what is left. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      const cut = setTimeout(() => {
        for (const webSocket of this.#webSockets.clients) webSocket.terminate();
      }, CLOSE_MS);
      this.#http.close(() => {
        clearTimeout(cut);
        resolve();
      });
      this.#http.closeAllConnections();
    });
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const status = this.options.refusedStatus();
    if (status !== undefined) return refuse(socket, status);
    const offered = request.headers['sec-websocket-protocol']?.split(',') ?? [];
    // A client that does not offer it wants something else (section 3.1).
    if (!offered.some((name) => name.trim() === 'xmpp')) return refuse(socket, 400);
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      this.#accept(webSocket, socket),
    );
  }

  #accept(webSocket: WebSocket, raw: Duplex): void {
    const socket = new WebSocketFrames(webSocket, raw);
    const connection = this.options.accept(socket);
    webSocket.on('message', (data: RawData, isBinary: boolean) => {
      // Text only (section 3.2); 1003 stands for data of a kind that is not taken.
      if (isBinary) socket.close(1003, 'text frames only');
      else connection.receive((data as Buffer).toString()); // `binaryType` is nodebuffer;
    });
    webSocket.on('close', () => connection.closed());
  }
}

function refuse(socket: Duplex, status: number): void {
  const text = STATUS_CODES[status] ?? 'Refused';
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
