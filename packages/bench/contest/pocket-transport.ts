/** The transport of Xec over a socket that needs no network. */
import { BaseTransport, type Connector, type TransportEvents } from '@xec/transport';
import { PocketSocket } from './pocket-socket.js';

class PocketTransport extends BaseTransport {
  readonly kind = 'memory';
  readonly framing = 'websocket';
  readonly isSecure = false;
  readonly isLoopback = true;
  readonly bufferedBytes = 0;
  readonly #socket: PocketSocket;

  constructor(socket: PocketSocket, events: TransportEvents) {
    super(events);
    this.#socket = socket;
    socket.onmessage = ({ data = '' }) => this.receive(data);
    socket.onclose = () => this.end({ clean: true });
  }

  send(frame: string): void {
    this.#socket.send(frame);
  }

  protected shut(): void {
    this.#socket.close();
  }

  protected cut(): void {
    this.#socket.close();
  }

  protected setReading(): void {
    // What is played meanwhile is held.
  }
}

/** Whatever the service, it is in this process. */
export const pocketConnector: Connector = async (_service, events) =>
  new Promise((resolve) => {
    const socket = new PocketSocket();
    socket.onopen = () => resolve(new PocketTransport(socket, events));
  });
