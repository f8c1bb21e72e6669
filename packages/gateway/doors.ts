/** Who may come in: the addresses under which the gateway's own page is open. */
export class Doors {
  #hosts: readonly string[] = [];
  #port = 0;

  /** The gateway listens: these are its addresses. */
  opened(host: string, port: number): void {
    this.#port = port;
    const names = new Set([bracketed(host), '127.0.0.1', 'localhost']);
    this.#hosts = [...names].map((name) => `${name}:${port}`);
  }

  /** Browsers send a cookie to every port of its host: gateways beside this one have other names. */
  get cookie(): string {
    return `xec-${this.#port}`;
  }

  isOurHost(host: string | undefined): boolean {
    return host !== undefined && this.#hosts.includes(host.toLowerCase());
  }

  isOurOrigin(origin: string | undefined): boolean {
    return origin !== undefined && this.#hosts.some((host) => origin === `http://${host}`);
  }

  get socketOrigins(): readonly string[] {
    return this.#hosts.map((host) => `ws://${host}`);
  }
}

/** A host as addresses write it: IPv6 in brackets. */
export const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
