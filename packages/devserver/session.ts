/**
 * A bound resource: what the server knows about one client that is logged in.
 */
import type { Jid, XmlElement } from '@xec/stanza';
import type { Account } from './accounts.js';
import type { Connection } from './connection.js';

export class Session {
  /** The last available presence, stamped; `undefined` while not available. */
  presence: XmlElement | undefined;
  priority = 0;
  /** Whether it asked for the roster, so gets pushes (RFC 6121 section 2.1.6: "interested"). */
  isInterested = false;
  /** Who got directed presence and must hear of the end (RFC 6121 section 4.6.3). */
  readonly directed = new Set<string>();
  readonly startedAt = Date.now();
  /** The full JID as text. */
  readonly address: string;

  constructor(
    readonly jid: Jid,
    readonly account: Account,
    readonly connection: Connection,
  ) {
    this.address = jid.toString();
  }

  get isAvailable(): boolean {
    return this.presence !== undefined;
  }

  /** Whether messages to the bare JID come here (RFC 6121 section 8.5.2.1). */
  get takesMessages(): boolean {
    return this.presence !== undefined && this.priority >= 0;
  }

  send(stanza: XmlElement): void {
    this.connection.send(stanza);
  }
}
