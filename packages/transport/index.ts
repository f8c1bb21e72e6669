/**
 * The transport port of Xec: what a connection is to those who use one.
 */
export {
  DEFAULT_CONNECT_TIMEOUT_MS,
  DEFAULT_MAX_FRAME_BYTES,
  HIGH_WATER_BYTES,
  type ChannelBindingType,
  type ClientCertificate,
  type ConnectOptions,
  type Connector,
  type Transport,
  type TransportClose,
  type TransportEvents,
} from './transport.js';
export { TransportError, type TransportErrorCode } from './error.js';
export { loadPart } from './load-part.js';
export { memoryConnector, memoryPair, type MemoryOptions, type MemoryTransport } from './memory.js';
// For those who write a transport.
export { attempt, type Attempt } from './attempt.js';
export { tlsCertificate } from './client-certificate.js';
export { BaseTransport } from './base-transport.js';
export {
  startAllowed,
  type Destination,
  type Lookup,
  type LookupAddress,
  type LookupOptions,
} from './lookup.js';
export { isLoopbackHost } from './loopback.js';
export { tryPreferred } from './preferred.js';
export { exceedsUtf8Bytes } from './utf8-length.js';
export { readWebService, urlOf, type WebSchemes, type WebService } from './web-service.js';
export { connectFault, faultCode, faultMessage, socketFault } from './socket-fault.js';
