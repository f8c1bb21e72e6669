/** Rows 13 to 18: streams that go, in every way there is, and what becomes of what was asked on them. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Client } from '@xec/client';
import { memoryJournal } from '@xec/journal-memory';
import { defaultSessionLimits, systemRuntime } from '@xec/session';
import { childElements, messageStanza, type Element } from '@xec/stanza';
import { ActionError, allFeatures, unitOf } from '@xec/xec';
import { openProxy, type Proxy } from '../servers/proxy.js';
import { openStage } from '../stage/index.js';
import { Ask, Order, probe } from './probe/index.js';
import { becomes, collect, keysOf, onlineAgain, openWorld, told, type World } from './world.js';

jest.setTimeout(15_000);

let world: World;
let proxy: Proxy;

beforeEach(async () => {
  world = await openWorld();
  proxy = await openProxy(world.server.url);
});

afterEach(async () => {
  await world.close();
  await proxy.close();
});

/** The server's answers to orders and questions. */
const isAnswer = (el: Element): boolean =>
  el.is('iq') && el.attrs['type'] === 'result' && childElements(el).length === 0;

/** How a request ends: `ok`, or its condition and whether it was delivered. */
const ending = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error: unknown) =>
      error instanceof ActionError
        ? `${error.condition} ${error.delivered ?? ''}`.trim()
        : String(error),
  );

const order = (client: Client, n: number): Promise<string> =>
  ending(client.request(new Order({ n })));

const quick = { silenceMs: 150, answerMs: 150 };

describe('a connection that does not say that it is gone', () => {
  it('13 is found within 45 s, and the stream is resumed: nothing is lost', async () => {
    expect(defaultSessionLimits.silenceMs + defaultSessionLimits.answerMs).toBeLessThan(45_000);
    const client = await world.online({ service: proxy.url, limits: quick });
    const outcomes = collect(client);
    const again = onlineAgain(client);
    proxy.freeze();
    const asked = [1, 2, 3].map((n) => order(client, n));
    expect(await again).toBe(true);
    expect(await Promise.all(asked)).toEqual(['ok', 'ok', 'ok']);
    expect(world.done).toEqual([1, 2, 3]);
    expect(outcomes).toHaveLength(3);
  });

  it.each(['out', 'in'] as const)(
    '14 is found where one direction is lost (%s), and resumed: nothing is lost or done twice',
    async (direction) => {
      const client = await world.online({ limits: quick });
      const outcomes = collect(client);
      const again = onlineAgain(client);
      const late = world.server.faults.oneWay('juliet', direction);
      const asked = [1, 2, 3].map((n) => order(client, n));
      expect(await again).toBe(true);
      late();
      expect(await Promise.all(asked)).toEqual(['ok', 'ok', 'ok']);
      expect(world.done).toEqual([1, 2, 3]);
      expect(outcomes).toHaveLength(3);
    },
  );

  it('14 takes no more than 1 MiB and a stanza into its socket', async () => {
    const stage = await (await openStage({ setUp: false })).connected();
    stage.server.transport.pause();
    const text = 'x'.repeat(10_000);
    for (let n = 0; n < 300; n += 1) {
      stage.session.send(messageStanza({ to: 'romeo@montague.example' }, text));
    }
    await stage.settle();
    expect(stage.transport.bufferedBytes).toBeLessThan(1_048_576 + 2 * text.length);
    await stage.disconnected();
  });
});

