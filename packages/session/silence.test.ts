import { describe, expect, it } from '@jest/globals';
import { TestRuntime, openStage, type Stage, type StageOptions } from '@xec/testing';
import { Deadlines, JournalError, Payload, feature, payload } from '@xec/xec';
import { defaultSessionLimits } from './options.js';
import { SilenceWatch } from './silence-watch.js';
import { silenceCheck } from './silence.js';
import type { Stream } from './stream.js';

const online = async (options: StageOptions = {}): Promise<Stage> =>
  (await openStage(options)).connected();

const pings = ({ server }: Stage): string[] =>
  server
    .all('iq')
    .filter((el) => el.getChild('ping') !== undefined)
    .map(({ attrs }) => String(attrs['id']));

describe('silenceCheck', () => {
  const limits = { silenceMs: 25_000, answerMs: 15_000 };

  it.each([
    ['heard just now', 100_000, 0, 100_000, 'heard', 25_000],
    ['heard a while ago', 100_000, 0, 110_000, 'heard', 15_000],
    ['silent for too long', 100_000, 0, 125_000, 'ask', 15_000],
    ['asked', 100_000, 125_000, 130_000, 'wait', 10_000],
    ['asked long ago', 100_000, 125_000, 140_000, 'dead', 0],
    ['heard after it was asked', 126_000, 125_000, 140_000, 'heard', 11_000],
    ['heard in the moment it was asked', 125_000, 125_000, 140_000, 'heard', 10_000],
  ] as const)('%s', (_what, heardAt, askedAt, now, verdict, nextMs) => {
    expect(silenceCheck(limits, heardAt, askedAt, now)).toMatchObject({ verdict, nextMs });
  });
});

describe('a silent server', () => {
  it('is asked after 30 seconds', async () => {
    const stage = await online();
    await stage.advance(29_900, 100);
    expect(pings(stage)).toEqual([]);
    await stage.advance(300, 100);
    expect(pings(stage)).toHaveLength(1);
    await stage.disconnected();
  });

  it('is found dead within 45 seconds, and left', async () => {
    const stage = await online();
    await stage.advance(43_000, 100);
    expect(stage.states.at(-1)).toBe('online');
    await stage.advance(2000, 100);
    expect(stage.states).toContain('reconnecting');
    expect(stage.servers[0]?.end?.clean).toBe(false);
    expect(stage.contents('session_state')).toContainEqual(
      expect.objectContaining({
        state: 'reconnecting',
        reason: {
          condition: 'connection-timeout',
          text: expect.stringMatching(/^nothing was heard for 44\d{3} ms$/),
        },
      }),
    );
    await stage.disconnected();
  });

  it.each([
    ['the answer', (id: string) => `<iq xmlns='jabber:client' type='result' id='${id}'/>`],
    [
      'a refusal',
      (id: string) =>
        `<iq xmlns='jabber:client' type='error' id='${id}'><error type='cancel'>` +
        "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
    ],
    ['any stanza', () => "<presence xmlns='jabber:client' from='juliet@capulet.example/x'/>"],
    ['white space', () => ' '],
  ])('is alive again with %s, and asked anew', async (_what, says) => {
    const stage = await online();
    for (let round = 1; round <= 4; round += 1) {
      await stage.advance(31_000, 100);
      expect(pings(stage)).toHaveLength(round);
      stage.server.send(says(pings(stage).at(-1) ?? ''));
      await stage.settle();
    }
    expect(stage.servers).toHaveLength(1);
    expect(new Set(pings(stage)).size).toBe(4);
    await stage.disconnected();
  });

  it('is not asked while it talks', async () => {
    const stage = await online();
    for (let second = 0; second < 200; second += 1) {
      await stage.advance(1000, 100);
      stage.server.send("<message xmlns='jabber:client'/>");
    }
    expect(pings(stage)).toEqual([]);
    expect(stage.servers).toHaveLength(1);
    await stage.disconnected();
  });
});

