/**
 * What administrators see of sessions and requests: plain data.
 */
import type { SessionState } from '@xec/client';
import type { Accounts } from '../accounts/accounts.js';
import type { HandlerTime, Vitals } from '../inspector/vitals.js';
import type { JournalHealth } from '../operations/health.js';

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

export const sessionViews = (accounts: Accounts): SessionView[] =>
  accounts.all.map(({ account: { person, tabs }, isAsleep }) => ({
    id: person.id,
    jid: person.client.jid.toString(),
    session: person.session,
    state: isAsleep ? { state: 'suspended' } : person.client.state,
    tabs,
    pending: person.client.pending.length,
  }));

/** The oldest first. */
export function pendingViews(accounts: Accounts, vitals: Vitals, now: number): PendingView[] {
  const all = accounts.all.flatMap(({ account: { person } }) =>
    person.client.pending.map((id) => {
      const begun = vitals.of(person.session, id);
      return {
        id,
        session: person.session,
        ...(begun !== undefined && { action: begun.action }),
        ageMs: Math.max(0, now - (begun?.at ?? timeOf(id, now))),
      };
    }),
  );
  return all.sort((one, other) => other.ageMs - one.ageMs);
}

export async function overview(
  accounts: Accounts,
  vitals: Vitals,
  journals: Promise<readonly JournalHealth[]>,
  now: number,
): Promise<Overview> {
  const sessions = sessionViews(accounts);
  const sum = (what: 'tabs' | 'pending'): number =>
    sessions.reduce((total, session) => total + session[what], 0);
  return {
    isDraining: accounts.isDraining,
    sessions: sessions.length,
    tabs: sum('tabs'),
    pending: sum('pending'),
    packetsPerSecond: vitals.packetsPerSecond(now),
    slowHandlers: vitals.slowest(),
    journals: await journals,
  };
}

/** The ids of requests begin with the time they were made. */
function timeOf(id: string, now: number): number {
  const time = Number.parseInt(id.slice(0, 9), 36);
  return Number.isSafeInteger(time) && time <= now ? time : now;
}
