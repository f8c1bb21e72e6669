import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { unitOf } from '@xec/xec';
import { openStage, type Stage, type StageOptions } from '@xec/testing';
import { streamErrorConditions } from '@xec/stanza';
import { backoffMs, defaultBackoff } from './backoff.js';

const online = async (options: StageOptions = {}): Promise<Stage> =>
  (await openStage(options)).connected();

/** The time of the attempt comes that the session has promised, and its turn among those of the process. */
async function nextAttempt(stage: Stage): Promise<void> {
  await stage.advance(stage.waitMs + 1);
  await stage.advance(5);
}

describe('backoff', () => {
  const runtime = (byte: number) => ({
    now: () => 0,
    monotonic: () => 0,
    random: (count: number) => new Uint8Array(count).fill(byte),
    later: () => () => undefined,
    soon: () => undefined,
  });

  it('has a bound that doubles, up to the cap', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 100, 5000].map((attempt) =>
      backoffMs(defaultBackoff, attempt, 600_000, runtime(255)),
    );
    const bounds = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000, 60_000];
    expect(waits).toEqual(bounds.map((bound) => Math.floor((bound * 65_535) / 65_536)));
  });

  it('may be any time below the bound, none too', () => {
    expect(backoffMs(defaultBackoff, 9, 600_000, runtime(0))).toBe(0);
    expect(backoffMs(defaultBackoff, 9, 600_000, runtime(128))).toBe(30_117);
  });

  it('has a bound of twice the time that the trouble has lasted', () => {
    const wait = (troubleMs: number): number =>
      backoffMs(defaultBackoff, 9, troubleMs, runtime(128));
    expect([0, 10_000, 29_500, 60_000].map(wait)).toEqual([501, 10_541, 30_117, 30_117]);
  });
});

