/**
 * Discovery in Node: SRV records and host-meta.
 */
import { Resolver } from 'node:dns/promises';
import type { Connector } from '@xec/transport';
import { guardedLookup, type AllowedAddresses } from './addresses.js';
import type { Candidate } from './candidate.js';
import { discoverOn, discoveringOn, type Platform } from './make.js';
import { nodeFetch } from './node-fetch.js';
import type { DiscoverOptions, DiscoveringOptions } from './options.js';
import type { SrvResolver } from './srv.js';
import type { Connectors } from './try-candidates.js';

/** What can be set in Node besides. */
export interface NodeLookUpOptions {
  /** Who is asked for SRV records; the system's name servers if left out. */
  readonly resolver?: SrvResolver | undefined;
  /**
   * Where connections, those for the host-meta too, may go; anywhere if left out. A daemon of many users
   * says `public`: who may choose the domain could reach what only the daemon reaches, otherwise. It is
   * judged when a name has been resolved, for domains and URLs alike; a `fetch` of one's own must see to
   * it itself.
   */
  readonly allowAddresses?: AllowedAddresses | undefined;
}

/**
 * The places where the server of `domain` may be, best first; looked up as they are asked for.
 *
 * @throws TransportError `invalid-service` (the first step rejects) when `domain` is none
 */
export function discover(
  domain: string,
  options: DiscoverOptions & NodeLookUpOptions = {},
): AsyncIterable<Candidate> {
  const { allowAddresses } = options;
  const lookup = allowAddresses === undefined ? undefined : guardedLookup(allowAddresses);
  return discoverOn(platformOf(options), domain, options, { lookup });
}

/**
 * A connector whose service is an XMPP domain, which is discovered, or a URL, which is used as it is.
 *
 * What answered is tried first for an hour. Whatever the DNS or a host-meta says, the certificate must be
 * for the domain over TCP, and for the host of the URL otherwise.
 *
 * @param connectors by the scheme that they open; for others nothing is looked up
 */
export function discovering(
  connectors: Connectors,
  options: DiscoveringOptions & NodeLookUpOptions = {},
): Connector {
  const { allowAddresses } = options;
  return discoveringOn(platformOf(options), connectors, options, (given) =>
    allowAddresses === undefined
      ? given
      : { ...given, lookup: guardedLookup(allowAddresses, given.lookup) },
  );
}

const platformOf = ({ resolver }: NodeLookUpOptions): Platform => ({
  resolver: resolver ?? new Resolver(),
  makeFetch: nodeFetch,
  redirect: 'manual',
});
