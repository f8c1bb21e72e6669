import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut. */
export interface Proxy {
  /** The server's address, by this way. */
  readonly url: string;
  /** Cuts all connections at once, as a lost network does; new ones may come. */
  cut(): void;
  /** Cuts all connections, and each one that comes, as a network that is away does; until `thaw`. */
  refuse(): void;
  /** Lets nothing pass any more, in either direction; the sockets stay open. */
  freeze(): void;
  /** Lets nothing come back from the server any more; what goes there passes. */
  holdAnswers(): void;
  /** Lets everything pass again. */
  thaw(): void;
  close(): Promise<void>;
}

/**
 * Opens a way to the server at `url` (`ws://127.0.0.1:…`, or another scheme).
 *
 * @param host an address of the loopback: another one than the server's may have its port
 * @param port default 0: a free one
 */
export async function openProxy(url: string, host = '127.0.0.1', port = 0): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const farSockets = new WeakSet<Socket>();
  let isAway = false;
  const server = createServer((near) => {
    if (isAway) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    farSockets.add(far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const way = new URL(url);
  way.hostname = host;
  way.port = String((server.address() as AddressInfo).port); // it listens on TCP
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: way.toString(),
    cut,
    refuse() {
      isAway = true;
      cut();
    },
    freeze() {
      for (const socket of sockets) socket.pause();
    },
    holdAnswers() {
      for (const socket of sockets) if (farSockets.has(socket)) socket.pause();
    },
    thaw() {
      isAway = false;
      for (const socket of sockets) socket.resume();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        cut();
      }),
  };
}
