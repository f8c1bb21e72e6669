/**
 * Where a server can be reached: its end points, by its options.
 */
import { Endpoint, type EndpointOptions } from './endpoint.js';
import type { FrameReceiver, FrameSocket } from './frame-socket.js';
import type { DevServerOptions } from './options.js';
import { TcpEndpoint } from './tcp-endpoint.js';

export interface EndpointsOwner {
  /** An HTTP status to refuse handshakes with, now; connections that know none are dropped. */
  readonly refusedStatus: () => number | undefined;
  /** Takes HTTP requests that are not for streams; gives whether it did. */
  readonly http: EndpointOptions['http'];
  /** Takes the socket of a client. */
  readonly accept: (socket: FrameSocket) => FrameReceiver;
  /** Takes the socket of a component. */
  readonly acceptComponent: (socket: FrameSocket) => FrameReceiver;
}

export class Endpoints {
  readonly ws: Endpoint;
  readonly wss: Endpoint | undefined;
  readonly tcp: TcpEndpoint | undefined;
  readonly tls: TcpEndpoint | undefined;
  readonly component: TcpEndpoint | undefined;
  /** Each with the port that was asked for. */
  readonly #all: (readonly [Endpoint | TcpEndpoint, number])[] = [];

  constructor({ port = 0, tcp, tls, components }: DevServerOptions, owner: EndpointsOwner) {
    const { accept } = owner;
    const isRefusing = (): boolean => owner.refusedStatus() !== undefined;
    this.ws = this.#add(new Endpoint(owner), port);
    if (tls !== undefined) {
      this.wss = this.#add(new Endpoint({ ...owner, tls }));
      this.tls = this.#add(new TcpEndpoint({ security: 'direct', tls, isRefusing, accept }));
    }
    if (components !== undefined) {
      const accept = owner.acceptComponent;
      this.component = this.#add(
        new TcpEndpoint({ security: 'none', tls: undefined, isRefusing, accept }),
      );
    }
    if (tcp === undefined) return;
    const security = tls === undefined ? 'none' : 'offer';
    this.tcp = this.#add(
      new TcpEndpoint({ security, tls, isRefusing, accept }),
      tcp === true ? 0 : tcp,
    );
  }

  /** @throws Error where a port is taken: none is kept then. */
  async listen(host: string): Promise<void> {
    try {
      for (const [endpoint, port] of this.#all) await endpoint.listening.listen(host, port);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  /** Listens again where it did before. */
  async listenAgain(): Promise<void> {
    for (const [endpoint] of this.#all) await endpoint.listening.listenAgain();
  }

  /** Destroys every connection without a word. */
  cut(): void {
    for (const [endpoint] of this.#all) endpoint.cut();
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map(([endpoint]) => endpoint.close()));
  }

  #add<T extends Endpoint | TcpEndpoint>(endpoint: T, port = 0): T {
    this.#all.push([endpoint, port]);
    return endpoint;
  }
}
