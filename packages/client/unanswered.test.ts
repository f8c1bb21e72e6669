/** A server that says nothing when it is asked to resume a stream, and closes the connection. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startDevServer, type DevServer } from '@xec/devserver';
import { memoryJournal } from '@xec/journal-memory';
import { PingServer, ping, silentLog } from '@xec/xec';
import { createClient, type Client } from './index.js';

let server: DevServer;
const clients: Client[] = [];

beforeEach(async () => {
  const accounts = { alice: 'secret' };
  server = await startDevServer({ accounts, say: () => undefined, record: true });
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  await server.close();
});

function make(journal = memoryJournal()): Client {
  const client = createClient({
    jid: 'alice@localhost',
    password: 'secret',
    service: server.url,
    session: 'alice',
    journal,
    log: silentLog,
    features: [ping],
    backoff: { baseMs: 5, capMs: 10 },
  });
  clients.push(client);
  return client;
}

it.each([
  [2, true],
  [3, false],
])('that does so %i times is asked three times in all', async (times, isResumed) => {
  const journal = memoryJournal();
  const first = make(journal);
  await first.connect();
  await first.suspend();
  server.faults.cutMidFrame({ jid: 'alice', stanza: (el) => el.is('resumed'), times });
  const next = make(journal);
  await next.connect(); // is not rejected: there is a server
  const { state } = next;
  expect(state.state).toBe('online');
  expect('resumed' in state).toBe(isResumed);
  const asked = server.log.filter(
    ({ xml, direction }) => direction === 'in' && xml.startsWith('<resume'),
  );
  expect(asked).toHaveLength(3);
  await expect(next.request(new PingServer())).resolves.toEqual({});
});
