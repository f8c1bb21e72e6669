/**
 * A server socket that comes back where it was.
 */
import type { AddressInfo, Server } from 'node:net';

export class Listening {
  /** Where it listens, or did last. */
  #address: AddressInfo | undefined;

  constructor(private readonly server: Server) {}

  get port(): number {
    return this.#known.port;
  }

  /** `127.0.0.1:5222`, as it stands in URLs. */
  get authority(): string {
    const { address, family, port } = this.#known;
    return `${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  get #known(): AddressInfo {
    if (this.#address === undefined) throw new Error('the server does not run');
    return this.#address;
  }

  listen(host: string, port: number): Promise<void> {
    const { server } = this;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        this.#address = server.address() as AddressInfo; // no pipe: it was given a port
        resolve();
      });
    });
  }

  /** Listens again where it did before. */
  listenAgain(): Promise<void> {
    const { address, port } = this.#known;
    return this.listen(address, port);
  }

  /** Takes no connections any more; resolves when those that are open are gone. */
  stop(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