describe('a server that restarts', () => {
  it('15 with its streams: they are resumed, nothing is lost, nothing is done twice', async () => {
    const client = await world.online();
    const outcomes = collect(client);
    for (let round = 0; round < 5; round += 1) {
      const again = onlineAgain(client);
      const asked = Array.from({ length: 10 }, (_x, at) => order(client, round * 10 + at));
      await world.server.restart({ downMs: 10 });
      expect(await again).toBe(true);
      expect(new Set(await Promise.all(asked))).toEqual(new Set(['ok']));
    }
    expect(world.done).toEqual(Array.from({ length: 50 }, (_x, n) => n));
    expect(outcomes.map(({ n }) => n)).toEqual(world.done);
  });

  it('16 without its streams: one outcome each, and what may be asked twice is', async () => {
    const client = await world.online();
    const outcomes = collect(client);
    world.server.faults.drop({ jid: 'juliet', stanza: isAnswer });
    const asked = [order(client, 1), order(client, 2)];
    const question = ending(client.request(new Ask({ n: 3 })));
    await client.dispatch(new Ask({ n: 4 }));
    world.server.faults.clear();
    const again = onlineAgain(client);
    await world.server.restart({ keepStreams: false });
    expect(await again).toBe(false);
    expect(await Promise.all(asked)).toEqual([
      'connection-lost unknown',
      'connection-lost unknown',
    ]);
    expect(await question).toBe('ok');
    await world.barrier(client);
    for (const n of [1, 2]) expect(keysOf(outcomes, n)).toEqual(['probe_order_error']);
    for (const n of [3, 4]) expect(keysOf(outcomes, n)).toEqual(['probe_ask_handle']);
    expect(client.pending).toEqual([]);
  });

  it('16 with its count, it tells what arrived: the rest leaves on the next stream', async () => {
    const client = await world.online({ service: proxy.url, limits: quick });
    world.server.faults.refuseResume('juliet', { h: true });
    world.server.faults.drop({ jid: 'juliet', stanza: isAnswer, times: 1 });
    const arrived = order(client, 1);
    await world.barrier(client); // its answer is not dropped: order 1 is handled
    const again = onlineAgain(client);
    proxy.freeze();
    const lost = order(client, 2);
    expect(await again).toBe(false);
    expect(await arrived).toBe('connection-lost yes');
    expect(await lost).toBe('ok');
    expect(world.done).toEqual([1, 2]);
  });

  it('16 without its count: what it acknowledged was delivered, of the rest nobody knows', async () => {
    let onAck: () => void = () => undefined;
    const point = (name: string): void => {
      if (name === 'after-ack') onAck();
    };
    const runtime = { ...systemRuntime, point };
    const client = await world.online({ runtime, limits: { ackAfter: 1 } });
    world.server.faults.refuseResume('juliet');
    world.server.faults.drop({ jid: 'juliet', stanza: isAnswer });
    const isAcknowledged = new Promise<void>((resolve) => {
      onAck = resolve;
    });
    const acknowledged = order(client, 1);
    await isAcknowledged;
    world.server.faults.ignoreAckRequests('juliet');
    const sent = order(client, 2);
    await world.hasDone(2);
    const again = onlineAgain(client);
    world.server.disconnect('juliet', 'abort');
    expect(await again).toBe(false);
    expect(await acknowledged).toBe('connection-lost yes');
    expect(await sent).toBe('connection-lost unknown');
    expect(world.done).toEqual([1, 2]);
  });

  it('16 sets presence, roster and carbons up once, and only on a new stream', async () => {
    const client = await world.online({ features: [...allFeatures, probe] });
    await world.barrier(client);
    const presences = (): number => world.handled.filter(({ kind }) => kind === 'presence').length;
    expect(presences()).toBe(1);
    const keys: string[] = [];
    client.packets.subscribeAny('*', ({ key }: { key: string }) => keys.push(key));
    const count = (key: string): number => keys.filter((one) => one === key).length;
    let again = onlineAgain(client);
    world.server.disconnect('juliet', 'abort');
    expect(await again).toBe(true);
    await world.barrier(client);
    expect([presences(), count('carbons_enable_handle'), count('roster_getlist_handle')]).toEqual([
      1, 0, 0,
    ]);
    again = onlineAgain(client);
    await world.server.restart({ keepStreams: false });
    expect(await again).toBe(false);
    await world.barrier(client);
    expect([presences(), count('carbons_enable_handle'), count('roster_getlist_handle')]).toEqual([
      2, 1, 1,
    ]);
  });
});

describe('a server that lies when a stream is resumed', () => {
  it.each([
    ['about its name', { previd: 'another' }],
    ['about what it handled', { h: (honest: number) => honest + 1000 }],
  ])('18 %s gets a stream error, and nothing is sent blindly', async (_what, lie) => {
    const client = await world.online();
    const outcomes = collect(client);
    const drop = world.server.faults.drop({ jid: 'juliet', stanza: isAnswer });
    const asked = order(client, 1);
    await client.dispatch(new Order({ n: 2 }));
    await world.hasDone(2);
    const end = world.server.faults.lieOnResume('juliet', lie);
    const failed = becomes(client, 'reconnecting');
    world.server.disconnect('juliet', 'abort');
    await failed;
    const again = onlineAgain(client);
    expect(await again).toBe(false);
    end();
    drop();
    expect(await asked).toMatch(/^connection-lost (yes|unknown)$/);
    await world.barrier(client);
    expect(world.done).toEqual([1, 2]);
    for (const n of [1, 2]) expect(keysOf(outcomes, n)).toEqual(['probe_order_error']);
  });
});

describe('what comes while the client is away', () => {
  it('15 comes once, in order, over many lost streams', async () => {
    const journal = memoryJournal();
    const client = await world.online({ journal });
    const outcomes = collect(client);
    let n = 0;
    for (let round = 0; round < 10; round += 1) {
      const again = onlineAgain(client);
      for (let k = 0; k < 20; k += 1) world.server.send('juliet', told((n += 1)));
      world.server.disconnect('juliet', 'abort');
      for (let k = 0; k < 20; k += 1) world.server.send('juliet', told((n += 1)));
      expect(await again).toBe(true);
    }
    await world.barrier(client);
    const heard = outcomes.filter(({ key }) => key === 'probetold').map((one) => one.n);
    expect(heard).toEqual(Array.from({ length: n }, (_x, at) => at + 1));
  });

  it('15 goes on over the counter’s end at 2^32', async () => {
    const journal = memoryJournal();
    const client = await world.online({ journal });
    const raised = 2 ** 32 - 5;
    await client.suspend();
    world.server.advanceCounters('juliet', raised);
    const snapshot = await journal.open('juliet');
    const { fence, inbound, acked: ackedCount } = snapshot;
    journal.commit([
      unitOf({
        session: 'juliet',
        fence,
        inbound: (inbound + raised) % 2 ** 32,
        acked: (ackedCount + raised) % 2 ** 32,
        delivered: snapshot.lastOutbound,
      }),
    ]);
    const later = world.make({ journal, limits: { ackAfter: 1 } });
    const outcomes = collect(later);
    await later.connect();
    expect(later.state).toMatchObject({ resumed: true });
    for (let n = 1; n <= 12; n += 1) {
      expect(await order(later, n)).toBe('ok');
      if (n % 4 !== 0) continue;
      const again = onlineAgain(later);
      world.server.disconnect('juliet', 'abort');
      expect(await again).toBe(true);
    }
    expect(world.done).toEqual(Array.from({ length: 12 }, (_x, at) => at + 1));
    expect(outcomes).toHaveLength(12);
  });
});
