import { connect as connectSocket, type Socket } from 'node:net';
import {
  attempt,
  connectFault,
  startAllowed,
  type Attempt,
  type ConnectOptions,
  type Connector,
  type Transport,
  type TransportEvents,
} from '@xec/transport';
import { openPreferred } from './location.js';
import { DEFAULT_KEEP_ALIVE_MS, type TcpOptions } from './options.js';
import { secure } from './secure.js';
import type { Service } from './service.js';
import { TcpTransport } from './tcp-transport.js';

/**
 * Connects to `xmpps://host:port` (direct TLS, port 5223 if left out), or to `xmpp://host:port` (clear
 * text, port 5222 if left out), where the session goes over to TLS by `startTls` before it logs in.
 */
export const tcp: Connector = tcpWith();

/** A connector with other settings than {@link tcp}. */
export function tcpWith(settings: TcpOptions = {}): Connector {
  return async (address, events, options = {}) =>
    openPreferred(address, options, (service) =>
      attempt<Transport>(service.name, options, (result) =>
        startAllowed(service, options.lookup, result, () =>
          open(service, events, options, settings, result),
        ),
      ),
    );
}

function open(
  service: Service,
  events: TransportEvents,
  options: ConnectOptions,
  settings: TcpOptions,
  { succeed, fail }: Attempt<Transport>,
): () => void {
  let socket: Socket = connectSocket({
    host: service.host,
    port: service.port,
    ...(options.lookup !== undefined && { lookup: options.lookup }),
    noDelay: true,
    keepAlive: true,
    keepAliveInitialDelay: settings.keepAliveMs ?? DEFAULT_KEEP_ALIVE_MS,
  });
  const onError = (cause: unknown): void => fail(connectFault(service.name, cause));
  const onClose = (): void => onError({ code: 'ECONNRESET' });

  const watch = (event: 'connect' | 'secureConnect', onOpen: () => void): void => {
    socket.on('error', onError);
    socket.on('close', onClose);
    socket.once(event, onOpen);
  };
  const hand = (): void => {
    socket.off('error', onError);
    socket.off('close', onClose);
    const transport = new TcpTransport(socket, service, events, options, settings);
    succeed(transport);
    // Nothing is read before the caller has the transport, through however many promises.
    setImmediate(() => {
      transport.start();
    });
  };
  watch('connect', () => {
    if (!service.isDirectTls) {
      hand();
      return;
    }
    try {
      // Errors of the socket below come up in the one above, too.
      socket = secure(socket, service, options);
    } catch (cause) {
      onError(cause);
      return;
    }
    watch('secureConnect', hand);
  });
  return () => {
    socket.destroy();
  };
}
