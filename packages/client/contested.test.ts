/** A stream that somebody takes from its owner. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { startDevServer, type DevServer } from '@xec/devserver';
import type { MemoryJournal } from '@xec/journal-memory';
import { memoryJournal } from '@xec/journal-memory';
import { nextPacket } from '@xec/testing';
import { PingServer, ping, silentLog, unitOf } from '@xec/xec';
import { createClient, type Client, type ClientOptions } from './index.js';

let server: DevServer;
const clients: Client[] = [];

beforeEach(async () => {
  server = await startDevServer({ accounts: { alice: 'secret' }, say: () => undefined });
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  await server.close();
});

function make(options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    jid: 'alice@localhost',
    password: 'secret',
    service: server.url,
    session: 'alice',
    log: silentLog,
    features: [ping],
    backoff: { baseMs: 20, capMs: 50 },
    ...options,
  });
  clients.push(client);
  return client;
}

/** What a process knows that was stopped before another one took the session over. */
async function staleCopy(journal: MemoryJournal): Promise<MemoryJournal> {
  const { facts, inbound, acked } = await journal.open('alice');
  const copy = memoryJournal();
  const { fence } = await copy.open('alice');
  copy.commit([unitOf({ session: 'alice', fence, facts, inbound, acked, delivered: 0 })]);
  return copy;
}

it('is resumed by its owner again, once it was taken by a former one', async () => {
  const journal = memoryJournal();
  const stale = await make({ journal })
    .connect()
    .then(() => staleCopy(journal));
  // The copy took the ownership: this is the process that has it now.
  const owner = make({ journal });
  await owner.connect();
  expect(owner.state).toMatchObject({ resumed: true });
  const back = nextPacket(
    owner,
    'session_state',
    ({ content }) => content.state === 'online' && content.resumed === true,
  );
  const thief = make({ journal: stale });
  await thief.connect();
  expect(thief.state).toMatchObject({ resumed: true });
  await thief.suspend();
  await back;
  await expect(owner.request(new PingServer())).resolves.toEqual({});
});

it('is left to another client that has the resource: nobody fights', async () => {
  const owner = make();
  await owner.connect();
  const ended = nextPacket(owner, 'session_state', ({ content }) => content.state === 'ended');
  const other = make({ jid: owner.jid.toString(), session: 'other' });
  await other.connect();
  expect((await ended).content).toMatchObject({ reason: { condition: 'conflict' } });
  await expect(other.request(new PingServer())).resolves.toEqual({});
  expect(server.sessions()).toEqual([other.jid.toString()]);
});

it('is not touched by a process that was fenced off meanwhile', async () => {
  const journal = memoryJournal();
  const former = make({ journal });
  const asked = former.request(new PingServer());
  const left = expect(Promise.race([asked, former.connect()])).rejects.toMatchObject({
    name: 'JournalError',
    code: 'fenced',
  });
  await journal.open('alice');
  await left;
  await expect(asked).rejects.toMatchObject({ code: 'fenced' });
  expect(server.sessions()).toEqual([]);
});
