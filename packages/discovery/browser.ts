/**
 * Discovery in browsers: the host-meta alone, for pages cannot ask the DNS. The domain must let pages of
 * other origins read it (XEP-0156 section 5).
 */
import type { Connector } from '@xec/transport';
import type { Candidate } from './candidate.js';
import { discoverOn, discoveringOn, type Platform } from './make.js';
import type { DiscoverOptions, DiscoveringOptions } from './options.js';
import type { Connectors } from './try-candidates.js';

export type { Candidate, Scheme } from './candidate.js';
export type { Fetch } from './host-meta.js';
export type { DiscoverOptions, DiscoveringOptions, LookUpOptions } from './options.js';
export type { Connectors } from './try-candidates.js';

/**
 * The places where the server of `domain` may be, best first.
 *
 * @throws TransportError `invalid-service` (the first step rejects) when `domain` is none
 */
export const discover = (domain: string, options: DiscoverOptions = {}): AsyncIterable<Candidate> =>
  discoverOn(browser, domain, options);

/** A connector whose service is an XMPP domain, which is discovered, or a URL, which is used as it is. */
export const discovering = (connectors: Connectors, options: DiscoveringOptions = {}): Connector =>
  discoveringOn(browser, connectors, options);

const browser: Platform = {
  resolver: undefined,
  makeFetch: () => (url, options) => globalThis.fetch(url, options),
  redirect: 'follow',
};
