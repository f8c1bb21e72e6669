/**
 * The journal port: what is stored, and when.
 *
 * Everything that belongs together is one {@link UnitOfWork} and is stored as one, or not at all. A
 * stanza is acknowledged, and bytes leave, only after the unit they belong to is stored.
 */
import type { StanzaKind } from '@xec/stanza';
import type { FactChange } from '../facts.js';
import type { AnyPacket } from '../packet/packet.js';

/** A request that waits for its answer. Plain JSON. */
export interface PendingRecord {
  /** The stanza's id. */
  readonly id: string;
  /** The action's name, `Roster/AddItem`. */
  readonly name: string;
  /** The version of its params' shape. */
  readonly version: number;
  readonly params: unknown;
  readonly kind: StanzaKind;
  /** Whom the stanza went to, prepared; absent: the own account. */
  readonly to?: string;
  /** When waiting ends, milliseconds since 1970. */
  readonly deadline: number;
  /** The session's name. */
  readonly session: string;
}

/** A stanza on its way out. */
export interface OutboundStanza {
  /** Its place in the session's outbound stanzas, from 1 on. */
  readonly number: number;
  /** The XML text, as it will leave. */
  readonly xml: string;
  /** The id of the request it belongs to. */
  readonly id?: string;
}

/** What one stanza, one request or one deadline did: stored as one. */
export interface UnitOfWork {
  readonly session: string;
  /** The fencing number of the session's owner; an older one is refused. */
  readonly fence: number;
  /** Ids of requests that ended. */
  readonly taken: readonly string[];
  /** Requests that began. */
  readonly pending: readonly PendingRecord[];
  readonly outbound: readonly OutboundStanza[];
  readonly packets: readonly AnyPacket[];
  readonly facts: readonly FactChange[];
  /** How many stanzas of this stream were handled, this one included; absent where none was. */
  readonly inbound?: number;
  /** The number of the last outbound stanza that needs no keeping any more. */
  readonly delivered?: number;
}

/** What the journal gives to whoever takes a session. */
export interface SessionSnapshot {
  /** The fencing number of this ownership. */
  readonly fence: number;
  readonly pending: readonly PendingRecord[];
  /** Stanzas that are not known to be delivered, in order. */
  readonly outbound: readonly OutboundStanza[];
  readonly facts: readonly FactChange[];
  readonly inbound: number;
  /** The number of the last outbound stanza; 0 where there was none. */
  readonly lastOutbound: number;
  /** The seq of the last packet; 0 where there was none. */
  readonly lastSeq: number;
}

/** Packets after a place, in order. */
export interface PacketPage {
  readonly packets: readonly AnyPacket[];
  /** Whether packets between the place and the first one here are gone: start afresh from now. */
  readonly resync: boolean;
}

/**
 * Where units are stored. Implementations pass one contract suite.
 *
 * Methods reject with a {@link JournalError} when the store does not answer or refuses.
 */
export interface Journal {
  /** What it survives, in words; said when a client starts. */
  readonly survives: string;
  /** Takes ownership of a session and gives what is stored of it; a new one is empty. */
  open(session: string): Promise<SessionSnapshot>;
  /**
   * Stores all of these units, in order, or none.
   *
   * Units of a fenced-off owner are refused: the error then names their `session`, and the others
   * are given again without them.
   */
  commit(units: readonly UnitOfWork[]): Promise<void> | void;
  /** Packets with a seq above `after`, `limit` at most. */
  packets(session: string, after: number, limit: number): Promise<PacketPage>;
  /** The place of a named reader: the seq it has handled; `undefined` for a new name. */
  cursor(session: string, reader: string): Promise<number | undefined>;
  /** Moves a named reader's place. */
  moveCursor(session: string, reader: string, seq: number): Promise<void>;
  /** Forgets a session that ended for good, save its packets. */
  end(session: string): Promise<void>;
  close(): Promise<void>;
}
