import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CancelledError } from '@xec/xec';
import { ClientSource } from './client-source.js';
import { StubClient, turn } from './testing/stub-client.js';

let client: StubClient;
let source: ClientSource;
const faults: unknown[] = [];

beforeEach(async () => {
  client = await new StubClient().open();
  source = new ClientSource({ client, onFault: (fault) => faults.push(fault) });
});

afterEach(() => {
  source.close();
  faults.length = 0;
});

const message = (body: string): void => client.emit('message', { body });

/** Bodies of the messages that a subscriber gets. */
function bodies(from = source): string[] {
  const found: string[] = [];
  from.subscribe(['message'], ({ content }) => found.push(content.body ?? ''));
  return found;
}

describe('a source behind which a client stands', () => {
  it('is live when all that the client has kept is there', async () => {
    message('before');
    const states: unknown[] = [];
    source.onState(() => states.push(source.state));
    source.open();
    await turn();
    expect(states).toEqual([
      { state: 'connecting' },
      { state: 'open', isLive: false },
      { state: 'open', isLive: true },
    ]);
    expect(bodies()).toEqual(['before']);
  });

  it('gives what it has kept to who subscribes later, then what comes', async () => {
    source.open();
    await turn();
    message('one');
    await turn();
    const early = bodies();
    message('two');
    await turn();
    expect(early).toEqual(['one', 'two']);
  });

  it('has state packets, as a gateway has', async () => {
    const states: unknown[] = [];
    source.subscribe(['ping_*'], ({ key }) => states.push(key));
    source.open();
    client.emit('ping_server_handle');
    await turn();
    expect(states).toEqual(['ping_server_handle']);
  });

  it('keeps the newest only, and only of keys that it was made for', async () => {
    const small = new ClientSource({ client, keys: ['message'], keep: 2 });
    small.open();
    for (const body of ['1', '2', '3', '4', '5']) message(body);
    client.emit('ping_server_handle');
    await turn();
    expect(bodies(small)).toEqual(['4', '5']);
    expect(() => small.subscribe(['ping_server_handle'], () => undefined)).toThrow(
      'this source was not made for "ping_server_handle"',
    );
    small.close();
  });

  it('lets the others have a packet that one subscriber fails at, once', async () => {
    source.open();
    await turn();
    source.subscribe(['message'], () => {
      throw new Error('planted');
    });
    const found = bodies();
    message('one');
    message('two');
    await turn();
    expect(found).toEqual(['one', 'two']);
    expect(faults).toEqual([new Error('planted'), new Error('planted')]);
    expect(client.faults).toEqual([]);
  });

  it('starts afresh when it is opened again', async () => {
    source.open();
    message('one');
    await turn();
    source.close();
    message('two');
    await turn();
    source.open();
    await turn();
    expect(bodies()).toEqual(['one', 'two']);
  });

  it('says that packets were lost where the client has lost them', async () => {
    const slow = await new StubClient(8).open();
    const other = new ClientSource({ client: slow });
    for (let count = 0; count < 500; count += 1) slow.emit('message', { body: String(count) });
    let resyncs = 0;
    other.onResync(() => (resyncs += 1));
    other.open();
    await turn();
    // It had nothing: nothing was lost to it.
    expect(resyncs).toBe(0);
    expect(bodies(other).at(-1)).toBe('499');
    other.close();
  });

  it('requests an action by its name, with params that its schema accepts', async () => {
    source.open();
    await turn();
    await expect(source.request('Ping/Entity', { jid: 'capulet.example' })).resolves.toEqual({
      pong: true,
    });
    expect(client.asked[0]?.action).toMatchObject({ params: { jid: 'capulet.example' } });
    await expect(source.request('Ping/Entity', { jid: 7 })).rejects.toMatchObject({
      name: 'RequestError',
      condition: 'bad-request',
    });
    await expect(source.request('Fireworks/Start')).rejects.toMatchObject({
      name: 'RequestError',
      condition: 'not-allowed',
    });
    expect(client.asked).toHaveLength(1);
  });

  it('rejects with the condition that a request ended with, and passes aborting on', async () => {
    source.open();
    await turn();
    client.answer = () => Promise.reject(new CancelledError('Ping/Server'));
    const { signal } = new AbortController();
    await expect(source.request('Ping/Server', undefined, { signal })).rejects.toMatchObject({
      name: 'RequestError',
      condition: 'cancelled',
    });
    expect(client.asked[0]?.signal).toBe(signal);
    client.answer = () => Promise.reject(new Error('planted'));
    await expect(source.request('Ping/Server')).rejects.toMatchObject({
      condition: 'internal-server-error',
    });
  });

  it('rejects requests while it is closed', async () => {
    await expect(source.request('Ping/Server')).rejects.toMatchObject({
      condition: 'connection-lost',
    });
  });

  it('hurries a session that waits, and no other', async () => {
    source.open();
    await turn();
    source.connect();
    client.state = { state: 'ended' };
    source.connect();
    expect(client.connects).toBe(0);
    client.state = { state: 'reconnecting' };
    source.connect();
    expect(client.connects).toBe(1);
  });

  it('is closed again where no client can be made, and says why', async () => {
    const other = new ClientSource({
      client: () => Promise.reject(new Error('no disk')),
      onFault: (fault) => faults.push(fault),
    });
    other.open();
    await turn();
    expect(other.state).toEqual({ state: 'closed' });
    expect(faults).toEqual([new Error('no disk')]);
  });
});
