import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { messageStanza } from '@xec/stanza';
import { openStage, type Stage, type StageOptions } from '@xec/testing';
import { HIGH_WATER_BYTES } from '@xec/transport';
import { AddRosterItem, PingEntity, PingServer, ping, roster } from '@xec/xec';

const open = (options: StageOptions = {}): Promise<Stage> =>
  openStage({ features: [ping, roster], setUp: false, ...options });
const online = async (options?: StageOptions): Promise<Stage> => (await open(options)).connected();

/** Who was pinged on the newest stream, in order; '' is the server. */
const pinged = ({ server }: Stage): string[] =>
  server
    .all('iq')
    .filter((el) => el.getChild('ping') !== undefined)
    .map(({ attrs }) => String(attrs['to'] ?? ''));

/** Asking it twice would do harm, as far as anyone knows. */
const addRomeo = (): AddRosterItem => new AddRosterItem({ jid: 'romeo@montague.example' });

/** How many roster changes were asked for on the newest stream. */
const changes = ({ server }: Stage): number =>
  server.all('iq').filter((el) => el.getChild('query', 'jabber:iq:roster') !== undefined).length;

const lose = async (stage: Stage): Promise<void> => {
  stage.server.transport.abort();
  await stage.settle();
};

const comeBack = (stage: Stage): Promise<void> => stage.advance(stage.waitMs + 1);

describe('requests without a stream', () => {
  it('are sent when there is one: once each, in order', async () => {
    const stage = await open();
    const jids = ['a.example', 'b.example', 'c.example'];
    for (const jid of jids) void stage.session.request(new PingEntity({ jid })).catch(() => 0);
    await stage.settle();
    await stage.connected();
    expect(pinged(stage)).toEqual(jids);
    await stage.settle();
    expect(pinged(stage)).toEqual(jids);
    await stage.disconnected();
  });

  it('do not leave before the login is done', async () => {
    const stage = await open({ script: (el) => (el.name === 'iq' ? [] : undefined) });
    void stage.session.request(new PingServer()).catch(() => 0);
    void stage.session.connect().catch(() => 0);
    await stage.settle();
    expect(stage.states.at(-1)).toBe('binding');
    expect(pinged(stage)).toEqual([]);
    await stage.disconnected();
  });

  it('are not the only thing that waits: other stanzas do too, up to a bound', async () => {
    const stage = await open({ engineLimits: { pending: 2 } });
    const greet = (): void => {
      stage.session.send(messageStanza({ to: 'a.example' }));
    };
    greet();
    greet();
    await stage.settle();
    expect(greet).toThrow('2 stanzas wait for a stream already');
    await stage.connected();
    expect(stage.server.all('message')).toHaveLength(2);
    await stage.disconnected();
  });

  it('never leave when they were taken back', async () => {
    const stage = await open();
    const abort = new AbortController();
    const asked = stage.session.request(new PingServer(), { signal: abort.signal });
    await stage.settle();
    abort.abort();
    const cancelled = expect(asked).rejects.toMatchObject({ condition: 'cancelled' });
    await stage.connected();
    await cancelled;
    expect(pinged(stage)).toEqual([]);
  });

  it('never leave when they were taken back in the turn that asked them', async () => {
    const stage = await online();
    const abort = new AbortController();
    const asked = stage.session.request(new PingServer(), { signal: abort.signal });
    abort.abort();
    const cancelled = expect(asked).rejects.toMatchObject({ condition: 'cancelled' });
    await stage.settle();
    await cancelled;
    expect(pinged(stage)).toEqual([]);
    await stage.disconnected();
  });

  it('never leave when their time is over', async () => {
    const stage = await open();
    const asked = stage.session.request(new PingServer(), { timeoutMs: 1000 });
    const late = expect(asked).rejects.toMatchObject({ condition: 'timeout' });
    await stage.settle();
    await stage.advance(1200);
    await late;
    await stage.connected();
    expect(pinged(stage)).toEqual([]);
    await stage.disconnected();
  });

  it('resolve dispatch() when their bytes have left, not before', async () => {
    const stage = await open();
    let id = '';
    void stage.session.dispatch(new PingServer()).then((sent) => (id = sent));
    await stage.settle();
    expect(id).toBe('');
    await stage.connected();
    await stage.settle();
    expect(stage.server.all('iq').map(({ attrs }) => attrs['id'])).toContain(id);
    await stage.disconnected();
  });
});

