/** The addresses under which a gateway's own page is open. */
export interface DoorOptions {
  readonly host: string;
  readonly isTls: boolean;
  /** The page's origin behind a proxy of this machine. */
  readonly publicOrigin?: string | undefined;
}

/** Who may come in: only pages of the gateway's own. */
export class Doors {
  readonly #options: DoorOptions;
  #origins: ReadonlySet<string> = new Set();
  #hosts: ReadonlySet<string> = new Set();
  #port = 0;

  constructor(options: DoorOptions) {
    this.#options = options;
  }

  /** The gateway listens: these are its addresses. */
  opened(port: number): void {
    const { host, isTls, publicOrigin } = this.#options;
    this.#port = port;
    const scheme = isTls ? 'https' : 'http';
    const names = new Set([bracketed(host), '127.0.0.1', 'localhost']);
    const origins = [...names].map((name) => `${scheme}://${name}:${String(port)}`);
    this.#origins = new Set(publicOrigin === undefined ? origins : [...origins, publicOrigin]);
    this.#hosts = new Set([...this.#origins].map(hostOf));
  }

  /** Browsers send a cookie to every port of its host: gateways beside this one have other names. */
  get cookie(): string {
    return `xec-${String(this.#port)}`;
  }

  /** Whether a browser that asked for `host` did so over TLS, as far as it can see. */
  isSecure(host: string | undefined): boolean {
    const { isTls, publicOrigin } = this.#options;
    return isTls || (publicOrigin !== undefined && host?.toLowerCase() === hostOf(publicOrigin));
  }

  isOurHost(host: string | undefined): boolean {
    return host !== undefined && this.#hosts.has(host.toLowerCase());
  }

  isOurOrigin(origin: string | undefined): boolean {
    return origin !== undefined && this.#origins.has(origin);
  }

  get socketOrigins(): readonly string[] {
    return [...this.#origins].map((origin) => origin.replace(/^http/, 'ws'));
  }

  /**
   * Whose attempts are counted: the address of the socket, or what the proxy says.
   *
   * @param forwarded the header `X-Forwarded-For`; a browser may have begun it, and the proxy ended it
   */
  addressOf(peer: string | undefined, forwarded: string | undefined): string {
    const last = forwarded?.split(',').at(-1)?.trim();
    const isProxied = this.#options.publicOrigin !== undefined && last !== undefined && last !== '';
    return isProxied ? last : (peer ?? 'unknown');
  }
}

/** As `Host` has it: without the port that belongs to the scheme. */
const hostOf = (origin: string): string => new URL(origin).host;

/** A host as addresses write it: IPv6 in brackets. */
export const bracketed = (host: string): string => (host.includes(':') ? `[${host}]` : host);
