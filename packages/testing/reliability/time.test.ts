/** Rows 20 and 26: two outcomes at the same moment, and clocks that jump. */
import { describe, expect, it } from '@jest/globals';
import { MemoryJournal } from '@xec/journal-memory';
import { parse } from '@xec/stanza';
import type { UnitOfWork } from '@xec/xec';
import { openStage, Stage, type StageOptions } from '../stage/index.js';
import { Order, probe } from './probe/index.js';

/** How many races between an answer and its timeout are run. */
const RACES = Number(process.env['XEC_RACES'] ?? 10_000);

const options: StageOptions = { features: [probe], setUp: false };

/** Counts how often each request is taken out of the journal. */
class CountingJournal extends MemoryJournal {
  readonly taken = new Map<string, number>();

  override commit(units: readonly UnitOfWork[]): void {
    super.commit(units);
    for (const id of units.flatMap((unit) => unit.taken)) {
      this.taken.set(id, (this.taken.get(id) ?? 0) + 1);
    }
  }
}

it(`20 an answer and a timeout in the same millisecond: one of them wins, ${String(RACES)} times`, async () => {
  const journal = new CountingJournal();
  const stage = await (await openStage({ ...options, journal })).connected();
  const outcomes: string[] = [];
  const size = 500;
  for (let first = 0; first < RACES; first += size) {
    const answers: (() => void)[] = [];
    const answer = (): void => {
      for (const give of answers.splice(0, size / 2)) give();
    };
    // All are over when the step of the wheel ends in which 1,000 ms have passed.
    const overMs = 1100 - (stage.runtime.now() % 100);
    stage.runtime.later(overMs, answer); // of timers at the same time the older one is the first
    const asked = Array.from({ length: size }, (_x, at) =>
      stage.session.request(new Order({ n: first + at }), { timeoutMs: 1000 }).then(
        () => outcomes.push('ok'),
        (error: unknown) => outcomes.push((error as { condition: string }).condition),
      ),
    );
    await stage.settle();
    for (const id of stage.session.pending) {
      const reply = parse(`<iq xmlns='jabber:client' type='result' id='${id}'/>`);
      answers.push(() => {
        stage.session.engine.receive(reply);
      });
    }
    expect(answers).toHaveLength(size);
    stage.runtime.advance(overMs - 1);
    stage.runtime.later(1, answer);
    expect(outcomes).toHaveLength(first);
    stage.runtime.advance(1);
    await stage.settle();
    await Promise.all(asked);
  }
  const packets = stage.packets.filter(({ key }) => key.startsWith('probe_'));
  const numbers = new Set(packets.map(({ content }) => (content as { n: number }).n));
  expect([packets.length, numbers.size, outcomes.length]).toEqual([RACES, RACES, RACES]);
  expect(new Set(outcomes)).toEqual(new Set(['ok', 'timeout']));
  expect([...journal.taken.values()].filter((times) => times !== 1)).toEqual([]);
  expect(journal.taken.size).toBe(RACES);
  await stage.disconnected();
}, 60_000);

const HOUR = 3_600_000;
const jumps = [HOUR, -HOUR, 24 * HOUR, -24 * HOUR] as const;

/** Lets the wall clock differ from the time that passes; refuses waits that are none. */
function shift(stage: Stage, byMs: number): void {
  const { runtime } = stage;
  const { now, later } = runtime;
  runtime.now = () => now.call(runtime) + byMs;
  runtime.later = (ms, run) => {
    expect(ms).toBeGreaterThanOrEqual(0);
    return later.call(runtime, ms, run);
  };
}

const conditions = ({ packets }: Stage): unknown[] =>
  packets
    .filter(({ key }) => key.startsWith('probe_'))
    .map(({ content }) => (content as { condition?: string }).condition);

describe('a clock that jumps', () => {
  it.each(jumps)('26 by %i ms while up ends no request early, and none late', async (byMs) => {
    const stage = await (await openStage({ ...options, script: quiet })).connected();
    void stage.session.request(new Order({ n: 1 }), { timeoutMs: 20_000 }).catch(() => 0);
    await stage.settle();
    shift(stage, byMs);
    await stage.advance(19_800, 100);
    expect(conditions(stage)).toEqual([]);
    await stage.advance(400, 100);
    expect(conditions(stage)).toEqual(['timeout']);
    await stage.disconnected();
  });

  it.each(jumps)(
    '26 by %i ms while down ends a request no later than a deadline after',
    async (byMs) => {
      const journal = new MemoryJournal();
      const stage = await (await openStage({ ...options, journal, script: quiet })).connected();
      void stage.session.request(new Order({ n: 1 }), { timeoutMs: 20_000 }).catch(() => 0);
      await stage.settle();
      const later = new Stage({ ...options, journal, script: quiet });
      shift(later, byMs);
      await later.open();
      await later.settle();
      await later.advance(200, 100);
      // Forward, its deadline has passed; back, it waits its whole time once more.
      expect(conditions(later)).toEqual(byMs > 0 ? ['timeout'] : []);
      await later.advance(19_600, 100);
      if (byMs < 0) expect(conditions(later)).toEqual([]);
      await later.advance(400, 100);
      expect(conditions(later)).toEqual(['timeout']);
    },
  );
});

/** Answers no order. */
const quiet: NonNullable<StageOptions['script']> = (el) =>
  el.getChild('order') === undefined ? undefined : [];
