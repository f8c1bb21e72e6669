/**
 * What administrators see of sessions and requests: plain data.
 */
import type { SessionState } from '@xec/client';
import type { HandlerTime } from '../inspector/vitals.js';
import type { JournalHealth } from '../operations/journal-health.js';

/** How one becomes an administrator. */
export interface EntryView {
  /** `none`: there are no administrators; `open`: everybody is one; `token`: who knows it. */
  readonly entry: 'none' | 'open' | 'token';
  /** Whether this browser is signed in as one. */
  readonly isIn: boolean;
}

/** One session and its tabs. */
export interface SessionView {
  /** Of the account, in addresses. */
  readonly id: string;
  readonly jid: string;
  /** The name of the session in the journal. */
  readonly session: string;
  /** Where it stands: the content of `session_state`; `suspended` where nobody is there. */
  readonly state: SessionState | { readonly state: 'suspended' };
  readonly tabs: number;
  /** Requests that wait for their answer. */
  readonly pending: number;
}

/** One request that waits. */
export interface PendingView {
  readonly id: string;
  /** The name of the session in the journal. */
  readonly session: string;
  /** Absent where it began before this gateway. */
  readonly action?: string;
  /** Since when it waits, in milliseconds. */
  readonly ageMs: number;
}

/** The whole at a glance. */
export interface Overview {
  readonly isDraining: boolean;
  readonly sessions: number;
  readonly tabs: number;
  readonly pending: number;
  /** Of all sessions, over the last minute. */
  readonly packetsPerSecond: number;
  /**
   * Payloads and actions by their slowest stanza. Where several handle one stanza, each has the time of
   * all.
   */
  readonly slowHandlers: readonly HandlerTime[];
  readonly journals: readonly JournalHealth[];
}
