/** Rows 41, 44, 48 and 50: very much at once, of stanzas, sessions and descriptors. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { systemRuntime, websocket, type Client } from '@xec/client';
import { memoryJournal } from '@xec/journal-memory';
import { Order, hooks } from './probe/index.js';
import { collect, onlineAgain, openWorld, told, type World } from './world.js';

/** How many sessions there are: 10,000 in the figures, which are run apart. */
const SESSIONS = Number(process.env['XEC_SESSIONS'] ?? 1000);
/** How many stanzas come at once. */
const STANZAS = 10_000;

jest.setTimeout(120_000);

let world: World;
afterEach(async () => {
  hooks.handle = undefined;
  await world.close();
});

const names = Array.from({ length: SESSIONS }, (_x, n) => `s${String(n)}`);

/** So many sessions of so many accounts, online. PLAIN, since their logins are not what is tested. */
async function crowd(options: Parameters<World['make']>[0] = {}): Promise<Client[]> {
  world = await openWorld({
    accounts: Object.fromEntries(names.map((name) => [name, `${name}-pw`])),
    mechanisms: ['PLAIN'],
  });
  const clients = names.map((name) => world.make({ allowPlain: true, ...options }, name));
  for (let at = 0; at < clients.length; at += 100) {
    await Promise.all(clients.slice(at, at + 100).map((client) => client.connect()));
  }
  return clients;
}

describe('a flood', () => {
  it(`41 of ${String(STANZAS)} stanzas is read no faster than it is handled, and in order`, async () => {
    world = await openWorld({ streamManagement: { maxUnacknowledged: 2 * STANZAS } });
    const client = await world.online();
    const outcomes = collect(client);
    await world.barrier(client);
    hooks.handle = (n) => (n % 100 === 0 ? new Promise(setImmediate) : undefined);
    const lag = monitorEventLoopDelay({ resolution: 10 });
    for (let n = 0; n < STANZAS; n += 1) world.server.send('juliet', told(n));
    lag.enable(); // what the server does before is not measured
    await world.barrier(client);
    lag.disable();
    const heard = outcomes.filter(({ key }) => key === 'probetold').map(({ n }) => n);
    expect(heard).toEqual(Array.from({ length: STANZAS }, (_x, n) => n));
    // Both sides share this process: the bound of the figures is half of it.
    expect(lag.percentile(90) / 1e6).toBeLessThan(400);
  });
});

describe('a reconnect storm', () => {
  it(`44 of ${String(SESSIONS)} sessions: all come back, spread out, and no more than 200 a second`, async () => {
    const attempts: number[] = [];
    const clients = await crowd({
      backoff: {},
      runtime: { ...systemRuntime },
      connector: (...args) => {
        attempts.push(performance.now());
        return websocket(...args);
      },
    });
    attempts.length = 0;
    const back = Promise.all(clients.map(onlineAgain));
    const beginning = performance.now();
    await world.server.restart({ downMs: 500 });
    await back;
    expect(performance.now() - beginning).toBeLessThan(60_000);
    const perSecond = new Map<number, number>();
    for (const at of attempts) {
      const second = Math.floor((at - beginning) / 1000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
    }
    // A turn may come late: so it is counted among those of the next second.
    expect(Math.max(...perSecond.values())).toBeLessThanOrEqual(300);
    expect(attempts.length / ((attempts.at(-1) ?? 0) - (attempts[0] ?? 0))).toBeLessThan(0.22);
    await Promise.all(clients.map((client) => client.suspend()));
  });
});

describe('a graceful stop', () => {
  it(`48 of ${String(SESSIONS)} sessions takes 10 s at most, and nothing is lost`, async () => {
    const journal = memoryJournal();
    const clients = await crowd({ journal });
    const release = world.server.faults.hold({
      stanza: (el) => el.is('iq') && el.attrs['type'] === 'result',
    });
    const dispatched = clients.map((client, n) => client.dispatch(new Order({ n })));
    await Promise.all(dispatched);
    await world.hasDone(SESSIONS);
    const beginning = performance.now();
    await Promise.all(clients.map((client) => client.suspend()));
    expect(performance.now() - beginning).toBeLessThan(10_000);
    release();
    // All of them wait to be resumed.
    expect(world.server.sessions()).toHaveLength(SESSIONS);
    const later = names.map((name) => world.make({ journal, allowPlain: true }, name));
    const outcomes = later.map(collect);
    for (let at = 0; at < later.length; at += 100) {
      await Promise.all(later.slice(at, at + 100).map((client) => client.connect()));
    }
    expect(later.every(({ state }) => 'resumed' in state)).toBe(true);
    await Promise.all(later.map((client) => world.barrier(client)));
    expect(outcomes.map(([first]) => first?.key)).toEqual(names.map(() => 'probe_order_handle'));
    expect(new Set(world.done).size).toBe(SESSIONS);
    expect(world.done).toHaveLength(SESSIONS);
    await Promise.all(later.map((client) => client.suspend()));
  });
});

describe('a process', () => {
  it('50 that is out of file descriptors refuses new sessions, and those it has go on', async () => {
    const wanted = names.slice(0, 600);
    const accounts = Object.fromEntries(wanted.map((name) => [name, `${name}-pw`]));
    world = await openWorld({ accounts, mechanisms: ['PLAIN'] });
    const main = new URL('../dist/reliability/child/crowd.js', import.meta.url).pathname;
    // Node needs many to start: it reads modules side by side.
    const command = 'ulimit -n 450; exec "$0" "$@"';
    const words = [main, world.server.url, String(wanted.length)];
    const child = spawn('sh', ['-c', command, process.execPath, ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'close');
    try {
      const lines = createInterface({ input: child.stdout });
      const [line] = (await Promise.race([once(lines, 'line'), ended])) as [string];
      const { online, refused, answered } = JSON.parse(line) as {
        online: number;
        refused: string[];
        answered: number;
      };
      expect(online).toBeGreaterThan(10);
      expect(online + refused.length).toBe(wanted.length);
      expect(refused.length).toBeGreaterThan(10);
      for (const text of refused) expect(text).toMatch(/^TransportError .*EMFILE/);
      expect(answered).toBe(online);
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  });
});
