import type { Connector } from '@xec/transport';

/** What can be set for all connections of a connector. */
export interface BoshOptions {
  /** Makes the requests: by default the page's own `fetch`, and in Node `node:http` and `node:https`. */
  readonly fetch?: typeof globalThis.fetch;

  /** How long the server may hold a request, in seconds, 1 to 60; 60 if left out. */
  readonly waitSeconds?: number;

  /** How often a lost request is sent again before the connection is over; 2 if left out. */
  readonly retries?: number;

  /** How long to wait before the first of them, doubled each time, in milliseconds; 500. */
  readonly retryMs?: number;

  /** How long a peer may take to answer our closing; 3000 if left out. */
  readonly closeTimeoutMs?: number;
}

/** All of it, but how requests are made. */
export type BoshSettings = Required<Omit<BoshOptions, 'fetch'>>;

/** What both entries export, so that neither lacks something. */
export type MakeConnector = (options?: BoshOptions) => Connector;

/** @throws RangeError for a time that no server would hold a request */
export function readSettings(options: BoshOptions): BoshSettings {
  const { waitSeconds = 60, retries = 2, retryMs = 500, closeTimeoutMs = 3000 } = options;
  if (!(waitSeconds >= 1 && waitSeconds <= 60)) {
    throw new RangeError(`waitSeconds was expected to be 1 to 60, and is ${String(waitSeconds)}`);
  }
  return { waitSeconds, retries, retryMs, closeTimeoutMs };
}
