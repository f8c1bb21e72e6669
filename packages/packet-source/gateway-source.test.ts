import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { GatewaySocket } from './gateway-socket.js';
import { GatewaySource } from './gateway-source.js';
import { SignedOut } from './open-socket.js';

/** A socket whose other end the test is. */
class FakeSocket implements GatewaySocket {
  readyState = 0;
  onopen: GatewaySocket['onopen'] = null;
  onmessage: GatewaySocket['onmessage'] = null;
  onclose: GatewaySocket['onclose'] = null;
  readonly said: unknown[] = [];
  isClosed = false;

  send(data: string): void {
    this.said.push(JSON.parse(data));
  }

  close(): void {
    this.isClosed = true;
    this.readyState = 3;
  }

  opens(): void {
    this.readyState = 1;
    this.#call(this.onopen, {});
    this.tells({ t: 'ready', session: 's' });
  }

  tells(message: object): void {
    this.#call(this.onmessage, { data: JSON.stringify(message) });
  }

  packet(seq: number, key = 'message'): void {
    this.tells({ t: 'packet', ref: 'page', key, content: { body: String(seq) }, seq, at: 0 });
  }

  breaks(code = 1006): void {
    this.readyState = 3;
    this.#call(this.onclose, { code });
  }

  #call(listener: unknown, event: object): void {
    (listener as ((event: object) => void) | null)?.(event);
  }
}

const sockets: FakeSocket[] = [];
const last = (): FakeSocket => sockets.at(-1)!;
let source: GatewaySource;
let network: EventTarget;

beforeEach(() => {
  jest.useFakeTimers();
  network = new EventTarget();
  source = new GatewaySource({
    url: 'ws://gateway.example/as/juliet/packets',
    keys: ['message', 'roster', 'presence'],
    network,
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
  });
  source.open();
  last().opens();
});

afterEach(() => {
  source.close();
  sockets.length = 0;
  jest.useRealTimers();
});

const seqs = (): number[] => {
  const found: number[] = [];
  source.subscribe(['message'], ({ seq }) => found.push(seq));
  return found;
};

