/**
 * Which URLs are connected to.
 */
import { isLoopbackHost, TransportError, type ConnectOptions } from '@xec/transport';

/** A URL that passed the checks. */
export interface Service {
  readonly url: URL;
  /** The URL as it may stand in messages: queries can hold tokens. */
  readonly name: string;
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
}

/**
 * Reads the URL of a service.
 *
 * @throws TransportError `invalid-service` when it is none, or clear text to another machine
 */
export function readService(service: string, options: ConnectOptions): Service {
  const url = URL.canParse(service) ? new URL(service) : undefined;
  if (url === undefined || (url.protocol !== 'wss:' && url.protocol !== 'ws:')) {
    // What came may hold a password: no more of it is repeated than its scheme.
    const came = url === undefined ? 'what came is no URL' : `a ${url.protocol} URL came`;
    throw invalid(`A wss:// URL was expected (ws:// for this machine), and ${came}.`);
  }
  const name = `${url.protocol}//${url.host}${url.pathname}`;
  if (url.username !== '' || url.password !== '') {
    throw invalid(`${name} was given with a user name or password in it; XMPP logs in by SASL.`);
  }
  if (url.hash !== '') throw invalid(`${name} was given with a fragment, which means nothing.`);

  const isSecure = url.protocol === 'wss:';
  const isLoopback = isLoopbackHost(url.hostname);
  if (!isSecure && !isLoopback && options.allowInsecure !== true) {
    throw invalid(`${name} is clear text, which everyone on the way could read: use wss://.`);
  }
  return { url, name, isSecure, isLoopback };
}

const invalid = (message: string): TransportError => new TransportError('invalid-service', message);
