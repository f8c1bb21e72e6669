/**
 * How a client connects where nothing else is said. WebSockets are at hand; the rest, which many pages
 * never use, is loaded when it is.
 */
import { loadPart, type Connector } from '@xec/transport';
import { websocket } from '@xec/transport-websocket';

/** Opens `ws:` and `wss:` addresses, those of the other transports, and domains, which are discovered. */
export const defaultConnector: Connector = async (service, events, options) => {
  if (/^wss?:/iu.test(service)) return websocket(service, events, options);
  const { everyWay } = await loadPart(() => import('./every-way.js'));
  return everyWay(service, events, options);
};
