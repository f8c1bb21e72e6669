/**
 * What Node and browsers have in common.
 */
import type { ConnectOptions, Connector } from '@xec/transport';
import type { Candidate, Scheme } from './candidate.js';
import { lookUp } from './look-up.js';
import {
  DEFAULT_CANDIDATE_TIMEOUT_MS,
  DEFAULT_LOOK_UP_TIMEOUT_MS,
  SCHEMES,
  type DiscoverOptions,
  type DiscoveringOptions,
  type MakeFetch,
} from './options.js';
import type { SrvResolver } from './srv.js';
import { tryingCandidates, type Connectors } from './try-candidates.js';

/** What differs between Node and browsers. */
export interface Platform {
  readonly resolver: SrvResolver | undefined;
  readonly makeFetch: MakeFetch;
  readonly redirect: 'manual' | 'follow';
}

/**
 * The candidates of a domain, on some platform.
 *
 * @param timeLeft of all the time there is, in milliseconds
 */
export function discoverOn(
  { resolver, makeFetch, redirect }: Platform,
  domain: string,
  options: DiscoverOptions,
  connect: ConnectOptions = {},
  timeLeft: () => number = () => Infinity,
): AsyncIterable<Candidate> {
  return lookUp(domain, {
    resolver,
    fetch: options.fetch ?? makeFetch(connect),
    redirect,
    random: options.random ?? Math.random,
    timeLeft: () =>
      Math.min(options.lookUpTimeoutMs ?? DEFAULT_LOOK_UP_TIMEOUT_MS, Math.max(0, timeLeft())),
    schemes: options.schemes ?? SCHEMES,
    signal: options.signal,
    onFault: options.onFault ?? (() => undefined),
  });
}

/** A discovering connector, on some platform. */
export function discoveringOn(
  platform: Platform,
  connectors: Connectors,
  options: DiscoveringOptions,
  prepare: (options: ConnectOptions) => ConnectOptions = (given) => given,
): Connector {
  const schemes: Scheme[] = SCHEMES.filter((scheme) => connectors[scheme] !== undefined);
  return tryingCandidates(connectors, {
    prepare,
    lookUp: (domain, connect, { onFault, timeLeft }) =>
      discoverOn(
        platform,
        domain,
        { ...options, schemes, signal: connect.signal, onFault },
        connect,
        timeLeft,
      ),
    candidateTimeoutMs: options.candidateTimeoutMs ?? DEFAULT_CANDIDATE_TIMEOUT_MS,
    now: options.now ?? (() => performance.now()),
  });
}
