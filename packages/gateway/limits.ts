/** How much a browser may have of everything. */
export interface GatewayLimits {
  /** Packets that may wait for a slow tab; with more it starts afresh (`resync`). Default 1,000. */
  readonly queuedPackets: number;
  /** Bytes that may wait for a slow tab. Default 1 MiB. */
  readonly queuedBytes: number;
  /** Subscriptions of a tab. Default 16. */
  readonly subscriptions: number;
  /** Requests of a tab that wait for their outcome. Default 100. */
  readonly requests: number;
  /** Bytes of one message of a tab. Default 64 KiB. */
  readonly messageBytes: number;
  /** Tabs of one person. Default 50. */
  readonly tabs: number;
  /** Accounts with a session, or that may come back to one. Default 1,000. */
  readonly accounts: number;
  /** How long the session of an account without tabs goes on, in milliseconds. Default 10 minutes. */
  readonly idleMs: number;
  /** How long a sign-in holds, in milliseconds. Default 12 hours. */
  readonly signInMs: number;
  /** How long a ticket for a socket holds, in milliseconds. Default 30,000. */
  readonly ticketMs: number;
  /** Attempts to sign in that an account has at once; one more comes every 30 s. Default 10. */
  readonly attempts: number;
  /** Attempts that an address has at once; one more comes every 6 s. Default 50. */
  readonly addressAttempts: number;
  /** How often a tab is asked whether it is there, in milliseconds. Default 30,000. */
  readonly pingMs: number;
}

export const defaultGatewayLimits: GatewayLimits = {
  queuedPackets: 1000,
  queuedBytes: 1_048_576,
  subscriptions: 16,
  requests: 100,
  messageBytes: 65_536,
  tabs: 50,
  accounts: 1000,
  idleMs: 10 * 60_000,
  signInMs: 12 * 3_600_000,
  ticketMs: 30_000,
  attempts: 10,
  addressAttempts: 50,
  pingMs: 30_000,
};
