/**
 * XMPP over WebSocket in browsers (RFC 7395), with their own WebSocket. No import leads to ws.
 */
import {
  attempt,
  DEFAULT_MAX_FRAME_BYTES,
  TransportError,
  type Attempt,
  type ConnectOptions,
  type Connector,
  type Transport,
  type TransportEvents,
} from '@xec/transport';
import { BrowserWebSocketTransport } from './browser-transport.js';
import { wrongSubprotocol } from './faults.js';
import { openPreferred } from './location.js';
import { DEFAULT_CLOSE_TIMEOUT_MS, SUBPROTOCOL, type WebSocketOptions } from './options.js';
import type { Service } from './service.js';

export type { WebSocketOptions } from './options.js';

/** Connects to a `wss://` URL; to `ws://` on this machine only. */
export const websocket: Connector = websocketWith();

/** A connector with other settings than {@link websocket}. */
export function websocketWith(settings: WebSocketOptions = {}): Connector {
  return async (url, events, options = {}) => {
    if (options.ca !== undefined) {
      throw new TransportError('invalid-service', 'Browsers choose whom they trust: leave out ca.');
    }
    if (options.clientCertificate !== undefined) {
      const text = 'Browsers choose what they show of themselves: leave out clientCertificate.';
      throw new TransportError('invalid-service', text);
    }
    if (options.lookup !== undefined) {
      throw new TransportError('invalid-service', 'Browsers look up names: leave out lookup.');
    }
    return openPreferred(url, options, (service) =>
      attempt<Transport>(service.name, options, (result) =>
        open(service, events, options, settings, result),
      ),
    );
  };
}

function open(
  service: Service,
  events: TransportEvents,
  options: ConnectOptions,
  settings: WebSocketOptions,
  { succeed, fail }: Attempt<Transport>,
): () => void {
  const socket = makeSocket(service);
  if (socket instanceof TransportError) {
    fail(socket);
    return () => undefined;
  }
  socket.binaryType = 'arraybuffer';
  const onOpen = (): void => {
    socket.removeEventListener('open', onOpen);
    socket.removeEventListener('error', onFault);
    socket.removeEventListener('close', onFault);
    if (socket.protocol !== SUBPROTOCOL) {
      fail(wrongSubprotocol(service.name, socket.protocol));
      return;
    }
    const limits = {
      maxFrameBytes: options.maxFrameBytes ?? DEFAULT_MAX_FRAME_BYTES,
      closeTimeoutMs: settings.closeTimeoutMs ?? DEFAULT_CLOSE_TIMEOUT_MS,
    };
    succeed(new BrowserWebSocketTransport(socket, service, events, limits));
  };
  const onFault = (): void => {
    fail(didNotOpen(service.name));
  };
  socket.addEventListener('open', onOpen);
  socket.addEventListener('error', onFault);
  socket.addEventListener('close', onFault);
  return () => {
    socket.close();
  };
}

/** Pages are refused what mixes secure and insecure content, by an exception. */
function makeSocket({ name, url }: Service): WebSocket | TransportError {
  try {
    return new WebSocket(url, SUBPROTOCOL);
  } catch (cause) {
    return new TransportError('invalid-service', `The browser does not allow ${name}.`, { cause });
  }
}

/** Browsers do not tell pages more, so that pages cannot explore networks. */
const didNotOpen = (name: string): TransportError =>
  new TransportError(
    'unreachable',
    `${name} did not open. Browsers do not say why: nothing may listen there, its certificate may ` +
      'not be valid, or it may not select the subprotocol "xmpp".',
  );
