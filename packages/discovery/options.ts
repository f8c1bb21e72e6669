import type { ConnectOptions } from '@xec/transport';
import type { Scheme } from './candidate.js';
import type { Fetch } from './host-meta.js';

/** How domains are looked up, wherever this runs. */
export interface LookUpOptions {
  /** Asks for the host-meta. In Node, `node:https` if left out; in browsers, the page's own. */
  readonly fetch?: Fetch | undefined;
  /** From 0 up to, and without, 1: draws among SRV records of one priority. `Math.random` if left out. */
  readonly random?: (() => number) | undefined;
  /** What the SRV records, and then the host-meta, may take; 5000 if left out. */
  readonly lookUpTimeoutMs?: number | undefined;
}

/** What {@link discover} is told. */
export interface DiscoverOptions extends LookUpOptions {
  /** What is of use; all if left out. */
  readonly schemes?: readonly Scheme[] | undefined;
  /** Gives up when it aborts. */
  readonly signal?: AbortSignal | undefined;
  /** Hears of look-ups that failed, in words. */
  readonly onFault?: ((sentence: string) => void) | undefined;
}

/** How a discovering connector goes about it. */
export interface DiscoveringOptions extends LookUpOptions {
  /** What one candidate may take of the time for connecting, in milliseconds; 10,000 if left out. */
  readonly candidateTimeoutMs?: number | undefined;
  /** Some clock, in milliseconds; that of the process if left out. */
  readonly now?: (() => number) | undefined;
}

export const SCHEMES: readonly Scheme[] = ['xmpps', 'xmpp', 'wss', 'https'];
export const DEFAULT_LOOK_UP_TIMEOUT_MS = 5000;
export const DEFAULT_CANDIDATE_TIMEOUT_MS = 10_000;

/** What a fetch is made for: names may be looked up, and authorities chosen, a connection. */
export type MakeFetch = (options: ConnectOptions) => Fetch;