describe('a silent server that acknowledges', () => {
  /** When it was asked, in milliseconds; it answers after `answerMs`, and says `heard` at those times. */
  function askedAt(answerMs: number, forMs: number, heard: readonly number[] = []): number[] {
    const runtime = new TestRuntime();
    const begun = runtime.monotonic();
    const stream = { heardAt: begun };
    const asked: number[] = [];
    const watch = new SilenceWatch(defaultSessionLimits, new Deadlines(runtime), runtime);
    // A watch does no more with a stream whose acknowledgements are asked for.
    watch.start(stream as Stream, () => {
      asked.push(runtime.monotonic() - begun);
      runtime.later(answerMs, () => (stream.heardAt = runtime.monotonic()));
    });
    for (const at of heard) runtime.later(at, () => (stream.heardAt = begun + at));
    runtime.advance(forMs);
    watch.stop();
    return asked;
  }

  it.each([0, 50, 1000])('is asked twice a minute when it answers after %i ms', (answerMs) => {
    const asked = askedAt(answerMs, 200_000);
    expect(asked).toHaveLength(6);
    for (const [nth, at] of asked.entries()) {
      expect(at - (asked[nth - 1] ?? 0)).toBeGreaterThanOrEqual(30_000);
      expect(at - (asked[nth - 1] ?? 0)).toBeLessThanOrEqual(30_200);
    }
  });

  it('is asked within 30 seconds after it spoke last', () => {
    const [first = NaN] = askedAt(50, 100_000, [5000, 20_000, 31_000, 45_000]);
    expect(first - 45_000).toBeGreaterThan(28_400);
    expect(first - 45_000).toBeLessThanOrEqual(30_200);
  });
});

describe('a session with more to handle than it can', () => {
  /** A payload whose handler ends when the test says so. */
  function slow() {
    const running: (() => void)[] = [];

    @payload('Slow', { name: 'slow', xmlns: 'urn:example:slow', under: 'message', from: 'any' })
    class Slow extends Payload<'Slow'> {
      override handle(): Promise<void> {
        return new Promise((resolve) => running.push(resolve));
      }
    }
    return { running, room: feature({ name: 'slow', payloads: [Slow] }) };
  }
  const message = "<message xmlns='jabber:client'><slow xmlns='urn:example:slow'/></message>";
  const flood = (stage: Stage, count: number): void => {
    for (let n = 0; n < count; n += 1) stage.server.send(message);
  };

  it('stops reading, and reads on when it is through', async () => {
    const { running, room } = slow();
    const stage = await online({ features: [room], engineLimits: { backlog: 10 } });
    flood(stage, 50);
    await stage.settle();
    // One runs, ten wait, one was too many.
    expect(stage.server.transport.bufferedBytes).toBeGreaterThan(35 * message.length);
    for (let n = 0; n < 50; n += 1) {
      running[n]?.();
      await stage.settle();
    }
    expect(running).toHaveLength(50);
    expect(stage.server.transport.bufferedBytes).toBe(0);
    await stage.disconnected();
  });

  it('does not take its own deafness for silence of the server', async () => {
    const { running, room } = slow();
    const stage = await online({
      features: [room],
      engineLimits: { backlog: 10, handlerMs: 1_000_000 },
    });
    flood(stage, 50);
    await stage.settle();
    await stage.advance(120_000, 100);
    expect(stage.servers).toHaveLength(1);
    for (let n = 0; n < 50; n += 1) {
      running[n]?.();
      await stage.settle();
    }
    expect(running).toHaveLength(50);
    await stage.advance(45_000, 100);
    expect(stage.states).toContain('reconnecting'); // now it is the server that is silent
    await stage.disconnected();
  });

  it('reads nothing on the next stream either, save for its login', async () => {
    const { running, room } = slow();
    const stage = await online({
      features: [room],
      engineLimits: { backlog: 10, handlerMs: 1_000_000 },
    });
    flood(stage, 50);
    await stage.settle();
    stage.session.onJournalRefusal(new JournalError('refused', 'full'));
    await stage.settle();
    await stage.advance(stage.waitMs + 1);
    expect(stage.servers).toHaveLength(2);
    expect(stage.states.at(-1)).toBe('online');
    flood(stage, 50);
    await stage.settle();
    expect(stage.server.transport.bufferedBytes).toBe(50 * message.length);
    while (running.length > 0) {
      running.shift()?.();
      await stage.settle();
    }
    expect(stage.server.transport.bufferedBytes).toBe(0);
    await stage.disconnected();
  });
});
