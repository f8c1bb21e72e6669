import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CancelledError } from '@xec/xec';
import { StubClient, turn } from '../testing/stub-client.js';
import { serveWorker, type ServedWorker, type WorkerOptions } from './serve-worker.js';
import { WINDOW, type WorkerWord } from './wire.js';
import { WorkerSource, type WorkerSourceOptions } from './worker-source.js';

let clients: Map<string, StubClient>;
let opened: string[];
let closed: string[];
const workers: ServedWorker[] = [];
const sources: WorkerSource[] = [];
const faults: unknown[] = [];

beforeEach(() => {
  clients = new Map();
  opened = [];
  closed = [];
  faults.length = 0;
});

afterEach(() => {
  for (const source of sources.splice(0)) source.close();
  for (const worker of workers.splice(0)) worker.close();
});

/** A worker whose accounts have clients of their own. */
function start(options: Partial<WorkerOptions> = {}): ServedWorker {
  const [wasOpened, wasClosed] = [opened, closed]; // those of this test: accounts close later
  const worker = serveWorker({
    lingerMs: 0,
    onFault: (fault) => faults.push(fault),
    async open(account, login) {
      wasOpened.push(`${account} ${String(login)}`);
      const client = clients.get(account) ?? (await new StubClient(2000).open());
      clients.set(account, client);
      return { client, session: `session of ${account}`, close: () => wasClosed.push(account) };
    },
    ...options,
  });
  workers.push(worker);
  return worker;
}

function port(worker: ServedWorker): MessagePort {
  const { port1, port2 } = new MessageChannel();
  worker.accept(port2);
  return port1;
}

function tab(worker: ServedWorker, options: Partial<WorkerSourceOptions> = {}): WorkerSource {
  const source = new WorkerSource({
    worker: () => ({ port: port(worker), onerror: null }),
    account: 'juliet',
    login: 'secret',
    keys: ['message', 'ping_*'],
    waitMs: 1,
    onFault: (fault) => faults.push(fault),
    ...options,
  });
  sources.push(source);
  source.open();
  return source;
}

/** Resolves when the source's state is `wanted`. */
const becomes = (source: WorkerSource, wanted: object): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (JSON.stringify(source.state) !== JSON.stringify(wanted)) return;
      undo();
      resolve();
    };
    const undo = source.onState(look);
    look();
  });

const isLive = (source: WorkerSource): Promise<void> =>
  becomes(source, { state: 'open', isLive: true });

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await turn();
};

const message = (body: string, of = 'juliet'): void => clients.get(of)?.emit('message', { body });

function bodies(source: WorkerSource): string[] {
  const found: string[] = [];
  source.subscribe(['message'], ({ content }) => found.push(content.body ?? ''));
  return found;
}

const count = (to: number): string[] => Array.from({ length: to }, (_x, at) => String(at));

