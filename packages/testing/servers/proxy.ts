import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can be cut. */
export interface Proxy {
  /** The server's address, by this way. */
  readonly url: string;
  /** Cuts all connections at once, as a lost network does; new ones may come. */
  cut(): void;
  /** Lets nothing pass any more, in either direction; the sockets stay open. */
  freeze(): void;
  /** Lets nothing come back from the server any more; what goes there passes. */
  holdAnswers(): void;
  /** Lets everything pass again. */
  thaw(): void;
  close(): Promise<void>;
}

/** Opens a way to the server at `url` (`ws://127.0.0.1:…`, or another scheme), on a free port of the loopback. */
export async function openProxy(url: string): Promise<Proxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const farSockets = new WeakSet<Socket>();
  const server = createServer((near) => {
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const way = new URL(url);
  way.port = String(port);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: way.toString(),
    cut,
    freeze() {
      for (const socket of sockets) socket.pause();
    },
    holdAnswers() {
      for (const socket of sockets) if (farSockets.has(socket)) socket.pause();
    },
    thaw() {
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
