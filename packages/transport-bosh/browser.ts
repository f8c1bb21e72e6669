/**
 * XMPP over HTTP (XEP-0124, XEP-0206) in browsers, by `fetch`. No import leads to Node.
 */
import { TransportError, type Connector } from '@xec/transport';
import { boshConnector } from './connector.js';
import { FetchHttp } from './fetch-http.js';
import type { BoshOptions } from './options.js';

export type { BoshOptions } from './options.js';

/** Connects to an `https://` URL; to `http://` on this machine only. */
export const bosh: Connector = boshWith();

/**
 * A connector with other settings than {@link bosh}.
 *
 * @throws RangeError for settings that make no sense
 */
export function boshWith(settings: BoshOptions = {}): Connector {
  return boshConnector((service, maxBytes, { ca, clientCertificate, lookup }) => {
    if (ca !== undefined || clientCertificate !== undefined || lookup !== undefined) {
      throw new TransportError(
        'invalid-service',
        'Browsers choose whom they trust, what they show and where they go: leave out ca, ' +
          'clientCertificate and lookup.',
      );
    }
    return new FetchHttp(service, maxBytes, settings.fetch ?? globalThis.fetch);
  }, settings);
}
