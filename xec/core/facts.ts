/**
 * What a session knows of the world: contacts, joined rooms, open archive queries, and what rooms of
 * the house add. The sender rules ask here; the rooms that learn it keep it up; it is stored with the
 * session.
 */
import type { Jid } from '@xec/stanza';

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
  readonly features?: readonly string[];
  /** Nicknames of those present. */
  readonly occupants?: readonly string[];
  readonly moderators?: readonly string[];
}

export interface QueryFact {
  /** The archive that was asked: a prepared bare JID. */
  readonly archive: string;
}

export interface AnnouncedFact {
  readonly features: readonly string[];
}

export type FactSection = keyof FactMap & string;

/** One learnt or forgotten (`value` absent) fact, as the journal stores it. */
export interface FactChange {
  readonly section: string;
  readonly key: string;
  readonly value?: unknown;
}

/** The facts of one session. */
export class SessionFacts {
  /** Our full JID once bound; before that the account. */
  self: Jid;
  readonly #sections = new Map<string, Map<string, unknown>>();

  constructor(self: Jid, stored: Iterable<FactChange> = []) {
    this.self = self;
    for (const change of stored) this.apply(change);
  }

  get<S extends FactSection>(section: S, key: string): FactMap[S] | undefined {
    // `learn` is typed by section: what lies in it has its type.
    return this.#sections.get(section)?.get(key) as FactMap[S] | undefined;
  }

  all<S extends FactSection>(section: S): ReadonlyMap<string, FactMap[S]> {
    return (this.#sections.get(section) ?? nothing) as ReadonlyMap<string, FactMap[S]>; // as above
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
