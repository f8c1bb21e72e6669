/**
 * What the supervisor and a child process say to each other.
 */
import type { FaultPoint } from '@xec/xec';
import type { Others } from '../workload/index.js';

/** Where a journal is. */
export type JournalPlace =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'memory' };

/** What a child is made with. */
export interface ChildSettings {
  /** Its name in the history. */
  readonly name: string;
  readonly historyFolder: string;
  readonly journal: JournalPlace;
  readonly seed: number;
  /** How long a session waits between its requests, on average. */
  readonly paceMs: number;
  /** A fault to plant, by its name. */
  readonly plant?: string | undefined;
}

/** A session to take. */
export interface Assignment {
  /** The session, and the localpart of its account. */
  readonly session: string;
  /** The full JID to ask for. */
  readonly jid: string;
  readonly password: string;
  readonly service: string;
  /** The owner before is known to be dead. */
  readonly takeOver: boolean;
  /** How often the session was given to somebody; its requests are numbered from here. */
  readonly turn: number;
  readonly others: Others;
}

/** To kill oneself when `point` is reached for the `count`th time. */
export interface Arming {
  readonly point: FaultPoint;
  readonly count: number;
}

export type Order =
  | { readonly do: 'arm'; readonly arming: Arming | undefined }
  | { readonly do: 'own'; readonly assignment: Assignment }
  /** Give the session back in order, for somebody else. */
  | { readonly do: 'drop'; readonly session: string }
  /** Ask for nothing more, and say when nothing is pending. */
  | { readonly do: 'rest' };

export type Word =
  | { readonly say: 'ready' }
  | { readonly say: 'online' | 'dropped' | 'resting'; readonly session: string }
  /** The session is over in this process: somebody else has it, or something is wrong. */
  | { readonly say: 'lost'; readonly session: string; readonly why: string };
