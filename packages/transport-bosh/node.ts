/**
 * XMPP over HTTP (XEP-0124, XEP-0206) in Node.
 */
import { TransportError, type Connector } from '@xec/transport';
import { boshConnector } from './connector.js';
import { FetchHttp } from './fetch-http.js';
import { NodeHttp } from './node-http.js';
import type { BoshOptions } from './options.js';

/** Connects to an `https://` URL; to `http://` on this machine only. */
export const bosh: Connector = boshWith();

/**
 * A connector with other settings than {@link bosh}.
 *
 * @throws RangeError for settings that make no sense
 */
export function boshWith(settings: BoshOptions = {}): Connector {
  const { fetch } = settings;
  return boshConnector((service, maxBytes, options) => {
    if (fetch === undefined) return new NodeHttp(service, maxBytes, options);
    if (options.lookup !== undefined) {
      const text = 'A fetch looks names up by itself: leave it out where lookup is to say.';
      throw new TransportError('invalid-service', text);
    }
    return new FetchHttp(service, maxBytes, fetch);
  }, settings);
}
