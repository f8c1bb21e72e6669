import { tryPreferred, type ConnectOptions } from '@xec/transport';
import { readService, type Service } from './service.js';

/**
 * Opens the place where the server would like its stream to be resumed, where that is a WebSocket no
 * less secure than `service`; else, or where nobody answers there, `service` itself.
 */
export async function openPreferred<T>(
  service: string,
  options: ConnectOptions,
  open: (service: Service) => Promise<T>,
): Promise<T> {
  const own = readService(service, options);
  return tryPreferred(own, () => preferredTo(own, options), options, open);
}

/** `host:port`, which servers say of their other listeners, is no WebSocket. */
function preferredTo(own: Service, options: ConnectOptions): Service | undefined {
  if (options.location === undefined) return undefined;
  const other = readService(options.location, options);
  const isWorse = (own.isSecure && !other.isSecure) || (other.isLoopback && !own.isLoopback);
  return isWorse || other.url.href === own.url.href ? undefined : other;
}
