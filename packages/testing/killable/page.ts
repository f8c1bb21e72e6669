/** Runs in a page: a client with a journal in IndexedDB, which a test drives from outside and reloads. */
import { createClient, type Client } from '@xec/client';
import { idbJournal } from '@xec/journal-idb';
import { JournalError, allFeatures, silentLog, type AnyPacket } from '@xec/xec';
import type { PageScope, Plan } from './plan.js';
import { AskQuestion, question } from './question.js';

let client: Client | undefined;
const told: AnyPacket[] = [];
const kept: AnyPacket[] = [];

async function connect({ journal, ...account }: Plan) {
  client = createClient({
    ...account,
    features: [...allFeatures, question],
    journal: idbJournal({ name: journal }),
    log: silentLog,
  });
  client.packets.subscribeAny('*', (packet: AnyPacket) => told.push(packet), { name: 'page' });
  client.packets.subscribeAny('*', (packet: AnyPacket) => kept.push(packet), { since: 0 });
  try {
    await client.connect();
    return { state: client.state };
  } catch (error) {
    if (error instanceof JournalError) return { refusal: error.code };
    throw error;
  }
}

const scope: PageScope = {
  connect,
  async ask(params) {
    client?.request(new AskQuestion(params)).catch(() => undefined);
  },
  packets: (which) => (which === 'told' ? told : kept),
  disconnect: async () => client?.disconnect(),
};
Object.assign(globalThis, scope);
