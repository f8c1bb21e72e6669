/** What can be set for all connections of a connector. */
export interface TcpOptions {
  /** How long a peer may take to answer our closing; 3000 if left out. */
  readonly closeTimeoutMs?: number;

  /**
   * How long a connection is idle before the system asks whether the peer is still there; 60,000 if
   * left out.
   */
  readonly keepAliveMs?: number;
}

export const DEFAULT_CLOSE_TIMEOUT_MS = 3000;
export const DEFAULT_KEEP_ALIVE_MS = 60_000;
