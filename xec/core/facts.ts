/**
 * What a session knows of the world: contacts, joined rooms, open archive queries, and what rooms of
 * the house add. The sender rules ask here; the rooms that learn it keep it up; it is stored with the
 * session.
 */
import { asKey, keepShapeOf, type Jid, type MamFin } from '@xec/stanza';

/** The sections of facts and what they hold, plain JSON. Rooms add theirs by augmentation. */
export interface FactMap {
  /** The roster, by bare JID. */
  contact: ContactFact;
  /** Joined rooms, by bare JID. */
  room: RoomFact;
  /** Open archive queries, by query id. */
  query: QueryFact;
  /** What the own account (bare JID) and the own server (domain) announce in service discovery. */
  announced: AnnouncedFact;
  /** The stream that is open or may be resumed, under the key `current`. */
  stream: StreamFact;
  /** How the session's owners before this one ended, under the key `current`. */
  start: StartFact;
}

export interface ContactFact {
  readonly subscription: 'none' | 'to' | 'from' | 'both';
  readonly ask?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

export interface RoomFact {
  /** Our nickname there. */
  readonly nick: string;
  /** What it announces; absent while it was not asked. */
  readonly features?: readonly string[];
  /** We have said that we leave. */
  readonly isLeaving?: true;
}

export interface QueryFact {
  /** The archive that was asked: a prepared bare JID. */
  readonly archive: string;
  /** Ids of the results that came. */
  readonly seen?: readonly string[];
  /** How it ended, where a message says so (`urn:xmpp:mam:0`). */
  readonly end?: MamFin;
}

export interface AnnouncedFact {
  readonly features: readonly string[];
}

export type FactSection = keyof FactMap & string;

/**
 * What the next process needs to go on with a stream. While there is one, stanzas may have left that
 * are not known to have arrived.
 */
export interface StreamFact {
  /** The own bare JID. */
  readonly account: string;
  /** The address of the server. */
  readonly service: string;
  /** The bound full JID. */
  readonly jid: string;
  /** Nobody between here and the server can read it: TLS, or a server on this machine. */
  readonly isPrivate?: true;
  /** The name under which the stream can be resumed (XEP-0198); absent where it cannot. */
  readonly id?: string;
  /** The id is not in clear: a vault sealed it. */
  readonly isSealed?: true;
  /** Where the server would like it to be resumed. */
  readonly location?: string;
  /** For how long, in seconds. */
  readonly maxSeconds?: number;
}

/** What tells a stanza that kills its process from one that was there when a process died. */
export interface StartFact {
  /** How many stanzas of the stream were handled when the last owner began. */
  readonly inbound: number;
  /** How many owners in a row began there. */
  readonly starts: number;
  /** How many of them began to handle the stanza after those, watching it. */
  readonly tries: number;
}

/** One learnt or forgotten (`value` absent) fact, as the journal stores it. */
export interface FactChange {
  readonly section: string;
  readonly key: string;
  readonly value?: unknown;
}

/** A fact and its first value. */
export type HeldFact = {
  readonly [S in FactSection]: { section: S; key: string; value: FactMap[S] };
}[FactSection];
/** A learnt fact; a forgotten one where `value` is `undefined`. */
export const factChange = <S extends FactSection>(
  section: S,
  key: string,
  value: FactMap[S] | undefined,
): FactChange => new MadeChange(section, asKey(key), value); // the key is kept, and looked up

/** Of a class for the reason that `MadePacket` says: some facts stay for good, and others are replaced at once. */
class MadeChange implements FactChange {
  readonly section: string;
  readonly key: string;
  declare readonly value?: unknown;

  constructor(section: string, key: string, value: unknown) {
    this.section = section;
    this.key = key;
    if (value !== undefined) this.value = value;
  }
}

keepShapeOf(MadeChange, '', '', undefined);

/** Who knows which rooms we are about to join. */
interface Awaiting {
  awaits(bare: string): boolean;
}

/** The facts of one session. */
export class SessionFacts {
  #self: Jid;
  #account: Jid;
  readonly #sections = new Map<string, Map<string, unknown>>();

  readonly #awaiting: Awaiting | undefined;

  constructor(self: Jid, stored: Iterable<FactChange> = [], awaiting?: Awaiting) {
    this.#self = self.kept();
    this.#account = this.#self.toBare();
    this.#awaiting = awaiting;
    for (const change of stored) this.apply(change);
  }

  /** Our full JID once bound; before that the account. */
  get self(): Jid {
    return this.#self;
  }

  set self(self: Jid) {
    this.#self = self.kept();
    this.#account = this.#self.toBare();
  }

  /** Our bare JID: who sent a stanza that names nobody. */
  get account(): Jid {
    return this.#account;
  }

  get<S extends FactSection>(section: S, key: string): FactMap[S] | undefined {
    const facts = this.#sections.get(section);
    // To look a key up in nothing costs its hash all the same.
    if (facts === undefined || facts.size === 0) return undefined;
    return facts.get(key) as FactMap[S] | undefined; // typed by section: `learn` sees to it
  }

  /** Whether it is a joined room, or one that we are about to join: it speaks before we are in. */
  isRoom(bare: string): boolean {
    return this.get('room', bare) !== undefined || this.#awaiting?.awaits(bare) === true;
  }

  all<S extends FactSection>(section: S): ReadonlyMap<string, FactMap[S]> {
    return (this.#sections.get(section) ?? nothing) as ReadonlyMap<string, FactMap[S]>; // as above
  }

  /** Whether there is a fact in that place, whatever it says. */
  knows({ section, key }: FactChange): boolean {
    return this.#sections.get(section)?.has(key) === true;
  }

  apply(change: FactChange): void {
    let section = this.#sections.get(change.section);
    if (change.value === undefined) {
      section?.delete(change.key);
      return;
    }
    if (section === undefined) {
      section = new Map();
      this.#sections.set(change.section, section);
    }
    section.set(change.key, change.value);
  }
}

const nothing: ReadonlyMap<string, unknown> = new Map();
