/**
 * A bound resource: what the server knows about one client that is logged in.
 */
import { isStanza, parse, write, type Jid, type XmlElement } from '@xec/stanza';
import type { Account } from './accounts.js';
import type { Connection } from './connection.js';
import type { Host } from './host.js';
import type { ManagedStream } from './sm/managed-stream.js';

/** Who sent a stanza, and gets what answers it: a session, or a component (XEP-0114). */
export interface Sender {
  /** Absent: a component. */
  readonly account?: Account | undefined;
  send(stanza: XmlElement): void;
}

export class Session implements Sender {
  /** The last available presence, stamped; `undefined` while not available. */
  presence: XmlElement | undefined;
  priority = 0;
  /** Whether it asked for the roster, so gets pushes (RFC 6121 section 2.1.6: "interested"). */
  isInterested = false;
  /** Whether it gets copies of messages (XEP-0280). */
  hasCarbons = false;
  /** Who got directed presence and must hear of the end (RFC 6121 section 4.6.3). */
  readonly directed = new Set<string>();
  readonly startedAt = Date.now();
  /** The full JID as text. */
  readonly address: string;
  /** Stream management, once the client enabled it. */
  management: ManagedStream | undefined;
  /** Whether its connection is lost and it waits for the client to resume. */
  isHibernating = false;
  isOver = false;

  constructor(
    private readonly host: Host,
    /** A number that no other session of the server has. */
    readonly streamId: number,
    readonly jid: Jid,
    readonly account: Account,
    /** The last one where it hibernates: what is sent on that one is lost. */
    public connection: Connection,
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

  /** Sends a stanza, through the faults. */
  send(stanza: XmlElement): void {
    this.connection.send(stanza, this.deliver);
  }

  /** Sends an element past the faults; a stanza is kept until the client acknowledges it. */
  readonly deliver = (el: XmlElement): void => {
    const text = write(el);
    if (isStanza(el)) this.#keep(el, text);
    this.connection.sendRaw(text);
    if (this.management !== undefined) this.#afterSent(this.management);
  };

  /** Sends text as it is; it counts where it is a stanza. */
  deliverRaw(text: string): void {
    const el = readStanza(text);
    if (el !== undefined) this.#keep(el, text);
    this.connection.sendRaw(text);
    if (this.management !== undefined) this.#afterSent(this.management);
  }

  /** A stanza was written again. */
  resent(text: string, count: number): void {
    if (this.host.audit.hearsSent) this.host.audit.sent(this, parse(text), count, true);
  }

  /** Ends it: with a stream error where there is a stream. */
  end(condition: string, text?: string): void {
    if (this.isHibernating) this.host.endSession(this);
    else this.connection.fail(condition, text);
  }

  #keep(stanza: XmlElement, text: string): void {
    if (this.isOver) return;
    this.management?.keep(text);
    this.host.audit.sent(this, stanza, this.management?.sent);
  }

  #afterSent(management: ManagedStream): void {
    if (this.isOver) return;
    if (management.waiting > this.host.streams.maxUnacknowledged) {
      return this.end('policy-violation', 'too many stanzas are not acknowledged');
    }
    this.host.ackRequests.sent(this);
  }
}

function readStanza(text: string): XmlElement | undefined {
  try {
    const el = parse(text);
    return isStanza(el) ? el : undefined;
  } catch {
    return undefined; // broken on purpose: the client will not count it
  }
}