describe('sources behind which one worker stands', () => {
  it('share a session: each tab gets each packet, in order', async () => {
    const worker = start();
    const [one, two] = [tab(worker), tab(worker)];
    await Promise.all([isLive(one), isLive(two)]);
    expect(opened).toEqual(['juliet secret']);
    const [first, second] = [bodies(one), bodies(two)];
    for (const body of count(500)) message(body);
    await until(() => first.length + second.length === 1000);
    expect(first).toEqual(count(500));
    expect(second).toEqual(count(500));
  });

  it('get what was kept before they came', async () => {
    const worker = start();
    await isLive(tab(worker));
    for (const body of count(450)) message(body);
    const late = tab(worker);
    await isLive(late);
    expect(bodies(late)).toEqual(count(450));
  });

  it('may have several accounts, and hear of their own alone', async () => {
    const worker = start();
    const [juliet, romeo] = [tab(worker), tab(worker, { account: 'romeo' })];
    await Promise.all([isLive(juliet), isLive(romeo)]);
    const [hers, his] = [bodies(juliet), bodies(romeo)];
    message('to juliet');
    message('to romeo', 'romeo');
    await until(() => hers.length + his.length === 2);
    expect([hers, his]).toEqual([['to juliet'], ['to romeo']]);
  });

  it('have only what they were made for', async () => {
    const source = tab(start());
    await isLive(source);
    expect(() => source.subscribe(['roster_getlist_handle'], () => undefined)).toThrow(
      'was not made for',
    );
    const keys: string[] = [];
    source.subscribe(['ping_*', 'message'], ({ key }) => keys.push(key));
    clients.get('juliet')?.emit('presence', { jid: 'x@y.example' });
    clients.get('juliet')?.emit('ping_server_handle');
    await until(() => keys.length > 0);
    expect(keys).toEqual(['ping_server_handle']);
  });

  it('settle requests with their outcomes, and take them back', async () => {
    const source = tab(start());
    await isLive(source);
    await expect(source.request('Ping/Server')).resolves.toEqual({ pong: true });
    await expect(source.request('Fireworks/Start')).rejects.toMatchObject({
      name: 'RequestError',
      condition: 'not-allowed',
    });
    const client = clients.get('juliet');
    client!.answer = () =>
      new Promise((_resolve, reject) => {
        client?.asked.at(-1)?.signal?.addEventListener('abort', () => {
          reject(new CancelledError('Ping/Server'));
        });
      });
    const abort = new AbortController();
    const asked = source.request('Ping/Server', undefined, { signal: abort.signal });
    await until(() => client?.asked.length === 2);
    abort.abort();
    await expect(asked).rejects.toMatchObject({ condition: 'cancelled' });
    await expect(
      source.request('Ping/Server', undefined, { signal: abort.signal }),
    ).rejects.toMatchObject({ condition: 'cancelled' });
    expect(client?.asked).toHaveLength(2);
  });

  it('ask only so much at once', async () => {
    const source = tab(start({ requests: 1 }));
    await isLive(source);
    clients.get('juliet')!.answer = () => new Promise(() => undefined);
    const lost = source.request('Ping/Server');
    await expect(source.request('Ping/Server')).rejects.toMatchObject({
      condition: 'resource-constraint',
    });
    source.close();
    await expect(lost).rejects.toMatchObject({ condition: 'connection-lost' });
  });

  it('go on where they stopped when the worker died, each packet once', async () => {
    let worker = start();
    const source = tab(worker, { worker: () => ({ port: port(worker), onerror: null }) });
    await isLive(source);
    const found = bodies(source);
    let resyncs = 0;
    source.onResync(() => (resyncs += 1));
    message('one');
    await until(() => found.length === 1);
    const dying = worker;
    worker = start();
    dying.close();
    message('two');
    await until(() => source.state.state === 'waiting');
    await expect(source.request('Ping/Server')).rejects.toMatchObject({
      condition: 'connection-lost',
    });
    await isLive(source);
    await until(() => found.length === 2);
    expect(found).toEqual(['one', 'two']);
    expect(resyncs).toBe(0);
  });

  it('start afresh in another session', async () => {
    let worker = start();
    const source = tab(worker, { worker: () => ({ port: port(worker), onerror: null }) });
    await isLive(source);
    const found = bodies(source);
    message('one');
    await until(() => found.length === 1);
    let resyncs = 0;
    source.onResync(() => (resyncs += 1));
    source.close();
    const client = clients.get('juliet')!;
    worker = start({ open: () => ({ client, session: 'another', close: () => undefined }) });
    source.open();
    await isLive(source);
    expect(found).toEqual(['one', 'one']);
    expect(resyncs).toBe(1);
    expect(bodies(source)).toEqual(['one']);
  });

  it('try again where the account cannot be opened, and say why', async () => {
    let attempts = 0;
    const client = await new StubClient().open();
    const worker = start({
      open() {
        attempts += 1;
        if (attempts < 3) throw new Error('the disk is full');
        return { client, session: 's', close: () => undefined };
      },
    });
    await isLive(tab(worker));
    expect(attempts).toBe(3);
    expect(faults).toMatchObject([
      { condition: 'internal-server-error', message: expect.stringContaining('disk is full') },
      { condition: 'internal-server-error' },
    ]);
  });
});

