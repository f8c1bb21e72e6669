import { isLoopbackHost, urlOf, type Transport } from '@xec/transport';
import type { StreamEnd } from './stream-end.js';

/** The stream that ended so. */
interface Redirected {
  readonly transport?: Pick<Transport, 'kind' | 'isSecure' | 'isLoopback'> | undefined;
}

/** So many redirects in a row are followed (RFC 6120 section 4.9.3.19 warns of endless ones). */
const MAX_REDIRECTS = 3;

/** Addresses of connections that are encrypted, or become so before anything is told. */
const SECURE: ReadonlySet<string> = new Set(['wss:', 'https:', 'xmpps:', 'xmpp:']);

/**
 * Where a server sent us: by `see-other-host` (RFC 6120 section 4.9.3.19), or by `see-other-uri`
 * (RFC 7395 section 3.6.1). Followed only when the server that says so is the right one, which TLS
 * proves; never to something less secure, and never from elsewhere to this machine.
 */
export class Redirects {
  readonly #named: string;
  #service: string;
  #count = 0;
  #mustBeSecure = false;

  /** @param service the address that the session's owner named */
  constructor(service: string) {
    this.#named = service;
    this.#service = service;
  }

  /** Where to connect now. */
  get service(): string {
    return this.#service;
  }

  /** Whether that is another place than the one that was named. */
  get isElsewhere(): boolean {
    return this.#service !== this.#named;
  }

  /** Whether TLS is a must there, whatever the session's owner allows elsewhere. */
  get mustBeSecure(): boolean {
    return this.#mustBeSecure;
  }

  /** It is online there: the next redirects count anew. */
  arrived(): void {
    this.#count = 0;
  }

  /** Whether the end of a stream is a redirect that is followed. Where it is not, the named address is next. */
  follow(end: StreamEnd, stream: Redirected | undefined): boolean {
    const next = this.#count < MAX_REDIRECTS ? targetOf(end, stream, this.#service) : undefined;
    if (next === undefined) {
      this.#service = this.#named;
      this.#mustBeSecure = false;
      return false;
    }
    this.#count += 1;
    this.#service = next;
    this.#mustBeSecure ||= stream?.transport?.isSecure === true;
    return true;
  }
}

function targetOf(
  { elsewhere, kind }: StreamEnd,
  stream: Redirected | undefined,
  service: string,
): string | undefined {
  const transport = stream?.transport;
  if (elsewhere === undefined || transport === undefined) return undefined;
  if (!transport.isSecure && !transport.isLoopback) return undefined; // anybody may have said so
  const url = kind === 'closed' ? urlOf(elsewhere) : besides(elsewhere, service, transport);
  if (url === undefined) return undefined;
  if (isLoopbackHost(url.hostname) && !transport.isLoopback) return undefined;
  // In clear text nothing leaves this machine.
  if (!SECURE.has(url.protocol) && (transport.isSecure || !isLoopbackHost(url.hostname))) {
    return undefined;
  }
  return url.href;
}

/** `host` or `host:port`: the rest of the address is as before. */
function besides(
  host: string,
  service: string,
  { kind }: Pick<Transport, 'kind'>,
): URL | undefined {
  const before = urlOf(service);
  // A bare domain was looked up: only over TCP there is no more to an address than this.
  if (before === undefined && kind !== 'tcp') return undefined;
  const [scheme, path] = before === undefined ? ['xmpp:', ''] : [before.protocol, before.pathname];
  const url = /^[^/?#@\s]+$/u.test(host) ? urlOf(`${scheme}//${host}`) : undefined;
  if (url !== undefined && path !== '') url.pathname = path;
  return url;
}
