/**
 * Small runs of what there is for the report: they look at counts and shapes, and at no times. Each starts
 * many processes: all of them run with `XEC_BENCH=all`, else the shortest.
 */
import { describe, expect, it } from '@jest/globals';
import { cases } from './cases/index.js';
import type { Report } from './report/report.js';
import { targets, type TargetName } from './report/target.js';
import { runBench } from './testing/run.js';

/** What needs the libraries that are measured beside; tests do without them. */
const besidePeers: readonly TargetName[] = [
  ...(['floodStanzaJs', 'floodXmppJs', 'iqMemory', 'iqSqlite', 'iqAlone', 'idleMemory'] as const),
  ...(['connect', 'bundleXmppJs', 'bundleStanzaJs'] as const),
];

const reports = new Map<string, Promise<Report>>();

/** Each case is run once, whoever asks. */
function run(name: string): Promise<Report> {
  const running =
    reports.get(name) ??
    runBench(name, '--small', '--without-peers', '--json').then(
      (printed) => JSON.parse(printed) as Report,
    );
  reports.set(name, running);
  return running;
}

const isWhole = process.env['XEC_BENCH'] === 'all';
const short: readonly string[] = ['flood', 'dispatch'];
const names = cases.map(({ name }) => name).filter((name) => isWhole || short.includes(name));
if (!isWhole) console.log(`cases: ${names.join(', ')}; all of them with XEC_BENCH=all`);

describe('each case', () => {
  const seen = new Set<string>();

  it.each(names)(
    '%s measures what it says, and fills its tables',
    async (name) => {
      const { cases: reported } = await run(name);
      expect(reported.map((each) => each.name)).toEqual([name]);
      for (const { tables, plots = [], measured } of reported.map(({ result }) => result)) {
        expect(tables.length).toBeGreaterThan(0);
        for (const { head, rows } of tables) {
          expect(rows.length).toBeGreaterThan(0);
          for (const row of rows) expect(row).toHaveLength(head.length);
          expect(rows.flat().join()).not.toMatch(/NaN|undefined/u);
        }
        for (const { series } of plots) {
          for (const { points } of series) expect(points.length).toBeGreaterThan(1);
        }
        for (const [target, { median, min, max }] of Object.entries(measured)) {
          seen.add(target);
          expect(min).toBeLessThanOrEqual(median);
          expect(median).toBeLessThanOrEqual(max);
        }
      }
    },
    120_000,
  );

  it('together they measure every target, save those that need others', () => {
    const wanted = Object.keys(targets).filter((name) => !(besidePeers as string[]).includes(name));
    if (isWhole) expect([...seen].sort()).toEqual(wanted.sort());
    else expect(wanted).toEqual(expect.arrayContaining([...seen]));
  });
});

describe('what is counted', () => {
  it('is every message of the corpus that ours hears, and no md5', async () => {
    const [flood] = (await run('flood')).cases;
    const heard = new Map(
      flood!.result.tables[0]!.rows.map(([name, , count]) => [name, Number(count)] as const),
    );
    // 800 stanzas and the one that ends them; the iq results nobody asked for are heard by one only.
    expect(heard.get('ltx and a switch')).toBe(801);
    expect(heard.get('bare ws')).toBe(801);
    expect(heard.get('xec')).toBeGreaterThan(800 * 0.97);
    const [dispatch] = (await run('dispatch')).cases;
    expect(dispatch!.result.measured.md5).toEqual({ median: 0, min: 0, max: 0 });
  }, 120_000);
});

it('names what there is to measure when it is asked for something else', async () => {
  await expect(runBench('weather')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^expected one of flood, .*, soak, got "weather"/u),
  });
});