describe('a worker', () => {
  /** A tab that says what a test wants it to. */
  function rawTab(worker: ServedWorker) {
    const end = port(worker);
    const heard: WorkerWord[] = [];
    end.onmessage = ({ data }: MessageEvent<WorkerWord>) => heard.push(data);
    end.postMessage({ t: 'hello', account: 'juliet', keys: ['*'] });
    return { end, heard, all: (t: string) => heard.filter((word) => word.t === t) };
  }

  it('says no more to a tab that takes nothing, and goes on when it does', async () => {
    const worker = start();
    const { end, heard, all } = rawTab(worker);
    await until(() => all('live').length === 1);
    for (const body of count(700)) message(body);
    await until(() => all('packet').length === WINDOW);
    // Whoever takes what comes is not held up.
    const other = tab(worker);
    await isLive(other);
    expect(bodies(other)).toHaveLength(700);
    expect(all('packet')).toHaveLength(WINDOW);
    for (let taken = 0; taken < 700; taken += 100) end.postMessage({ t: 'took', count: 100 });
    await until(() => all('packet').length === 700);
    expect(heard.filter(({ t }) => t === 'resync')).toEqual([]);
    end.close();
  });

  it('notices a tab that went without a word, and leaves the account after its last one', async () => {
    const { end, all } = rawTab(start({ pingMs: 5 }));
    await until(() => all('bye').length === 1);
    await until(() => closed.length === 1);
    expect(all('there')).toHaveLength(2);
    expect(closed).toEqual(['juliet']);
    end.close();
  });

  it('keeps a tab that answers', async () => {
    const worker = start({ pingMs: 20 });
    let pings = 0;
    const counted = port(worker);
    counted.addEventListener('message', ({ data }) => {
      if ((data as WorkerWord).t === 'there') pings += 1; // the worker's own
    });
    const source = tab(worker, { worker: () => ({ port: counted, onerror: null }) });
    await isLive(source);
    await until(() => pings > 5);
    expect(source.state).toEqual({ state: 'open', isLive: true });
    expect(closed).toEqual([]);
  });

  it('keeps the account for a page that is reloaded', async () => {
    const worker = start({ lingerMs: 1000 });
    const first = tab(worker);
    await isLive(first);
    first.close();
    await isLive(tab(worker));
    expect(opened).toHaveLength(1);
    expect(closed).toEqual([]);
  });

  it('signs an account out for all its tabs, once what was kept is gone', async () => {
    const steps: string[] = [];
    const worker = start({
      async open() {
        const client = await new StubClient(10).open();
        return {
          ...{ client, session: 'one', close: () => steps.push('closed') },
          async signOut() {
            await turn();
            steps.push('forgotten');
          },
        };
      },
    });
    const [first, second] = [tab(worker), tab(worker)];
    await Promise.all([isLive(first), isLive(second)]);
    const told = becomes(second, { state: 'closed' }).then(() => steps.push('told'));
    await first.signOut();
    expect(first.state).toEqual({ state: 'closed' });
    await told;
    expect(steps).toEqual(['forgotten', 'told']);
    await isLive(tab(worker)); // somebody logs in again
    expect(faults).toEqual([]);
  });

  it('opens an account anew whose session has ended, for who brings a login', async () => {
    const worker = start();
    await isLive(tab(worker));
    clients.get('juliet')!.state = { state: 'ended' };
    clients.delete('juliet');
    await isLive(tab(worker, { login: 'better' }));
    expect(opened).toEqual(['juliet secret', 'juliet better']);
    expect(closed).toEqual(['juliet']);
  });

  it('passes over what no tab says', async () => {
    const { end, all } = rawTab(start());
    for (const word of [null, 7, {}, { t: 'fireworks' }, { t: 'hello' }, { t: 'request' }]) {
      end.postMessage(word);
    }
    await until(() => all('live').length === 1);
    expect(faults).toEqual([]);
    end.close();
  });

  it('has only so many tabs and accounts', async () => {
    const worker = start({ tabs: 2, accounts: 1 });
    await isLive(tab(worker));
    const refused = rawTab(worker);
    refused.end.postMessage({});
    const { end, all } = refused;
    await until(() => all('live').length === 1);
    const third = port(worker);
    const isClosed = new Promise((resolve) => third.addEventListener('close', resolve));
    await isClosed;
    end.close();
  });
});
