import type { Connector } from '@xec/transport';

/** What can be set for all connections of a connector. */
export interface WebSocketOptions {
  /**
   * Offers compression (RFC 7692), `false` if left out. It costs time and memory a connection, and
   * lets an attacker who chooses parts of a message guess others from its length. Browsers decide
   * for themselves.
   */
  readonly perMessageDeflate?: boolean;

  /** How long a peer may take to answer our closing; 3000 if left out. */
  readonly closeTimeoutMs?: number;
}

/** What both entries export, so that neither lacks something. */
export type MakeConnector = (options?: WebSocketOptions) => Connector;

export const DEFAULT_CLOSE_TIMEOUT_MS = 3000;

/** RFC 7395 section 3.1: the subprotocol that client and server must agree on. */
export const SUBPROTOCOL = 'xmpp';
