/**
 * `npm run crash-test`: kills Xec, and looks what was lost.
 */
import { count, type Wrong } from './checker/index.js';
import { run, type RunResult } from './run/run.js';
import { USAGE, commandLine, readArguments, type RunSettings } from './run/settings.js';

const MAX_SHOWN = 20;

async function main(args: readonly string[]): Promise<number> {
  let settings: RunSettings;
  try {
    settings = readArguments(args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : USAGE);
    return 2;
  }
  const results: RunResult[] = [];
  for (let seed = settings.seed; seed < settings.seed + settings.runs; seed += 1) {
    const result = await run(settings, seed);
    results.push(result);
    explain(result, settings, seed);
  }
  console.log(summary(results));
  return results.every(isGood) ? 0 : 1;
}

const isGood = ({ verdict, troubles }: RunResult): boolean =>
  verdict.violations.length === 0 && troubles.length === 0;

function explain(result: RunResult, settings: RunSettings, seed: number): void {
  const { verdict, troubles, folder } = result;
  console.log(`seed ${seed}: outcomes ${inWords(verdict.outcomes)}`);
  console.log(`seed ${seed}: cannot be known ${inWords(verdict.unknown)}`);
  if (isGood(result)) return;
  for (const trouble of troubles.slice(0, MAX_SHOWN)) console.log(`seed ${seed}: ${trouble}`);
  for (const { wrong, session, text } of verdict.violations.slice(0, MAX_SHOWN)) {
    console.log(`seed ${seed}: ${wrong}, ${session}: ${text}`);
  }
  console.log(`seed ${seed}: its history is in ${folder}`);
  console.log(`seed ${seed}: again with ${commandLine(settings, seed)}`);
}

const inWords = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([what, times]) => `${what} ${times}`)
    .join(', ') || 'nothing';

function summary(results: readonly RunResult[]): string {
  const sum = (of: (result: RunResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  const wrong = (which: Wrong): number => sum(({ verdict }) => count(verdict, which));
  return (
    `runs ${results.length}, kills ${sum(({ kills }) => kills)}, ` +
    `actions ${sum(({ verdict }) => verdict.actions)}, lost ${wrong('lost')}, ` +
    `double ${wrong('double')}, out-of-order ${wrong('out-of-order')}, ` +
    `unanswered ${wrong('unanswered')}`
  );
}

process.exitCode = await main(process.argv.slice(2));
