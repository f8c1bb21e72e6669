import { tryPreferred, type ConnectOptions } from '@xec/transport';
import { readService, type Service } from './service.js';

/**
 * Opens the place where the server would like its stream to be resumed, where that is no less secure
 * than `service`; else, or where nobody answers there, `service` itself.
 */
export async function openPreferred<T>(
  service: string,
  options: ConnectOptions,
  open: (service: Service) => Promise<T>,
): Promise<T> {
  const own = readService(service);
  return tryPreferred(own, () => preferredTo(own, options), options, open);
}

/** A URL, or `host:port` (XEP-0198 section 5), which is reached the way `own` is. */
function preferredTo(own: Service, { location }: ConnectOptions): Service | undefined {
  if (location === undefined) return undefined;
  const scheme = own.isDirectTls ? 'xmpps' : 'xmpp';
  const other = readService(location.includes('://') ? location : `${scheme}://${location}`);
  const isWorse = (own.isDirectTls && !other.isDirectTls) || (other.isLoopback && !own.isLoopback);
  return isWorse || other.name === own.name ? undefined : other;
}
