/** A journal that holds many pending requests: how fast more of them begin and end. */
import { join } from 'node:path';
import { memoryJournal } from '@xec/client';
import { sqliteJournal } from '@xec/journal-sqlite';
import { unitOf, type Journal, type PendingRecord } from '@xec/xec';

/** What the process is told. */
export interface PairsSetup {
  readonly isStored: boolean;
  readonly folder: string;
  readonly pending: number;
  /** How many begin and end. */
  readonly pairs: number;
}

/** What one pair, a request that begins and ends, costs. */
export interface PairsFigures {
  readonly perSecond: number;
  readonly cpuUs: number;
}

/** A session of the journal. */
interface Owned {
  readonly session: string;
  readonly fence: number;
}

/** So many are pending in a session. */
const PER_SESSION = 1000;
/** So many units are stored with one another, as in a turn of the event loop. */
const GROUP = 100;

const setup = JSON.parse(process.argv[2] ?? '') as PairsSetup; // the parent's own message
const { isStored, folder, pending, pairs } = setup;
const journal: Journal = isStored
  ? sqliteJournal({ file: join(folder, `pairs-${process.pid}.sqlite`) })
  : memoryJournal();
const sessions: Owned[] = [];
let made = 0;

for (let from = 0; from < pending; from += PER_SESSION) {
  const session = `session-${from}`;
  const { fence } = await journal.open(session);
  sessions.push({ session, fence });
  const records = Array.from({ length: Math.min(PER_SESSION, pending - from) }, () =>
    record(session),
  );
  // Copies: V8 would learn that what is made where these are made stays, and make all of it to stay.
  await journal.commit([unitOf({ session, fence, pending: structuredClone(records) })]);
}
// Code is compiled, and the map of each session, which held 1,000 just so, has grown.
await run(Math.max(pairs / 5, sessions.length * 30));
globalThis.gc?.();
const cpu = process.cpuUsage();
const begun = performance.now();
await run(pairs);
const ms = performance.now() - begun;
const { user, system } = process.cpuUsage(cpu);
await journal.close();
const figures: PairsFigures = {
  perSecond: (pairs / ms) * 1000,
  cpuUs: (user + system) / pairs,
};
process.once('disconnect', () => process.exit());
process.send?.(figures);

async function run(count: number): Promise<void> {
  for (let done = 0; done < count; done += GROUP) {
    const begun = Array.from({ length: GROUP }, (_, at) => {
      const { session, fence } = sessions[(done + at) % sessions.length] as Owned; // there is one
      return { session, fence, pending: [record(session)] };
    });
    await journal.commit(begun.map(unitOf));
    await journal.commit(
      begun.map(({ session, fence, pending }) =>
        unitOf({ session, fence, taken: pending.map(({ id }) => id) }),
      ),
    );
  }
}

/** Ids rise, as those of requests do. */
function record(session: string): PendingRecord {
  const id = `${(made += 1).toString(36).padStart(9, '0')}-xxxxxxxxxxxxxxxx`;
  // Not put together of others: that costs more than all that is measured here.
  return {
    id,
    name: 'Ping/Entity',
    version: 1,
    params: { jid: 'romeo@bench.example' },
    kind: 'iq',
    to: 'romeo@bench.example',
    deadline: 2 ** 42,
    timeoutMs: 3_600_000,
    session,
  };
}
