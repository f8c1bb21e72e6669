/**
 * XMPP over WebSocket in Node (RFC 7395), with ws.
 */
import type { ClientRequest, IncomingMessage } from 'node:http';
import {
  attempt,
  connectFault,
  DEFAULT_MAX_FRAME_BYTES,
  startAllowed,
  tlsCertificate,
  TransportError,
  type Attempt,
  type ConnectOptions,
  type Connector,
  type Transport,
  type TransportEvents,
} from '@xec/transport';
import type { ClientOptions } from 'ws';
import { wrongSubprotocol } from './faults.js';
import { openPreferred } from './location.js';
import { NodeSocket, NodeWebSocketTransport } from './node-transport.js';
import { DEFAULT_CLOSE_TIMEOUT_MS, SUBPROTOCOL, type WebSocketOptions } from './options.js';
import type { Service } from './service.js';

/** Connects to a `wss://` URL; to `ws://` on this machine only. */
export const websocket: Connector = websocketWith();

/** A connector with other settings than {@link websocket}. */
export function websocketWith(settings: WebSocketOptions = {}): Connector {
  return async (url, events, options = {}) => {
    return openPreferred(url, options, (service) =>
      attempt<Transport>(service.name, options, (result) =>
        startAllowed(
          { host: service.url.hostname, name: service.name },
          options.lookup,
          result,
          () => open(service, events, options, settings, result),
        ),
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
  const maxFrameBytes = options.maxFrameBytes ?? DEFAULT_MAX_FRAME_BYTES;
  const socket = makeSocket(service, socketOptions(maxFrameBytes, options, settings));
  if (socket instanceof TransportError) {
    fail(socket);
    return () => undefined;
  }

  socket.once('upgrade', (response: IncomingMessage) => {
    socket.wire = response.socket;
    const selected = response.headers['sec-websocket-protocol'];
    if (selected !== SUBPROTOCOL) fail(wrongSubprotocol(service.name, selected));
  });
  socket.once('unexpected-response', (_request: ClientRequest, response: IncomingMessage) => {
    fail(unexpectedAnswer(service.name, response.statusCode ?? 0));
  });
  const onError = (cause: Error): void => {
    fail(connectFault(service.name, cause));
  };
  socket.on('error', onError);
  socket.once('open', () => {
    socket.removeAllListeners();
    const transport = new NodeWebSocketTransport(socket, service, events, maxFrameBytes);
    // Nothing is told before the caller has the transport, through however many promises.
    transport.holdBack();
    succeed(transport);
    setImmediate(release, transport);
  });
  return () => {
    socket.terminate();
  };
}

function release(transport: NodeWebSocketTransport): void {
  transport.release();
}

/** Node looks at certificates to trust when the socket is made, and throws what it thinks of them. */
function makeSocket(service: Service, options: ClientOptions): NodeSocket | TransportError {
  try {
    return new NodeSocket(service.url, options);
  } catch (cause) {
    return connectFault(service.name, cause);
  }
}

function socketOptions(
  maxPayload: number,
  { ca, clientCertificate, lookup }: ConnectOptions,
  settings: WebSocketOptions,
): ClientOptions {
  const options = {
    maxPayload,
    // Without context takeover: some 300 KiB less a connection.
    perMessageDeflate: settings.perMessageDeflate === true && {
      clientNoContextTakeover: true,
      serverNoContextTakeover: true,
      threshold: 1024,
    },
    // RFC 7395 moves a client by `see-other-uri`, which the session checks; HTTP is not asked.
    followRedirects: false,
    skipUTF8Validation: false,
    allowSynchronousEvents: true,
    closeTimeout: settings.closeTimeoutMs ?? DEFAULT_CLOSE_TIMEOUT_MS,
    // Said here, so that NODE_TLS_REJECT_UNAUTHORIZED cannot say otherwise.
    rejectUnauthorized: true,
    ...(ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }),
    ...tlsCertificate(clientCertificate),
    ...(lookup === undefined ? {} : { lookup }),
  };
  return options;
}

function unexpectedAnswer(name: string, status: number): TransportError {
  const hint = status >= 300 && status < 400 ? ' (redirects are not followed)' : '';
  return new TransportError(
    'refused',
    `${name} was expected to answer 101 Switching Protocols; it answered ${String(status)}${hint}.`,
  );
}
