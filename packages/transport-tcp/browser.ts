/**
 * TCP in browsers, which have none: what runs in both may name it, and hears why it cannot be used.
 */
import { TransportError, type Connector } from '@xec/transport';
import type { TcpOptions } from './options.js';

export type { TcpOptions } from './options.js';

/** Refuses: pages open WebSockets and BOSH. */
export const tcp: Connector = async (address) => {
  const message = `A page cannot open ${address}: an address of wss:// or https:// was expected.`;
  throw new TransportError('invalid-service', message);
};

/** {@link tcp}, whatever the settings. */
export const tcpWith = (_settings: TcpOptions = {}): Connector => tcp;
