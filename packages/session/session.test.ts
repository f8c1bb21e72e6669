import { describe, expect, it } from '@jest/globals';
import { openStage, type Script, type Stage } from '@xec/testing';
import { PingServer, ping } from '@xec/xec';

const NS_FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';

/** A server that says nothing at all to `name`. */
const silentAt =
  (name: string): Script =>
  (el) =>
    el.name === name ? [] : undefined;

describe('connect()', () => {
  it('rejects when nobody is there, and leaves the session offline', async () => {
    const stage = await openStage();
    stage.isServed = false;
    await expect(stage.session.connect()).rejects.toMatchObject({
      name: 'TransportError',
      code: 'refused',
    });
    await stage.settle();
    expect(stage.states).toEqual(['connecting', 'offline']);
    expect(stage.runtime.timers).toBe(0);
    stage.isServed = true;
    await stage.connected();
    expect(stage.session.state.state).toBe('online');
  });

  it('keeps what was asked before it failed, for the next one', async () => {
    const stage = await openStage({ features: [ping] });
    stage.isServed = false;
    const asked = stage.session.request(new PingServer());
    await expect(stage.session.connect()).rejects.toThrow();
    stage.isServed = true;
    await stage.connected();
    await answerPing(stage);
    await expect(asked).resolves.toEqual({});
  });

  it('resolves for everyone who called it', async () => {
    const stage = await openStage();
    const all = Promise.all([1, 2, 3].map(() => stage.session.connect()));
    await stage.settle();
    await all;
    await stage.session.connect();
    expect(stage.servers).toHaveLength(1);
  });

  it('tries at once while the session waits, and resolves when it is online', async () => {
    const stage = await (await openStage()).connected();
    stage.isServed = false;
    stage.server.transport.abort();
    await stage.advance(20_000, 500);
    stage.isServed = true;
    expect(stage.states.at(-1)).toBe('reconnecting');
    await stage.connected();
    expect(stage.servers).toHaveLength(2);
  });

  it('waits on while an attempt in vain is followed by the next', async () => {
    const stage = await (await openStage()).connected();
    stage.isServed = false;
    stage.server.transport.abort();
    await stage.settle();
    let isDone = false;
    const done = stage.session.connect().then(() => (isDone = true));
    await stage.advance(5000, 100);
    expect(isDone).toBe(false);
    stage.isServed = true;
    await stage.advance(60_000, 1000);
    await done;
  });
});