describe('requests of an earlier owner of the session', () => {
  it('leave if they had not left, and their answers wake them', async () => {
    const journal = new MemoryJournal();
    const earlier = await open({ journal });
    for (const jid of ['a.example', 'b.example']) {
      void earlier.session.request(new PingEntity({ jid })).catch(() => 0);
    }
    await earlier.settle();
    const stage = await online({ journal });
    expect(pinged(stage)).toEqual(['a.example', 'b.example']);
    for (const { attrs } of stage.server.all('iq').slice(1)) {
      const { id, to } = attrs as Record<string, string>;
      stage.server.send(
        `<iq xmlns='jabber:client' type='result' id='${id ?? ''}' from='${to ?? ''}'/>`,
      );
    }
    await stage.settle();
    expect(stage.contents('ping_entity_handle')).toEqual([
      { jid: 'a.example' },
      { jid: 'b.example' },
    ]);
    await stage.disconnected();
  });

  it('do not leave again: nobody knows whether they arrived', async () => {
    const journal = new MemoryJournal();
    const earlier = await online({ journal });
    void earlier.session.request(addRomeo()).catch(() => 0);
    await earlier.settle();
    // That a stanza has left is stored with what happens next.
    earlier.session.send(messageStanza({ to: 'romeo@montague.example' }));
    await earlier.settle();
    const stage = await online({ journal });
    expect(changes(stage)).toBe(0);
    expect(stage.contents('roster_additem_errorconnectionlost')).toMatchObject([
      { delivered: 'unknown' },
    ]);
    await stage.disconnected();
  });

  it('are asked again where that does no harm', async () => {
    const journal = new MemoryJournal();
    const earlier = await online({ journal });
    void earlier.session.request(new PingServer()).catch(() => 0);
    await earlier.settle();
    const stage = await online({ journal });
    expect(pinged(stage)).toEqual(['']);
    const [again] = stage.server.all('iq').slice(-1);
    stage.server.send(
      `<iq xmlns='jabber:client' type='result' id='${String(again?.attrs['id'])}'/>`,
    );
    await stage.settle();
    expect(stage.contents('ping_server_handle')).toHaveLength(1);
    expect((await journal.open('stage')).pending).toEqual([]);
    await stage.disconnected();
  });
});

