/**
 * An end point of streams over TCP (RFC 6120): in clear text, with STARTTLS, or TLS from the first byte
 * (XEP-0368).
 */
import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { FrameReceiver, FrameSocket } from './frame-socket.js';
import { Listening } from './listening.js';
import { TcpFrames } from './tcp-socket.js';
import { serverTls, type CertificateOptions } from './tls.js';

/** How long `close` waits for clients to say good-bye. */
const CLOSE_MS = 1000;

export interface TcpEndpointOptions {
  /** `offer`: STARTTLS. `direct`: from the first byte. */
  readonly security: 'none' | 'offer' | 'direct';
  readonly tls: CertificateOptions | undefined;
  /** Whether connections are dropped at once, now. */
  readonly isRefusing: () => boolean;
  readonly accept: (socket: FrameSocket) => FrameReceiver;
}

export class TcpEndpoint {
  readonly listening: Listening;
  readonly #sockets = new Set<Socket>();

  constructor(private readonly options: TcpEndpointOptions) {
    this.listening = new Listening(this.#createServer());
  }

  get url(): string {
    const scheme = this.options.security === 'direct' ? 'xmpps' : 'xmpp';
    return `${scheme}://${this.listening.authority}`;
  }

  /** Destroys every connection without a word. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Waits a moment for streams to close, then cuts what is left. */
  async close(): Promise<void> {
    const cut = setTimeout(() => this.cut(), CLOSE_MS);
    await this.listening.stop();
    clearTimeout(cut);
  }

  #createServer(): Server {
    const { security, tls } = this.options;
    if (security !== 'direct' || tls === undefined) {
      return createServer((socket) => {
        this.#keep(socket);
        this.#accept(socket);
      });
    }
    const server = createTlsServer({ ...serverTls(tls), ALPNProtocols: ['xmpp-client'] });
    server.on('connection', (socket: Socket) => this.#keep(socket)); // handshakes are cut, too
    return server.on('secureConnection', (socket) => this.#accept(socket));
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }

  #accept(socket: Socket): void {
    if (this.options.isRefusing()) return void socket.destroy();
    const { security, tls } = this.options;
    const frames = new TcpFrames(socket, tls, security === 'offer');
    frames.listen(this.options.accept(frames));
  }
}
