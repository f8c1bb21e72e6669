import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startDevServer, type DevServer } from '@xec/devserver';
import { JournalError, Log, ping, silentLog, type LogLine } from '@xec/xec';
import {
  createClient,
  memoryJournal,
  suspendAll,
  type Client,
  type ClientOptions,
} from './index.js';

let server: DevServer;
beforeEach(async () => {
  const accounts = { alice: 'secret', bob: 'secret', carol: 'secret' };
  server = await startDevServer({ accounts, say: () => undefined });
});
afterEach(() => server.close());

const names = ['alice', 'bob', 'carol'];

const make = (name: string, options: Partial<ClientOptions> = {}): Client =>
  createClient({
    jid: `${name}@localhost`,
    password: 'secret',
    service: server.url,
    features: [ping],
    session: name,
    log: silentLog,
    ...options,
  });

describe('suspendAll', () => {
  it('leaves all sessions so that they go on later, and closes their journals', async () => {
    const journal = memoryJournal();
    let closed = 0;
    const close = journal.close.bind(journal);
    journal.close = () => {
      closed += 1;
      return close();
    };
    const clients = names.map((name) => make(name, { journal }));
    await Promise.all(clients.map((client) => client.connect()));
    expect(await suspendAll([...clients, make('alice')])).toBe(true);
    expect(clients.map(({ state }) => state.state)).toEqual(['offline', 'offline', 'offline']);
    expect(closed).toBe(1);
    await expect(journal.open('alice')).rejects.toMatchObject({ code: 'closed' });
  });

  it('does not wait for ever for a subscriber that does not return', async () => {
    const client = make('alice');
    const isTold = new Promise<void>((resolve) => {
      client.packets.subscribe(
        'session_state',
        () => {
          resolve();
          return new Promise(() => undefined);
        },
        { name: 'slow' },
      );
    });
    await client.connect();
    await isTold;
    expect(await suspendAll([client], { withinMs: 100 })).toBe(false);
  });

  it('says what failed, and goes on with the others', async () => {
    const lines: LogLine[] = [];
    const journal = memoryJournal();
    journal.release = () => Promise.reject(new JournalError('unavailable', 'it is away'));
    const log = new Log({ sink: (line) => lines.push(line) });
    const clients = [make('alice', { journal, log }), make('bob')];
    await Promise.all(clients.map((client) => client.connect()));
    expect(await suspendAll(clients)).toBe(false);
    expect(lines).toContainEqual(
      expect.objectContaining({ where: 'suspend', message: 'JournalError: it is away' }),
    );
    expect(clients[1]?.state).toEqual({ state: 'offline' });
  });
});
