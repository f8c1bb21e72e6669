import { memoryJournal } from '@xec/client';
import { redisJournal } from '@xec/journal-redis';
import { sqliteJournal } from '@xec/journal-sqlite';
import { JournalError, type Journal, type PacketBounds } from '@xec/xec';
import type { JournalPlace } from './orders.js';

/** A session's whole history of packets is compared at the end: nothing of it may go. */
const all: PacketBounds = { count: 10_000_000, bytes: 2 ** 32, ageMs: 24 * 3_600_000 };

/** How long an owner has a session without a word: short, so that a run sees leases end. */
const LEASE_MS = 3000;

/** How long to wait for a store that does not answer. */
const AGAIN_MS = 200;

/** Opens it, as soon as its store is there. */
export async function openJournal(place: JournalPlace): Promise<Journal> {
  for (;;) {
    try {
      return await open(place);
    } catch (error) {
      if (!(error instanceof JournalError) || error.code !== 'unavailable') throw error;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}

function open(place: JournalPlace): Promise<Journal> | Journal {
  switch (place.kind) {
    case 'sqlite':
      return sqliteJournal({ file: place.file, leaseMs: LEASE_MS, packets: all });
    case 'redis':
      return redisJournal({ url: place.url, leaseMs: LEASE_MS, packets: all });
    case 'memory':
      return memoryJournal({ packets: all });
  }
}
