import type { AnyPacket, Journal } from '@xec/xec';
import { noteOf } from '../child/note.js';
import { openJournal } from '../child/open-journal.js';
import type { World } from './world.js';

/** Writes down what the journal holds when all processes are gone. */
export async function noteFinal({ journal: place, supervisor, history }: World): Promise<void> {
  const journal = await openJournal(place);
  try {
    for (const session of supervisor.sessionNames) {
      const { pending, fence } = await journal.open(session, { takeOver: true });
      const packets = await allPackets(journal, session);
      history.write({
        e: 'final',
        session,
        pending: pending.map(({ id, params }) => {
          const { n } = (params ?? {}) as { n?: number }; // as our actions have it
          return { id, ...(n !== undefined && { n }) };
        }),
        packets: packets.map(noteOf),
      });
      await journal.release(session, fence);
    }
  } finally {
    await journal.close();
  }
}

const PAGE = 500;

async function allPackets(journal: Journal, session: string): Promise<AnyPacket[]> {
  const all: AnyPacket[] = [];
  for (;;) {
    const { packets } = await journal.packets(session, all.at(-1)?.seq ?? 0, PAGE);
    all.push(...packets);
    if (packets.length === 0) return all;
  }
}
