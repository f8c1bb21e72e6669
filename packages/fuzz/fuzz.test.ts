import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from '@xec/stanza';
import { Report, readSettings, run } from './index.js';
import { realWorld, type World } from './targets.js';
import { withHandler } from './testing/planted.js';

const { stackTraceLimit } = Error;
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** Runs the built program; what it prints tells what it found. */
const fuzz = (...args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const main = fileURLToPath(new URL('dist/main.js', import.meta.url));
    execFile(process.execPath, ['--expose-gc', main, ...args], (_error, output, faults) => {
      resolve(`${output}${faults}`);
    });
  });

it('200,000 frames do no harm (rules 37 to 45, 54)', async () => {
  const output = await fuzz('--frames', '200000', '--seed', '1');
  process.stdout.write(output); // for whoever reads the log
  expect(output).toMatch(
    /^frames 200000, seed 1, accepted \d{5,}, refused \d{5,}, crashes 0, rejections 0, faults 0, disagreements 0, slow 0, maxMs [\d.]+, heap \d+ to \d+ MiB$/m,
  );
}, 300_000);

/** What a run finds in a world where something is wrong. */
async function found(frames: number, parts: Partial<World>): Promise<readonly string[]> {
  const settings = readSettings(['--frames', String(frames), '--seed', '3']);
  const report = await run(settings, { ...realWorld, ...parts });
  return [...new Set(report.findings.map(({ kind, target }) => `${kind}, ${target}`))].sort();
}

describe('a fault is found that is planted in', () => {
  it('nothing: then nothing is found', async () => {
    expect(await found(1500, {})).toEqual([]);
  });

  it('a handler that throws for some texts', async () => {
    const features = withHandler((el) => {
      if (/[0-9]/.test(el.getText())) throw new TypeError('planted');
    });
    expect(await found(1500, { features })).toEqual(['fault, session']);
  });

  it('a handler that leaves a promise behind', async () => {
    const main = fileURLToPath(new URL('dist/testing/lost-promise.js', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [main]);
    expect(stdout).toMatch(/ crashes 0, rejections [1-9]\d*, faults 0, disagreements 0,/);
  });

  it('a parser that reads another text', async () => {
    const wrong: World['parse'] = (frame) => parse(frame.replaceAll('&amp;', '&lt;'));
    expect(await found(1500, { parse: wrong })).toEqual(['disagreement, parser']);
  });

  it('a parser that does not survive a frame', async () => {
    const frail: World['parse'] = (frame) => {
      if (frame.includes(']]>')) throw new RangeError('planted');
      return parse(frame);
    };
    expect(await found(1500, { parse: frail })).toEqual(['crash, parser']);
  });

  it('memory', () => {
    const report = new Report(1);
    for (const [round, mib] of [20, 30, 25, 50, 54].entries())
      report.addHeap(mib * 1024 ** 2, round);
    expect(report.isGood).toBe(true);
    report.addHeap(55 * 1024 ** 2, 5);
    expect(report.findings).toMatchObject([{ kind: 'heap', round: 5 }]);
    expect(report.isGood).toBe(false);
  });
});

it('says what it expects on its command line', () => {
  expect(() => readSettings(['--seed', 'x'])).toThrow(
    'expected a whole number after --seed, got "x"',
  );
  expect(() => readSettings(['--tea', '1'])).toThrow('there is no option --tea');
  expect(readSettings(['--round', '7'])).toEqual({
    frames: 200_000,
    seed: 1,
    round: 7,
    frame: undefined,
  });
});