describe('a source behind which a gateway stands', () => {
  it('says which keys it wants, and becomes live when what was missed has come', () => {
    expect(last().said).toEqual([
      { t: 'subscribe', ref: 'page', keys: ['message', 'roster', 'presence'] },
    ]);
    expect(source.state).toEqual({ state: 'open', isLive: false });
    last().tells({ t: 'live', ref: 'page', seq: 0 });
    expect(source.state).toEqual({ state: 'open', isLive: true });
  });

  it('gives what it has kept to who subscribes later, then what comes', () => {
    last().packet(1);
    last().packet(2, 'roster');
    const early = seqs();
    last().packet(3);
    expect(early).toEqual([1, 3]);
  });

  it('gives packets of several keys in their order', () => {
    last().packet(1, 'roster');
    last().packet(2);
    last().packet(3, 'roster');
    const keys: string[] = [];
    const undo = source.subscribe(['message', 'roster'], ({ key }) => keys.push(key));
    undo();
    last().packet(4);
    expect(keys).toEqual(['roster', 'message', 'roster']);
  });

  it('goes on where it stopped, and drops what it has seen', () => {
    const found = seqs();
    last().packet(1);
    last().packet(2);
    last().breaks();
    expect(source.state.state).toBe('waiting');
    jest.advanceTimersByTime(500);
    last().opens();
    expect(sockets).toHaveLength(2);
    expect(last().said[0]).toMatchObject({ t: 'subscribe', session: 's', since: 2 });
    last().packet(2);
    last().packet(3);
    expect(found).toEqual([1, 2, 3]);
  });

  it('waits longer with each attempt, and not when it is told to', () => {
    for (const most of [500, 1000, 2000]) {
      last().breaks();
      const { state } = source;
      const inMs = state.state === 'waiting' ? state.at - Date.now() : 0;
      expect(inMs).toBeGreaterThanOrEqual(most / 2);
      expect(inMs).toBeLessThanOrEqual(most);
      jest.advanceTimersByTime(most);
    }
    last().breaks();
    const before = sockets.length;
    source.connect();
    expect(sockets).toHaveLength(before + 1);
  });

  it('does not wait any longer when the network is there again', () => {
    network.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(1);
    for (let lost = 0; lost < 6; lost += 1) {
      last().breaks();
      jest.advanceTimersByTime(15_000);
    }
    last().breaks();
    network.dispatchEvent(new Event('online'));
    expect(sockets).toHaveLength(8);
    network.dispatchEvent(new Event('online'));
    jest.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(8);
  });

  it('forgets everything at resync, and takes what is kept from its beginning', () => {
    const found = seqs();
    const resync = jest.fn();
    source.onResync(resync);
    last().packet(7);
    last().tells({ t: 'resync', ref: 'page' });
    last().packet(1);
    expect(resync).toHaveBeenCalledTimes(1);
    expect(found).toEqual([7, 1]);
    expect(seqs()).toEqual([1]);
  });

  it('settles requests with their outcomes', async () => {
    const [one, two] = [source.request('A/B', { x: 1 }), source.request('A/C')];
    expect(last().said.slice(1)).toEqual([
      { t: 'request', ref: '1', action: 'A/B', params: { x: 1 } },
      { t: 'request', ref: '2', action: 'A/C' },
    ]);
    const error = { condition: 'forbidden', text: 'no' };
    last().tells({ t: 'outcome', ref: '2', ok: false, error });
    last().tells({ t: 'outcome', ref: '1', ok: true, content: { y: 2 } });
    await expect(one).resolves.toEqual({ y: 2 });
    await expect(two).rejects.toMatchObject({ condition: 'forbidden', message: 'no' });
  });

  it('ends requests whose outcome will not come', async () => {
    const lost = expect(source.request('A/B')).rejects.toMatchObject({
      condition: 'connection-lost',
    });
    last().breaks();
    await lost;
    await expect(source.request('A/B')).rejects.toMatchObject({ condition: 'connection-lost' });
  });

  it('takes a request back, and gives what came of that', async () => {
    const abort = new AbortController();
    const answer = expect(
      source.request('A/B', undefined, { signal: abort.signal }),
    ).rejects.toMatchObject({ condition: 'cancelled' });
    abort.abort();
    expect(last().said.at(-1)).toEqual({ t: 'cancel', ref: '1' });
    last().tells({ t: 'outcome', ref: '1', ok: false, error: { condition: 'cancelled' } });
    await answer;
  });

  it('does not send what was taken back before, and takes back nothing that has ended', async () => {
    const abort = new AbortController();
    const { signal } = abort;
    const answer = source.request('A/B', undefined, { signal });
    last().tells({ t: 'outcome', ref: '1', ok: true, content: {} });
    await answer;
    const before = last().said.length;
    abort.abort();
    await expect(source.request('A/B', undefined, { signal })).rejects.toMatchObject({
      condition: 'cancelled',
    });
    expect(last().said).toHaveLength(before);
  });

  it('gives progress to who asked', async () => {
    const heard: unknown[] = [];
    const answer = source.request('A/B', undefined, { onProgress: (done) => heard.push(done) });
    last().tells({ t: 'progress', ref: '1', key: 'a_b_progress', content: { done: 1 } });
    last().tells({ t: 'outcome', ref: '1', ok: true, content: {} });
    last().tells({ t: 'progress', ref: '1', key: 'a_b_progress', content: { done: 2 } });
    await answer;
    expect(heard).toEqual([{ done: 1 }]);
  });

  it('stays away when it is signed out', () => {
    last().breaks(4401);
    expect(source.state).toEqual({ state: 'closed' });
    jest.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });

  it('passes the wish to come online on', () => {
    source.connect();
    expect(last().said.at(-1)).toEqual({ t: 'connect' });
  });

  it('refuses keys that it was not made for', () => {
    expect(() => source.subscribe(['receiptack'], () => undefined)).toThrow('"receiptack"');
  });

  it('tells of what the gateway refuses', () => {
    const error = { condition: 'not-allowed', text: 'browsers may not' };
    expect(() => last().tells({ t: 'error', ref: 'page', what: 'roster', error })).toThrow(
      'browsers may not',
    );
  });

  it('does not mind messages that it does not know', () => {
    last().tells({ t: 'fireworks' });
    last().tells({ t: 'packet', ref: 'page', key: 5 });
    expect(source.state.state).toBe('open');
  });
});

describe('a source whose sockets need a ticket', () => {
  const opened = (open: () => Promise<GatewaySocket>): GatewaySource => {
    source.close();
    source = new GatewaySource({ url: 'ws://gateway.example', keys: ['message'], open });
    source.open();
    return source;
  };

  it('is connected when it has it', async () => {
    const socket = new FakeSocket();
    const other = opened(() => Promise.resolve(socket));
    expect(other.state.state).toBe('connecting');
    await Promise.resolve();
    socket.opens();
    expect(other.state.state).toBe('open');
  });

  it('closes a socket that comes when it was closed itself', async () => {
    const socket = new FakeSocket();
    const other = opened(() => Promise.resolve(socket));
    other.close();
    await Promise.resolve();
    expect(socket.isClosed).toBe(true);
    expect(other.state).toEqual({ state: 'closed' });
  });

  it.each([
    ['waits where the gateway does not answer', new TypeError('fetch failed'), 'waiting'],
    ['stays away where it is not signed in', new SignedOut(), 'closed'],
  ])('%s', async (_what, error, state) => {
    const other = opened(() => Promise.reject(error));
    await Promise.resolve();
    await Promise.resolve();
    expect(other.state.state).toBe(state);
  });
});
