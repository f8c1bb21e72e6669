/**
 * Which addresses are connected to.
 */
import { isLoopbackHost, TransportError } from '@xec/transport';

/** An address that passed the checks. */
export interface Service {
  /** A name in ASCII, or an address; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (XEP-0368). */
  readonly isDirectTls: boolean;
  readonly isLoopback: boolean;
  /** As it stands in messages, and with its port whatever it came with. */
  readonly name: string;
}

const PORTS = { 'xmpp:': 5222, 'xmpps:': 5223 } as const;

const FORM =
  /^(?<scheme>xmpps?:)\/\/(?<host>[^/?#@:[\]\s]+|\[[^[\]]+\])(?::(?<port>\d{1,5}))?\/?$/iu;

/**
 * Reads `xmpp://host:port` or `xmpps://host:port`.
 *
 * @throws TransportError `invalid-service` when it is neither
 */
export function readService(service: string): Service {
  const parts = FORM.exec(service)?.groups;
  const url = parts === undefined ? undefined : readHost(parts['host'] ?? '');
  if (parts === undefined || url === undefined) {
    // What came may hold a password: no more of it is repeated than its scheme.
    const scheme = /^[a-z][a-z\d+.-]*:(?=\/)/iu.exec(service)?.[0];
    const came =
      scheme === undefined ? 'what came is no URL' : `a ${scheme} URL of another form came`;
    throw invalid(`xmpp://host:port or xmpps://host:port was expected, and ${came}.`);
  }
  const scheme = parts['scheme']?.toLowerCase() === 'xmpps:' ? 'xmpps:' : 'xmpp:';
  const port = parts['port'] === undefined ? PORTS[scheme] : Number(parts['port']);
  const name = `${scheme}//${url}:${port}`;
  if (port === 0 || port > 65_535) throw invalid(`${name} has a port that is not 1 to 65535.`);
  return {
    host: url.replace(/^\[|\]$/gu, ''),
    port,
    isDirectTls: scheme === 'xmpps:',
    isLoopback: isLoopbackHost(url),
    name,
  };
}

/** One way of writing a host: A-labels, lower case, addresses as they are read by others. */
function readHost(host: string): string | undefined {
  const url = `http://${host}/`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}

const invalid = (message: string): TransportError => new TransportError('invalid-service', message);