describe('disconnect()', () => {
  it('closes the stream, then the connection, and leaves no timer', async () => {
    const stage = await (await openStage()).connected();
    expect(stage.runtime.timers).toBeGreaterThan(0);
    expect(await stage.disconnected()).toBe(0);
    expect(stage.server.names.at(-1)).toBe('close');
    expect(stage.server.end).toMatchObject({ clean: true });
    expect(stage.contents('session_state').at(-1)).toEqual({
      state: 'ended',
      reason: { condition: 'disconnected', text: 'the client disconnected' },
    });
    expect(stage.contents('saslfailure')).toEqual([]);
  });

  it.each([
    ['has never connected', undefined, false],
    ['connects', undefined, true],
    ['opens its stream', silentAt('open'), true],
    ['logs in', silentAt('auth'), true],
    ['binds', silentAt('iq'), true],
  ] as const)('resolves while the session %s', async (_what, script, connects) => {
    const stage = await openStage({ features: [ping], ...(script && { script }) });
    const asked = expect(stage.session.request(new PingServer())).rejects.toMatchObject({
      condition: 'connection-lost',
      delivered: 'no',
    });
    const done = connects
      ? expect(stage.session.connect()).rejects.toMatchObject({ condition: 'disconnected' })
      : undefined;
    if (script !== undefined) await stage.settle();
    expect(await stage.disconnected()).toBe(0);
    await done;
    await asked;
    expect(stage.states.at(-1)).toBe('ended');
    await stage.advance(600_000);
    expect(stage.states.at(-1)).toBe('ended');
    expect(stage.servers.every(({ end }) => end !== undefined)).toBe(true);
  });

  it('resolves while the connection is being opened, and drops it', async () => {
    const stage = await openStage();
    const done = expect(stage.session.connect()).rejects.toMatchObject({
      condition: 'disconnected',
    });
    expect(stage.session.state.state).toBe('connecting');
    expect(await stage.disconnected()).toBe(0);
    await done;
    await stage.settle();
    expect(stage.states).toEqual(['connecting', 'ended']);
    expect(stage.servers.every(({ end }) => end !== undefined)).toBe(true);
  });

  it('resolves while the session waits to connect again', async () => {
    const stage = await (await openStage()).connected();
    stage.server.transport.abort();
    await stage.settle();
    expect(stage.states.at(-1)).toBe('reconnecting');
    expect(await stage.disconnected()).toBe(0);
    await stage.advance(600_000);
    expect(stage.states.at(-1)).toBe('ended');
    expect(stage.servers).toHaveLength(1);
  });

  it('may be called twice, and by two', async () => {
    const stage = await (await openStage()).connected();
    let first = 'waits';
    const both = [
      stage.session.disconnect().then(() => (first = 'done')),
      stage.session.disconnect().then(() => {
        expect(stage.states.at(-1)).toBe('ended');
      }),
    ];
    await stage.settle();
    await Promise.all(both);
    expect(first).toBe('done');
    await stage.disconnected();
    expect(stage.states.filter((state) => state === 'ended')).toHaveLength(1);
  });

  it('says of each request whether it left', async () => {
    const stage = await (await openStage({ features: [ping] })).connected();
    const left = expect(stage.session.request(new PingServer())).rejects.toMatchObject({
      condition: 'connection-lost',
      delivered: 'unknown',
    });
    await stage.settle();
    const kept = expect(stage.session.request(new PingServer())).rejects.toMatchObject({
      condition: 'connection-lost',
      delivered: 'no',
    });
    await stage.disconnected();
    await Promise.all([left, kept]);
    expect(stage.contents('ping_server_errorconnectionlost')).toHaveLength(2);
    expect(stage.session.pending).toEqual([]);
    expect((await stage.journal.open('stage')).pending).toEqual([]);
  });

  it('lets the session connect again, and what ended before stays ended', async () => {
    const stage = await (await openStage({ features: [ping] })).connected();
    const resource = stage.session.jid.resource;
    const asked = expect(stage.session.request(new PingServer())).rejects.toThrow();
    await stage.disconnected();
    await asked;
    await stage.connected();
    expect(stage.session.jid.resource).toBe(resource);
    expect(stage.server.names).toEqual(['open', 'auth', 'open', 'iq']);
    const again = stage.session.request(new PingServer());
    await answerPing(stage);
    await expect(again).resolves.toEqual({});
  });

  it('lets the session connect again while it still ends', async () => {
    const stage = await (await openStage({ features: [ping] })).connected();
    const ended = stage.session.disconnect();
    const online = stage.session.connect();
    await stage.settle();
    await Promise.all([ended, online]);
    expect(stage.states.slice(-5)).toEqual([
      'ended',
      'connecting',
      'authenticating',
      'binding',
      'online',
    ]);
    const asked = stage.session.request(new PingServer());
    await answerPing(stage);
    await expect(asked).resolves.toEqual({});
  });

  it('has the last word over a connect() before it', async () => {
    const stage = await (await openStage()).connected();
    const first = stage.session.disconnect();
    const online = expect(stage.session.connect()).rejects.toMatchObject({
      condition: 'disconnected',
    });
    const second = stage.session.disconnect();
    await stage.settle();
    await Promise.all([first, online, second]);
    expect(stage.states.at(-1)).toBe('ended');
    expect(stage.servers).toHaveLength(1);
  });

  it('keeps what was asked while the session ended, for another connection', async () => {
    const stage = await (await openStage({ features: [ping] })).connected();
    const ended = stage.session.disconnect();
    const asked = stage.session.request(new PingServer());
    await stage.settle();
    await ended;
    await stage.connected();
    await answerPing(stage);
    await expect(asked).resolves.toEqual({});
  });
});

