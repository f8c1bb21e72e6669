/** What the tests store, and what the next owner is given of it. */
import { unitOf, type PendingRecord, type UnitOfWork } from '@xec/xec';
import type { RemoteJournal } from './remote-journal.js';

export const SESSION = 'juliet';

export const request: PendingRecord = {
  id: 'a',
  name: 'Roster/AddItem',
  version: 1,
  params: { jid: 'romeo@montague.example' },
  kind: 'iq',
  deadline: 1_795_262_400_000,
  timeoutMs: 60_000,
  session: SESSION,
};

export const stored: Partial<UnitOfWork> = {
  pending: [request],
  outbound: [{ number: 1, xml: '<iq/>', id: 'a' }],
  packets: [{ key: 'k', content: { text: 'é' }, session: SESSION, seq: 1, at: 1 }],
  facts: [{ section: 'contact', key: 'romeo@montague.example', value: { subscription: 'both' } }],
  inbound: 7,
  acked: 1,
};

/** What the next owner is given of `stored`. */
export const snapshot = {
  pending: stored.pending,
  unreadable: [],
  outbound: stored.outbound,
  facts: stored.facts,
  inbound: 7,
  acked: 1,
  lastOutbound: 1,
  lastSeq: 1,
};

/** Opens the session and stores what {@link stored} says. */
export async function begin(journal: RemoteJournal): Promise<number> {
  const { fence } = await journal.open(SESSION);
  await journal.commit([unitOf({ session: SESSION, fence, ...stored })]);
  return fence;
}

/** A commit that stores nothing but a count. */
export const count = (journal: RemoteJournal, fence: number, inbound: number): Promise<void> =>
  journal.commit([unitOf({ session: SESSION, fence, inbound })]);
