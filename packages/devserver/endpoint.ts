/**
 * The WebSocket end point (RFC 7395 section 3.1): HTTP in, frames out; over TLS where there is a
 * certificate.
 */
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { BOSH_PATH, BoshSessions } from './bosh/sessions.js';
import type { FrameReceiver, FrameSocket } from './frame-socket.js';
import { Listening } from './listening.js';
import { WebSocketFrames } from './socket.js';
import { serverTls, type CertificateOptions } from './tls.js';

const MAX_FRAME_BYTES = 1024 * 1024;
/** How long `close` waits for clients to say good-bye. */
const CLOSE_MS = 1000;

export interface EndpointOptions {
  /** An HTTP status to refuse handshakes with, now. */
  readonly refusedStatus: () => number | undefined;
  readonly accept: (socket: FrameSocket) => FrameReceiver;
  /** Takes other requests than those for streams; gives whether it did. */
  readonly http: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly tls?: CertificateOptions;
}

export class Endpoint {
  readonly #http: Server;
  readonly #bosh: BoshSessions;
  readonly listening: Listening;
  readonly #webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    autoPong: false, // by FrameSocket
    handleProtocols: (protocols) => protocols.has('xmpp') && 'xmpp',
  });

  constructor(private readonly options: EndpointOptions) {
    const { tls } = options;
    this.#http = tls === undefined ? createServer() : createSecureServer(serverTls(tls));
    this.listening = new Listening(this.#http);
    this.#bosh = new BoshSessions(tls !== undefined, options.refusedStatus, options.accept);
    this.#http.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.split('?')[0] === BOSH_PATH)
        return void this.#bosh.handle(request, response);
      if (options.http(request, response)) return;
      response.writeHead(426, { 'content-type': 'text/plain' });
      response.end('This is an XMPP server for development: connect by WebSocket (RFC 7395).\n');
    });
    this.#http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
  }

  get url(): string {
    const scheme = this.options.tls === undefined ? 'ws' : 'wss';
    return `${scheme}://${this.listening.authority}/xmpp-websocket`;
  }

  get httpUrl(): string {
    const scheme = this.options.tls === undefined ? 'http' : 'https';
    return `${scheme}://${this.listening.authority}/`;
  }

  get boshUrl(): string {
    return new URL(BOSH_PATH, this.httpUrl).href;
  }

  /** Destroys every WebSocket and BOSH session without a word. */
  cut(): void {
    for (const webSocket of this.#webSockets.clients) webSocket.terminate();
    this.#bosh.cut();
  }

  /** Waits a moment for WebSockets to close, then cuts what is left. */
  async close(): Promise<void> {
    const cut = setTimeout(() => this.cut(), CLOSE_MS);
    const stopped = this.listening.stop();
    this.#http.closeAllConnections();
    await stopped;
    clearTimeout(cut);
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
    const socket = new WebSocketFrames(webSocket, raw, this.options.tls);
    socket.listen(this.options.accept(socket));
  }
}

function refuse(socket: Duplex, status: number): void {
  const text = STATUS_CODES[status] ?? 'Refused';
  socket.end(`HTTP/1.1 ${status} ${text}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
