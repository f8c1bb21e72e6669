import { createClient, memoryJournal, type Client } from '@xec/client';
import { silentLog, type Journal } from '@xec/xec';
import { KEPT, features } from './question-features.js';
import type { Account } from './stage.js';

/** Juliet's client, online, with a small journal. */
export async function openClient(
  account: Account,
): Promise<{ readonly client: Client; readonly journal: Journal }> {
  const journal = memoryJournal({ packets: { count: KEPT } });
  const client = createClient({
    ...account,
    ...{ features, journal, session: 'juliet', log: silentLog, backoff: { baseMs: 20 } },
  });
  await client.connect();
  return { client, journal };
}