describe('a session that lost its stream', () => {
  it('comes back, with the same resource', async () => {
    const stage = await online();
    const { jid } = stage.session;
    stage.server.transport.abort();
    await stage.settle();
    expect(stage.contents('session_state').at(-1)).toMatchObject({
      state: 'reconnecting',
      reason: { condition: 'closed' },
    });
    expect(stage.waitMs).toBeLessThan(1000);
    await nextAttempt(stage);
    expect(stage.states.slice(-5)).toEqual([
      'reconnecting',
      'connecting',
      'authenticating',
      'binding',
      'online',
    ]);
    expect(stage.session.jid.toString()).toBe(jid.toString());
  });

  it('waits longer from attempt to attempt, and never longer than the cap', async () => {
    const stage = await online();
    stage.isServed = false;
    stage.server.transport.abort();
    await stage.settle();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 30; attempt += 1) {
      const { waitMs } = stage;
      waits.push(waitMs);
      expect(waitMs).toBeLessThan(Math.min(60_000, 1000 * 2 ** attempt));
      await stage.advance(waitMs - 1);
      expect(stage.contents('session_state').at(-1)).toMatchObject({ inMs: waitMs });
      await stage.advance(2);
    }
    expect(Math.max(...waits)).toBeGreaterThan(30_000);
    expect(new Set(waits).size).toBeGreaterThan(25);
    stage.isServed = true;
    await nextAttempt(stage);
    expect(stage.states.at(-1)).toBe('online');
  });

  it('is back within three times the time that its server was away, and a second', async () => {
    const stage = await online();
    const { runtime } = stage;
    const begin = runtime.monotonic();
    const gone = (): number => runtime.monotonic() - begin;
    // Short waits as long as the server is away, and then the longest there may be.
    runtime.random = (count) => new Uint8Array(count).fill(gone() < 8000 ? 100 : 255);
    stage.isServed = false;
    stage.server.transport.abort();
    await stage.settle();
    while (gone() + stage.waitMs < 10_000) await nextAttempt(stage);
    stage.isServed = true;
    await nextAttempt(stage);
    expect(stage.states.at(-1)).toBe('online');
    expect(gone()).toBeGreaterThan(20_000);
    expect(gone()).toBeLessThan(31_000);
  });

  it('begins anew after a stream that lasted, and only then', async () => {
    const stage = await online({ backoff: { baseMs: 16, capMs: 1_000_000 } });
    const lose = async (): Promise<number> => {
      stage.server.transport.abort();
      await stage.settle();
      return stage.waitMs;
    };
    for (let attempt = 0; attempt < 8; attempt += 1) {
      await lose();
      await nextAttempt(stage);
      expect(stage.states.at(-1)).toBe('online');
    }
    // Streams of a moment: 16 * 2 ** 8.
    let highest = 0;
    for (let attempt = 0; attempt < 6; attempt += 1) {
      highest = Math.max(highest, await lose());
      await nextAttempt(stage);
    }
    expect(highest).toBeGreaterThan(16);
    await stage.advance(10_001);
    expect(await lose()).toBeLessThan(16);
  });

  it.each(['system-shutdown', 'reset', 'connection-timeout', 'internal-server-error'])(
    'comes back after %s, and tells of it once',
    async (condition) => {
      const stage = await online();
      stage.server.streamError(condition);
      await stage.settle();
      expect(stage.contents('streamerror')).toEqual([{ condition }]);
      expect(stage.states.at(-1)).toBe('reconnecting');
      expect(stage.server.names.at(-1)).toBe('close');
      await nextAttempt(stage);
      expect(stage.states.at(-1)).toBe('online');
    },
  );

  it.each(['conflict', 'policy-violation', 'host-unknown', 'host-gone', 'not-authorized'])(
    'stays away after %s',
    async (condition) => {
      const stage = await online();
      const text = "<text xmlns='urn:ietf:params:xml:ns:xmpp-streams'>Go.</text>";
      stage.server.streamError(condition, text);
      await stage.settle();
      expect(stage.contents('streamerror')).toEqual([{ condition, text: 'Go.' }]);
      expect(stage.contents('session_state').at(-1)).toEqual({
        state: 'ended',
        reason: { condition, text: 'Go.' },
      });
      expect(stage.runtime.timers).toBe(0);
      await stage.advance(600_000);
      expect(stage.servers).toHaveLength(1);
    },
  );

  it.each(streamErrorConditions)('tells of %s, and decides', async (condition) => {
    const stage = await online();
    stage.server.streamError(condition);
    await stage.settle();
    expect(stage.contents('streamerror')).toEqual([{ condition }]);
    expect(['ended', 'reconnecting']).toContain(stage.states.at(-1));
    expect(await stage.disconnected()).toBe(0);
  });

  it('reads a stream error that nobody defined', async () => {
    const stage = await online();
    stage.server.streamError('gremlins');
    await stage.settle();
    expect(stage.contents('streamerror')).toEqual([{ condition: 'undefined-condition' }]);
  });

  it('gives up after five ends of the same suspicious cause', async () => {
    const stage = await online();
    for (let end = 1; end < 5; end += 1) {
      stage.server.streamError('undefined-condition');
      await stage.settle();
      expect(stage.states.at(-1)).toBe('reconnecting');
      await nextAttempt(stage);
    }
    stage.server.streamError('undefined-condition');
    await stage.settle();
    expect(stage.contents('session_state').at(-1)).toEqual({
      state: 'ended',
      reason: { condition: 'undefined-condition' },
    });
    expect(stage.runtime.timers).toBe(0);
    await stage.connected(); // whoever asks for it gets another chance
    stage.server.streamError('undefined-condition');
    await stage.settle();
    expect(stage.states.at(-1)).toBe('reconnecting');
  });

  it('gives up when the server sends what nobody may five times', async () => {
    const stage = await online();
    for (let end = 1; end <= 5; end += 1) {
      expect(stage.states.at(-1)).toBe('online');
      stage.server.send('<half');
      await stage.settle();
      expect(stage.server.complaint).toBe('not-well-formed');
      if (end < 5) await nextAttempt(stage);
    }
    expect(stage.contents('session_state').at(-1)).toMatchObject({
      state: 'ended',
      reason: { condition: 'not-well-formed' },
    });
  });

  it('does not give up when the causes differ', async () => {
    const stage = await online();
    for (let end = 0; end < 8; end += 1) {
      stage.server.streamError(end % 2 === 0 ? 'undefined-condition' : 'bad-format');
      await stage.settle();
      expect(stage.states.at(-1)).toBe('reconnecting');
      await nextAttempt(stage);
    }
  });

  it('does not give up when the ends lie far apart', async () => {
    const stage = await online({ limits: { suspicionMs: 20_000 } });
    for (let end = 0; end < 8; end += 1) {
      stage.server.streamError('undefined-condition');
      await stage.settle();
      expect(stage.states.at(-1)).toBe('reconnecting');
      await nextAttempt(stage);
      await stage.advance(5001);
    }
  });

  it('does not give up on a server that restarts again and again', async () => {
    const stage = await online();
    for (let end = 0; end < 12; end += 1) {
      stage.server.streamError('system-shutdown');
      await stage.settle();
      await nextAttempt(stage);
    }
    expect(stage.states.at(-1)).toBe('online');
  });

  it('logs in by no weaker mechanism than before', async () => {
    const journal = new MemoryJournal();
    const { fence } = await journal.open('stage');
    const value = { mechanism: 'SCRAM-SHA-256' };
    const facts = [{ section: 'session', key: 'mechanism', value }];
    journal.commit([unitOf({ session: 'stage', fence, facts })]);
    const stage = await openStage({ journal });
    const refused = expect(stage.session.connect()).rejects.toMatchObject({
      name: 'SaslError',
      condition: 'invalid-mechanism',
      text: expect.stringContaining('SCRAM-SHA-256 before'),
    });
    await stage.settle();
    await refused;
    expect(stage.server.all('auth')).toEqual([]);
  });

  it('touches no stream when it lost the session while it was stopped', async () => {
    const journal = new MemoryJournal();
    const stage = await openStage({ journal });
    const refused = expect(stage.session.connect()).rejects.toMatchObject({ code: 'fenced' });
    const { commit } = journal;
    let isStopped = false;
    journal.commit = (units) => {
      commit.call(journal, units);
      const isBinding = units.some(({ packets }) =>
        packets.some(({ content }) => (content as { state?: string }).state === 'binding'),
      );
      if (!isBinding || isStopped) return;
      isStopped = true;
      void journal.open('stage'); // by another owner
      stage.runtime.advance(5000);
    };
    await stage.settle();
    await refused;
    expect(isStopped).toBe(true);
    expect(stage.server.all('iq')).toEqual([]);
  });

  it('remembers the mechanism', async () => {
    const stage = await online();
    expect((await stage.journal.open('stage')).facts).toContainEqual({
      section: 'session',
      key: 'mechanism',
      value: { mechanism: 'PLAIN' },
    });
  });
});
