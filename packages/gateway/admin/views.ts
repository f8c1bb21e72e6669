/**
 * Makes what administrators see of sessions and requests.
 */
import type { Accounts } from '../accounts/accounts.js';
import type { Vitals } from '../inspector/vitals.js';
import type { JournalHealth } from '../operations/journal-health.js';
import type { Overview, PendingView, SessionView } from './view-types.js';

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
