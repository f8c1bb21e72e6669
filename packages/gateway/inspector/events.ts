/**
 * What an inspector shows: plain data, without secrets.
 */

/** What all events have. */
export interface EventHead {
  /** Rises by one with each event of a gateway. */
  readonly n: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The name of the session in the journal. */
  readonly session: string;
}

/** One look-up for a payload. */
export interface TriedLook {
  readonly level: 1 | 2 | 3;
  readonly name: string;
  readonly xmlns: string;
  readonly node?: string;
  /** The public name of what was looked up: md5 of name, namespace and node. */
  readonly hash: string;
  /** Names of the payloads that were found. */
  readonly found: readonly string[];
}

/** A stanza came in and was handled. */
export interface StanzaIn {
  readonly kind: 'in';
  readonly xml: string;
  /** Whether the text is not all of it: what is too long is cut. */
  readonly isCut?: true;
  readonly id?: string;
  readonly namespaces: readonly string[];
  readonly tried: readonly TriedLook[];
  /** Names of payloads that ran. */
  readonly ran: readonly string[];
  /** The request that it ended. */
  readonly woke?: { readonly id: string; readonly action: string };
  /** Why nothing happened, where nothing did. */
  readonly ignored: readonly string[];
  /** How long its handlers took, in milliseconds. */
  readonly ms: number;
}

/** A stanza was stored, and leaves when there is a stream. */
export interface StanzaOut {
  readonly kind: 'out';
  /** Empty where its request holds a secret. */
  readonly xml: string;
  readonly isCut?: true;
  readonly id?: string;
  readonly namespaces: readonly string[];
  /** Its place in the session's outbound stanzas. */
  readonly number: number;
}

/** A step in the life of a request. */
export interface ActionStep {
  readonly kind: 'action';
  readonly step: 'stored' | 'sent' | 'woken' | 'ended';
  readonly id: string;
  /** The action's name; absent where it began before anybody looked. */
  readonly action?: string;
  /** Since it was stored, in milliseconds. */
  readonly ms?: number;
  /** The keys of the packets that its end told. */
  readonly keys?: readonly string[];
}

/** A packet was stored, and goes to subscribers. */
export interface PacketTold {
  readonly kind: 'packet';
  readonly key: string;
  /** Absent where it is too long. */
  readonly content?: unknown;
  readonly from?: string;
  readonly seq: number;
}

export type EventBody = StanzaIn | StanzaOut | ActionStep | PacketTold;

/** One event. */
export type InspectorEvent = EventHead & EventBody;

/** A recorded stanza as the two files of a fixture. */
export interface FixtureView {
  readonly xml: string;
  readonly json: {
    readonly note: string;
    /** What it tells a session that is new, by key. */
    readonly packets: Readonly<Record<string, unknown>>;
  };
}