describe('requests on a stream that is lost', () => {
  it('end as connection-lost, unknown, once, and are not sent again', async () => {
    const stage = await online();
    const asked = expect(stage.session.request(addRomeo())).rejects.toMatchObject({
      name: 'ConnectionLostError',
      condition: 'connection-lost',
      delivered: 'unknown',
    });
    await stage.settle();
    await lose(stage);
    await asked;
    await comeBack(stage);
    expect(changes(stage)).toBe(0);
    expect(stage.contents('roster_additem_errorconnectionlost')).toHaveLength(1);
    expect(stage.session.pending).toEqual([]);
    await stage.disconnected();
  });

  it('are asked again where that does no harm, and can be taken back still', async () => {
    const stage = await online();
    const abort = new AbortController();
    const answered = stage.session.request(new PingServer());
    const cancelled = expect(
      stage.session.request(new PingEntity({ jid: 'a.example' }), { signal: abort.signal }),
    ).rejects.toMatchObject({ condition: 'cancelled' });
    await stage.settle();
    await lose(stage);
    await comeBack(stage);
    expect(pinged(stage)).toEqual(['', 'a.example']);
    const id = String(
      stage.server
        .all('iq')
        .find(({ attrs }) => attrs['to'] === undefined && attrs['type'] === 'get')?.attrs['id'],
    );
    abort.abort();
    stage.server.send(`<iq xmlns='jabber:client' type='result' id='${id}'/>`);
    await stage.settle();
    await cancelled;
    await expect(answered).resolves.toEqual({});
    expect(stage.session.pending).toEqual([]);
    await stage.disconnected();
  });

  it('end at their deadline, asked again or not', async () => {
    const stage = await online();
    const asked = expect(
      stage.session.request(new PingServer(), { timeoutMs: 20_000 }),
    ).rejects.toMatchObject({ condition: 'timeout' });
    await stage.settle();
    await stage.advance(15_000, 1000);
    await lose(stage);
    await comeBack(stage);
    expect(pinged(stage)).toEqual(['']);
    await stage.advance(5200, 100);
    await asked;
    await stage.disconnected();
  });

  it('survive if they had not left, and leave on the next one', async () => {
    const stage = await online();
    await lose(stage);
    const asked = stage.session.request(new PingServer());
    await comeBack(stage);
    const id = String(stage.server.all('iq').at(-1)?.attrs['id']);
    stage.server.send(`<iq xmlns='jabber:client' type='result' id='${id}'/>`);
    await stage.settle();
    await expect(asked).resolves.toEqual({});
    await stage.disconnected();
  });

  it('take no answer of the next stream', async () => {
    const stage = await online();
    const asked = expect(stage.session.request(addRomeo())).rejects.toThrow();
    await stage.settle();
    const id = String(stage.server.all('iq').at(-1)?.attrs['id']);
    await lose(stage);
    await comeBack(stage);
    stage.server.send(`<iq xmlns='jabber:client' type='result' id='${id}'/>`);
    await stage.settle();
    await asked;
    expect(stage.contents('roster_additem_handle')).toEqual([]);
    expect(stage.states.at(-1)).toBe('online');
    await stage.disconnected();
  });
});

describe('a server that reads slowly', () => {
  const text = 'x'.repeat(10_000);
  const send = (stage: Stage, count: number): void => {
    for (let n = 0; n < count; n += 1) {
      stage.session.send(
        messageStanza({ to: 'romeo@montague.example', id: `m${String(n)}` }, text),
      );
    }
  };
  const messages = (stage: Stage): unknown[] =>
    stage.server.all('message').map(({ attrs }) => attrs['id']);

  it.each([
    [1_048_576, 1_048_576],
    [200_000, 200_000],
    // The transport tells of no drain below its mark.
    [0, HIGH_WATER_BYTES],
  ])('gets a stanza more than bufferedBytes (%i): the rest waits', async (limit, most) => {
    const stage = await online({ limits: { bufferedBytes: limit } });
    stage.server.transport.pause();
    send(stage, 300);
    await stage.settle();
    const buffered = stage.transport.bufferedBytes;
    expect(buffered).toBeGreaterThan(most);
    expect(buffered).toBeLessThan(most + 2 * text.length);
    stage.server.transport.resume();
    await stage.settle();
    expect(messages(stage)).toEqual(Array.from({ length: 300 }, (_x, n) => `m${String(n)}`));
    await stage.disconnected();
  });

  it('still lets a waiting request be taken back', async () => {
    const stage = await online({ limits: { bufferedBytes: 0 } });
    stage.server.transport.pause();
    send(stage, 20);
    const abort = new AbortController();
    const asked = stage.session.request(new PingServer(), { signal: abort.signal });
    const cancelled = expect(asked).rejects.toMatchObject({ condition: 'cancelled' });
    await stage.settle();
    abort.abort();
    await stage.settle();
    stage.server.transport.resume();
    await stage.settle();
    await cancelled;
    expect(messages(stage)).toHaveLength(20);
    expect(pinged(stage)).toEqual([]);
    await stage.disconnected();
  });

  it('is not sent twice what it did not read before it went', async () => {
    const stage = await online({ limits: { bufferedBytes: 0 } });
    stage.server.transport.pause();
    send(stage, 20);
    await stage.settle();
    await lose(stage);
    await comeBack(stage);
    await stage.settle();
    const ids = messages(stage);
    expect(ids.length).toBeGreaterThan(5);
    expect(ids.length).toBeLessThan(20);
    expect(ids.at(-1)).toBe('m19');
    expect(new Set(ids).size).toBe(ids.length);
    await stage.disconnected();
  });
});
