/**
 * `fetch` by `node:https`: Node's own takes no `lookup`, and believes any certificate where the
 * environment says so.
 */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { Readable } from 'node:stream';
import { startAllowed, type ConnectOptions } from '@xec/transport';
import type { Fetch } from './host-meta.js';

/** Asks over https alone, with the `lookup` and the authorities of `options`. Redirects are shown. */
export const nodeFetch =
  ({ lookup, ca }: ConnectOptions): Fetch =>
  (address, { signal, headers }) =>
    new Promise((resolve, reject) => {
      const url = new URL(address);
      const start = (): (() => void) => {
        const asking = request(url, {
          signal,
          headers,
          agent: false,
          minVersion: 'TLSv1.2',
          // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED cannot say otherwise.
          rejectUnauthorized: true,
          ...(lookup !== undefined && { lookup }),
          ...(ca !== undefined && { ca: typeof ca === 'string' ? ca : [...ca] }),
        });
        asking.on('error', reject);
        asking.on('response', (response) => resolve(responseOf(response)));
        asking.end();
        return () => undefined;
      };
      startAllowed({ host: url.hostname, name: url.origin }, lookup, { fail: reject }, start);
    });

/** A `Response` with what is looked at here. */
function responseOf(response: IncomingMessage): Response {
  const { statusCode = 500, headers } = response;
  const isEmpty = statusCode === 204 || statusCode === 304;
  if (isEmpty) response.resume();
  const status = statusCode >= 200 && statusCode < 600 ? statusCode : 500;
  return new Response(
    // The stream of the platform and that of Node's types are the same.
    isEmpty ? null : (Readable.toWeb(response) as ReadableStream<Uint8Array>),
    { status, headers: { ...(headers.location !== undefined && { location: headers.location }) } },
  );
}