describe('a refused login', () => {
  it('ends the session, each request, and what is stored, and is told last', async () => {
    const stage = await openStage({
      features: [ping],
      script: (el) =>
        el.name === 'auth'
          ? ["<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>"]
          : undefined,
    });
    const order: string[] = [];
    const { journal, session } = stage;
    const end = journal.end.bind(journal);
    journal.end = async (name, fence) => {
      await end(name, fence);
      order.push('stored state gone', ...stage.keys.slice(-2));
    };
    const asked = expect(session.request(new PingServer())).rejects.toMatchObject({
      condition: 'connection-lost',
      delivered: 'no',
    });
    const refused = session.connect().catch((error: unknown) => {
      order.push(...stage.keys.slice(-1), (error as Error).name);
    });
    await stage.settle();
    await Promise.all([asked, refused]);
    expect(order).toEqual([
      'stored state gone',
      'session_state',
      'ping_server_errorconnectionlost',
      'saslfailure',
      'SaslError',
    ]);
    expect(await journal.open('stage')).toMatchObject({ pending: [], outbound: [], facts: [] });
  });
});

describe('the end of a stream', () => {
  it('is told as <close/> is: the session closes its side, and comes back', async () => {
    const stage = await (await openStage()).connected();
    stage.server.send(`<close xmlns='${NS_FRAMING}'/>`);
    await stage.settle();
    expect(stage.server.names.at(-1)).toBe('close');
    expect(stage.contents('session_state').at(-1)).toMatchObject({
      state: 'reconnecting',
      reason: { condition: 'closed' },
    });
    expect(stage.contents('streamerror')).toEqual([]);
    await stage.advance(1000);
    expect(stage.states.at(-1)).toBe('online');
  });

  it('may come in the same breath as the binding', async () => {
    const stage = await openStage({
      script: (el, server) =>
        el.name === 'iq' ? [server.bound(el), `<close xmlns='${NS_FRAMING}'/>`] : undefined,
    });
    const done = stage.session.connect();
    await stage.settle();
    expect(stage.states.slice(-2)).toEqual(['online', 'reconnecting']);
    const disconnected = expect(done).rejects.toMatchObject({ condition: 'disconnected' });
    await stage.disconnected();
    await disconnected;
  });

  it('may come in the same breath as the success', async () => {
    const stage = await openStage({
      script: (el) =>
        el.name === 'auth'
          ? [
              "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>",
              `<close xmlns='${NS_FRAMING}'/>`,
            ]
          : undefined,
    });
    await expect(Promise.all([stage.session.connect(), stage.settle()])).rejects.toMatchObject({
      condition: 'closed',
    });
    await stage.settle();
    expect(stage.states).toEqual(['connecting', 'authenticating', 'offline']);
  });

  it('is in the log, with its reason', async () => {
    const stage = await (await openStage()).connected();
    stage.server.streamError('conflict');
    await stage.settle();
    const lines = stage.log.filter(({ event }) => event === 'session-state');
    expect(lines.at(-1)).toMatchObject({
      level: 'info',
      session: 'stage',
      state: 'ended',
      reason: { condition: 'conflict' },
    });
  });
});

/** Answers the last ping that the session sent. */
async function answerPing(stage: Stage): Promise<void> {
  await stage.settle();
  const pings = stage.server.all('iq').filter((el) => el.getChild('ping') !== undefined);
  const id = String(pings.at(-1)?.attrs['id']);
  stage.server.send(`<iq xmlns='jabber:client' type='result' id='${id}'/>`);
  await stage.settle();
}
