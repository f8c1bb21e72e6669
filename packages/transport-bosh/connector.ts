/**
 * Connects: asks whether somebody is there, so that those who are not are known at once. The session
 * begins with the first `<open/>`, whose words it needs.
 */
import {
  attempt,
  DEFAULT_MAX_FRAME_BYTES,
  startAllowed,
  TransportError,
  type Attempt,
  type ConnectOptions,
  type Connector,
  type Transport,
} from '@xec/transport';
import { BoshTransport } from './bosh-transport.js';
import { StatusError } from './faults.js';
import type { Http } from './http.js';
import { readSettings, type BoshOptions } from './options.js';
import { readService, type Service } from './service.js';

/** How requests are made to a service. @param maxBytes of an answer */
export type HttpMaker = (service: Service, maxBytes: number, options: ConnectOptions) => Http;

/** What an answer may hold: the frames of a moment, each within its own limit. */
const FRAMES = 16;

export function boshConnector(makeHttp: HttpMaker, boshOptions: BoshOptions): Connector {
  const settings = readSettings(boshOptions);
  return async (url, events, options = {}) => {
    const service = readService(url, options);
    const { maxFrameBytes = DEFAULT_MAX_FRAME_BYTES } = options;
    const http = makeHttp(service, FRAMES * maxFrameBytes, options);
    const { lookup } = options;
    const to = { host: service.url.hostname, name: service.name };
    const look =
      ({ succeed, fail }: Attempt<Transport>) =>
      (): (() => void) => {
        const abort = new AbortController();
        http.request({ method: 'GET', signal: abort.signal }).then(
          ({ status }) => {
            if (isThere(status)) {
              succeed(new BoshTransport(http, service, events, maxFrameBytes, settings));
            } else fail(new StatusError(service.name, status));
          },
          (error: unknown) => {
            fail(asFault(service.name, error));
          },
        );
        return () => {
          abort.abort();
          http.close();
        };
      };
    return attempt<Transport>(service.name, options, (result) =>
      startAllowed(to, lookup, result, look(result)),
    );
  };
}

/** Servers greet whoever looks, or say that they want a POST. */
const isThere = (status: number): boolean =>
  (status >= 200 && status < 300) || [400, 405, 415, 426, 501].includes(status);

/** One that ended the connection before it was one is nobody whom we know. */
function asFault(name: string, error: unknown): TransportError {
  if (!(error instanceof TransportError)) {
    return new TransportError('unreachable', `${name} did not answer.`, { cause: error });
  }
  const isVague = error.code === 'closed' || error.code === 'protocol';
  return isVague ? new TransportError('refused', error.message, { cause: error }) : error;
}
