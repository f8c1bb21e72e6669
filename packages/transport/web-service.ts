/**
 * Which URLs transports over HTTP connect to.
 */
import { TransportError } from './error.js';
import { isLoopbackHost } from './loopback.js';
import type { ConnectOptions } from './transport.js';

/** A URL that passed the checks. */
export interface WebService {
  readonly url: URL;
  /** The URL as it may stand in messages: queries can hold tokens. */
  readonly name: string;
  readonly isSecure: boolean;
  readonly isLoopback: boolean;
}

/** The schemes of a transport: with TLS and in clear text, as `wss` and `ws`. */
export interface WebSchemes {
  readonly secure: string;
  readonly clear: string;
}

/**
 * Reads the URL of a service.
 *
 * @throws TransportError `invalid-service` when it is none, or clear text to another machine
 */
export function readWebService(
  service: string,
  { allowInsecure }: Pick<ConnectOptions, 'allowInsecure'>,
  { secure, clear }: WebSchemes,
): WebService {
  const url = urlOf(service);
  if (url === undefined || (url.protocol !== `${secure}:` && url.protocol !== `${clear}:`)) {
    // What came may hold a password: no more of it is repeated than its scheme.
    const came = url === undefined ? 'what came is no URL' : `a ${url.protocol} URL came`;
    throw invalid(
      `The service’s ${secure}:// URL was expected (${clear}:// for this machine), and ${came}.`,
    );
  }
  const name = `${url.protocol}//${url.host}${url.pathname}`;
  if (url.username !== '' || url.password !== '') {
    throw invalid(`${name} was given with a user name or password in it; XMPP logs in by SASL.`);
  }
  if (url.hash !== '') throw invalid(`${name} was given with a fragment, which means nothing.`);

  const isSecure = url.protocol === `${secure}:`;
  const isLoopback = isLoopbackHost(url.hostname);
  if (!isSecure && !isLoopback && allowInsecure !== true) {
    throw invalid(`${name} is clear text, which everyone on the way could read: use ${secure}://.`);
  }
  return { url, name, isSecure, isLoopback };
}

/** The URL that `text` is; `undefined` where it is none. */
export function urlOf(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const invalid = (message: string): TransportError => new TransportError('invalid-service', message);
