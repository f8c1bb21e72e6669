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
  /** As the action was asked; absent in JSON where it takes none, `null` where `isSecret`. */
  readonly params: unknown;
  /** `answer`: an iq of type result or error, which nobody answers. */
  readonly kind: StanzaKind | 'answer';
  /** Whom the stanza went to, prepared; absent: the own account. */
  readonly to?: string;
  /** When waiting ends, milliseconds since 1970. */
  readonly deadline: number;
  /** How long it may wait in all, in milliseconds: a clock that was set back adds nothing. */
  readonly timeoutMs: number;
  /** The session's name. */
  readonly session: string;
  /** Its params and its stanza hold a secret, and are in the asking process's memory only. */
  readonly isSecret?: true;
  /** A feature asked it when a stream came online: it has no meaning on another one. */
  readonly isSetUp?: true;
}

/** A stanza on its way out. */
export interface OutboundStanza {
  /** Its place in the session's outbound stanzas, from 1 on. Numbers rise, and may leave gaps. */
  readonly number: number;
  /** The XML text, as it will leave; empty where its request `isSecret`. */
  readonly xml: string;
  /** The id of the request it belongs to. */
  readonly id?: string;
}

/** What could not be used and is kept for people to look at. */
export interface SetAside {
  /** What it was, `action Roster/AddItem`. */
  readonly what: string;
  /** Why it could not be used. */
  readonly reason: string;
  /** What was stored, as text. */
  readonly text: string;
  /** When, milliseconds since 1970. */
  readonly at: number;
}

/**
 * What one stanza, one request or one deadline did: stored as one.
 *
 * Storing the same unit twice is the same as storing it once: who has no answer tries again.
 */
export interface UnitOfWork {
  readonly session: string;
  /** The fencing number of the session's owner; an older one is refused. */
  readonly fence: number;
  /** Ids of requests that ended, those that began in this very unit too. */
  readonly taken: readonly string[];
  /** Requests that began. */
  readonly pending: readonly PendingRecord[];
  readonly outbound: readonly OutboundStanza[];
  /** Numbers of outbound stanzas that must not leave any more. */
  readonly withdrawn: readonly number[];
  readonly packets: readonly AnyPacket[];
  readonly facts: readonly FactChange[];
  /** What could not be used: kept, the last {@link MAX_SET_ASIDE} of a session. */
  readonly setAside: readonly SetAside[];
  /** How many stanzas of this stream were handled, this one included; absent where none was. */
  readonly inbound?: number | undefined;
  /** The number of the last outbound stanza that needs no keeping any more. */
  readonly delivered?: number | undefined;
  /** How many stanzas the server has acknowledged on this stream, modulo 2^32; with `delivered`. */
  readonly acked?: number | undefined;
}

/** A unit that does what `parts` say, and nothing else. */
export const unitOf = (
  parts: Partial<UnitOfWork> & Pick<UnitOfWork, 'session' | 'fence'>,
): UnitOfWork => ({
  taken: [],
  pending: [],
  outbound: [],
  withdrawn: [],
  packets: [],
  facts: [],
  setAside: [],
  ...parts,
});

/** How many set aside things of a session a journal keeps at least. */
export const MAX_SET_ASIDE = 100;

/** What the journal gives to whoever takes a session. */
export interface SessionSnapshot {
  /** The fencing number of this ownership. */
  readonly fence: number;
  /** In the order in which they began. Their shape is the journal's promise only as far as JSON goes. */
  readonly pending: readonly PendingRecord[];
  /** Rows of requests that cannot be read: damaged, or written by nobody we know. */
  readonly unreadable: readonly UnreadableRecord[];
  /** Stanzas that are not known to be delivered, in order. */
  readonly outbound: readonly OutboundStanza[];
  readonly facts: readonly FactChange[];
  readonly inbound: number;
  readonly acked: number;
  /** The number of the last outbound stanza; 0 where there was none. */
  readonly lastOutbound: number;
  /** The seq of the last packet; 0 where there was none. */
  readonly lastSeq: number;
}

/** What there is of a session that is new. */
export const emptySnapshot = (fence: number): SessionSnapshot => ({
  fence,
  pending: [],
  unreadable: [],
  outbound: [],
  facts: [],
  inbound: 0,
  acked: 0,
  lastOutbound: 0,
  lastSeq: 0,
});

/** A stored request that is no JSON any more. */
export interface UnreadableRecord {
  readonly id: string;
  readonly text: string;
}

/** Packets after a place, in order. */
export interface PacketPage {
  readonly packets: readonly AnyPacket[];
  /** Whether packets between the place and the first one here are gone: start afresh from now. */
  readonly resync: boolean;
}

/** How many packets of a session are kept for those who come late: the first bound reached counts. */
export interface PacketBounds {
  /** How many. Default 1,000. */
  readonly count: number;
  /** The size of their contents as JSON, in characters. Default 4 Mi. */
  readonly bytes: number;
  /** Default 7 days. */
  readonly ageMs: number;
}

export const defaultPacketBounds: PacketBounds = {
  count: 1000,
  bytes: 4 * 1024 * 1024,
  ageMs: 7 * 24 * 3_600_000,
};

/** How a session is opened. */
export interface OpenOptions {
  /**
   * Takes the session from an owner that still has it: for those who know that it is dead. Default
   * false: such a session is refused with `owned`.
   */
  readonly takeOver?: boolean;
}

/**
 * Where units are stored. Implementations pass one contract suite.
 *
 * A journal object is one *owner*: what it opened is its own until it releases it, closes, or has not
 * renewed its lease for so long that another owner may take over. Renewing is the journal's own
 * business. The owner before is *fenced off*: nothing it commits is stored.
 *
 * Methods reject with a {@link JournalError} when the store does not answer or refuses.
 */
export interface Journal {
  /** What it survives, in words; said when a client starts. */
  readonly survives: string;
  /** Whether anything outlives the process. */
  readonly isDurable: boolean;
  /**
   * Takes ownership of a session and gives what is stored of it; a new one is empty. The same owner
   * may open it again, and fences off its own units before that.
   *
   * @throws JournalError `owned` while another owner has it
   */
  open(session: string, options?: OpenOptions): Promise<SessionSnapshot>;
  /**
   * Stores all of these units, in order, or none.
   *
   * Units of a fenced-off owner are refused with `fenced`: the error then names their `session`, and
   * the others are given again without them. After `unavailable` and `full` the same units may be
   * given again, whether or not they were stored.
   */
  commit(units: readonly UnitOfWork[]): Promise<void> | void;
  /** Gives ownership back: another owner need not wait for the lease to end. A newer owner keeps it. */
  release(session: string, fence: number): Promise<void>;
  /** Packets with a seq above `after`, `limit` at most. */
  packets(session: string, after: number, limit: number): Promise<PacketPage>;
  /** The place of a named reader: the seq it has handled; `undefined` for a new name. */
  cursor(session: string, reader: string): Promise<number | undefined>;
  /** Moves a named reader's place, never back. */
  moveCursor(session: string, reader: string, seq: number): Promise<void>;
  /** What was set aside, oldest first. */
  setAside(session: string): Promise<readonly SetAside[]>;
  /**
   * Forgets a session that ended for good, save its packets, what was set aside, and its readers.
   *
   * @throws JournalError `fenced` when another owner has it by now
   */
  end(session: string, fence: number): Promise<void>;
  /** Releases what it owns and closes. */
  close(): Promise<void>;
}
