import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** `out`: from the session to the server. */
export type Direction = 'in' | 'out';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
}

/** The way of one session to its server: can be cut, and stopped in either direction. */
export class Way {
  /** The server's address, by this way. */
  readonly url: string;
  readonly #server: Server;
  readonly #pairs = new Set<Pair>();
  readonly #stalled = new Set<Direction>();

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  /** Opens a way to `url` (`ws://127.0.0.1:…`) on a free port of the loopback. */
  static async open(url: string): Promise<Way> {
    const target = new URL(url);
    const server = createServer((near) => {
      way.#join(near, connect(Number(target.port), target.hostname));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = new URL(url);
    address.port = String((server.address() as AddressInfo).port); // it listens on TCP
    const way = new Way(server, address.toString());
    return way;
  }

  /** Cuts every connection; what is on its way is lost. */
  cut(): void {
    for (const { near, far } of this.#pairs) {
      near.destroy();
      far.destroy();
    }
  }

  /** Lets nothing pass any more in that direction; new connections begin, and stand still. */
  stall(direction: Direction): void {
    this.#stalled.add(direction);
    for (const pair of this.#pairs) source(pair, direction).pause();
  }

  /** Lets everything pass again. */
  flow(): void {
    this.#stalled.clear();
    for (const { near, far } of this.#pairs) {
      near.resume();
      far.resume();
    }
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.cut();
    });
  }

  #join(near: Socket, far: Socket): void {
    const pair = { near, far };
    this.#pairs.add(pair);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => to.write(bytes));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#pairs.delete(pair);
        to.destroy();
      });
    }
    for (const direction of this.#stalled) source(pair, direction).pause();
  }
}

const source = ({ near, far }: Pair, direction: Direction): Socket =>
  direction === 'out' ? near : far;
