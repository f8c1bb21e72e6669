import { computed, effect } from '@preact/signals-core';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClientSource } from './client-source.js';
import type { PacketSource } from './packet-source.js';
import { createAction, createSignals, signal } from './signals.js';
import { StubClient, turn } from './testing/stub-client.js';

let client: StubClient;
let source: ClientSource;

beforeEach(async () => {
  client = await new StubClient().open();
  source = new ClientSource({ client, keys: ['message', 'ping_*'] });
  source.open();
});

afterEach(() => source.close());

describe('a signal', () => {
  it('has the newest content of its key, and nothing before the first one', async () => {
    const newest = signal(source, 'message');
    const seen: unknown[] = [];
    const undo = effect(() => void seen.push(newest.value?.body));
    client.emit('message', { body: 'one' });
    await turn();
    client.emit('ping_server_handle');
    client.emit('message', { body: 'two' });
    await turn();
    undo();
    expect(seen).toEqual([undefined, 'one', 'two']);
  });

  it('begins with what was kept', async () => {
    client.emit('message', { body: 'kept' });
    await turn();
    expect(signal(source, 'message').value).toEqual({ body: 'kept' });
  });

  it('is subscribed to while somebody looks, however many', async () => {
    let subscriptions = 0;
    const counting: PacketSource = Object.assign(Object.create(source) as ClientSource, {
      onResync: () => () => undefined,
      subscribe: (...args: Parameters<PacketSource['subscribe']>) => {
        subscriptions += 1;
        const undo = source.subscribe(...args);
        return () => {
          subscriptions -= 1;
          undo();
        };
      },
    });
    const newest = signal(counting, 'message');
    expect(subscriptions).toBe(0);
    const length = computed(() => newest.value?.body?.length);
    const undo = [newest, length].map((each) => each.subscribe(() => undefined));
    expect(subscriptions).toBe(1);
    for (const each of undo) each();
    expect(subscriptions).toBe(0);
    // What came while nobody looked is there for who looks again.
    client.emit('message', { body: 'late' });
    await turn();
    let seen: unknown;
    effect(() => {
      seen = newest.value;
    })();
    expect(seen).toEqual({ body: 'late' });
  });

  it('forgets at resync', async () => {
    let lose: () => void = () => undefined;
    const losing: PacketSource = Object.assign(Object.create(source) as ClientSource, {
      subscribe: source.subscribe,
      onResync: (run: () => void) => {
        lose = run;
        return () => undefined;
      },
    });
    client.emit('message', { body: 'one' });
    await turn();
    const seen: unknown[] = [];
    const newest = signal(losing, 'message');
    const undo = effect(() => void seen.push(newest.value?.body));
    lose();
    undo();
    expect(seen).toEqual(['one', undefined]);
  });

  it('refuses keys that the source was not made for', () => {
    expect(() => signal(source, 'roster_getlist_handle')).toThrow('"roster_getlist_handle"');
  });

  it('is typed by its key', () => {
    const body: string | undefined = signal(source, 'message').value?.body;
    expect(body).toBeUndefined();
    // @ts-expect-error -- no feature has such a key
    expect(() => signal(source, 'mesage')).toThrow('"mesage"');
    // @ts-expect-error -- a body is no number
    const wrong: number | undefined = signal(source, 'message').value?.body;
    expect(wrong).toBeUndefined();
  });

  it('is one a key, where they are made together', () => {
    const signals = createSignals(source);
    expect(signals('message')).toBe(signals('message'));
    expect(signals('message')).not.toBe(signals('ping_server_handle'));
  });
});

describe('an action that may be run', () => {
  it('is pending, then has its result', async () => {
    await turn();
    const { state, run } = createAction(source, 'Ping/Server');
    expect(state.value).toEqual({ pending: false });
    const running = run();
    expect(state.value).toEqual({ pending: true });
    await expect(running).resolves.toEqual({ pending: false, result: { pong: true } });
    expect(state.value).toEqual({ pending: false, result: { pong: true } });
  });

  it('has its error, and rejects nothing', async () => {
    await turn();
    const { state, run } = createAction(source, 'Fireworks/Start');
    await run();
    expect(state.value).toMatchObject({ pending: false, error: { condition: 'not-allowed' } });
  });

  it('tells of the newest request only', async () => {
    await turn();
    const answers: ((value: unknown) => void)[] = [];
    client.answer = () => new Promise((resolve) => answers.push(resolve));
    const { state, run } = createAction(source, 'Ping/Server');
    const [first, second] = [run(), run()];
    answers[0]?.(1);
    await expect(first).resolves.toEqual({ pending: false, result: 1 });
    expect(state.value).toEqual({ pending: true });
    answers[1]?.(2);
    await second;
    expect(state.value).toEqual({ pending: false, result: 2 });
  });

  it('can be taken back', async () => {
    await turn();
    client.answer = () => new Promise(() => undefined);
    const { run, cancel } = createAction(source, 'Ping/Server');
    void run();
    cancel();
    expect(client.asked[0]?.signal?.aborted).toBe(true);
  });
});
