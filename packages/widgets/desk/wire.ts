/**
 * What a gateway tells its administrators: plain data. The gateway masks secrets before it leaves.
 */
import type { SessionState } from '@xec/packet-source';

/** How one becomes an administrator. */
export interface EntryView {
  /** `none`: there are no administrators; `open`: everybody is one; `token`: who knows it. */
  readonly entry: 'none' | 'open' | 'token';
  /** Whether this browser is signed in as one. */
  readonly isIn: boolean;
}

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

/** One event. */
export type InspectorEvent = EventHead & (StanzaIn | StanzaOut | ActionStep | PacketTold);

/** Which events somebody wants to see: those that fit all that is said. */
export interface EventFilter {
  /** A packet key or pattern. */
  readonly key?: string;
  readonly namespace?: string;
  readonly session?: string;
  readonly id?: string;
  readonly kind?: InspectorEvent['kind'];
}

/** What an inspector's socket says. */
export type WatchAnswer =
  | { readonly t: 'watching'; readonly ring: string; readonly oldest: number }
  | { readonly t: 'event'; readonly event: InspectorEvent }
  /** So many events were left out: the inspector was too slow. */
  | { readonly t: 'gap'; readonly count: number }
  | { readonly t: 'error'; readonly text: string };

/** A recorded stanza as the two files of a fixture. */
export interface FixtureView {
  readonly xml: string;
  readonly json: {
    readonly note: string;
    readonly packets: Readonly<Record<string, unknown>>;
  };
}

/** What a stanza does with a session that is new. */
export interface ReplayView {
  readonly tried: readonly TriedLook[];
  readonly ran: readonly string[];
  readonly ignored: readonly string[];
  readonly packets: readonly { readonly key: string; readonly content: unknown }[];
  /** Stanzas that leave. */
  readonly sent: readonly string[];
  /** What handlers threw, and where. */
  readonly faults: readonly string[];
}

/** One session and its tabs. */
export interface SessionView {
  /** Of the account, in addresses. */
  readonly id: string;
  readonly jid: string;
  /** The name of the session in the journal. */
  readonly session: string;
  readonly state: SessionState | { readonly state: 'suspended' };
  readonly tabs: number;
  /** Requests that wait for their answer. */
  readonly pending: number;
}

/** One request that waits. */
export interface PendingView {
  readonly id: string;
  readonly session: string;
  /** Absent where it began before this gateway. */
  readonly action?: string;
  readonly ageMs: number;
}

/** How long what has that name took. */
export interface HandlerTime {
  readonly name: string;
  readonly count: number;
  readonly totalMs: number;
  readonly mostMs: number;
}

/** How a journal does. */
export interface JournalHealth {
  readonly survives: string;
  readonly isWell: boolean;
  /** How long a small question took, in milliseconds. */
  readonly ms: number;
  readonly reason?: string;
}

/** The whole at a glance. */
export interface Overview {
  readonly isDraining: boolean;
  readonly sessions: number;
  readonly tabs: number;
  readonly pending: number;
  /** Of all sessions, over the last minute. */
  readonly packetsPerSecond: number;
  readonly slowHandlers: readonly HandlerTime[];
  readonly journals: readonly JournalHealth[];
}
