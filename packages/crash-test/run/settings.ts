import { faultPoints, type FaultPoint } from '@xec/xec';
import { plantNames } from '../plant/index.js';

/** What a run is to do. */
export interface RunSettings {
  readonly seed: number;
  /** How many processes are killed, at least. */
  readonly kills: number;
  readonly journal: 'sqlite' | 'redis';
  readonly server: 'prosody' | 'devserver';
  readonly sessions: number;
  readonly processes: number;
  /** Where to kill exactly, in turn; empty: at random. */
  readonly points: readonly FaultPoint[];
  /** Kills at each pair of points, the second one while the session comes back from the first. */
  readonly hasPairs: boolean;
  readonly plant: string | undefined;
  /** Where to keep the history. Default: a temporary folder, which stays only after a failure. */
  readonly keep: string | undefined;
  /** The run ends after so long, however many were killed. */
  readonly seconds: number;
  /** Runs with this seed and those after it. */
  readonly runs: number;
}

const defaults: RunSettings = {
  seed: 1,
  kills: 60,
  journal: 'sqlite',
  server: 'devserver',
  sessions: 6,
  processes: 3,
  points: [],
  hasPairs: false,
  plant: undefined,
  keep: undefined,
  seconds: 600,
  runs: 1,
};

/**
 * Reads a command line.
 *
 * @throws TypeError that says what was expected
 */
export function readArguments(args: readonly string[]): RunSettings {
  const given = new Map<string, string>();
  const rest = [...args];
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (!(name in readers)) throw new TypeError(`there is no option ${name}; ${USAGE}`);
    given.set(name, name === '--pairs' ? 'yes' : (rest.shift() ?? ''));
  }
  const settings = { ...defaults };
  for (const [name, value] of given) Object.assign(settings, readers[name]?.(value, name));
  return settings;
}

export const USAGE =
  'usage: crash-test [--seed N] [--kills N] [--journal sqlite|redis] [--server prosody|devserver] ' +
  '[--sessions N] [--processes N] [--points NAMES|all] [--pairs] [--plant NAME] [--keep FOLDER] ' +
  '[--seconds N] [--runs N]';

/** The command line that gives `settings` again. */
export function commandLine(settings: RunSettings, seed: number): string {
  const { kills, journal, server, sessions, processes, points, hasPairs, plant } = settings;
  const options = [
    `--seed ${seed} --kills ${kills} --journal ${journal} --server ${server}`,
    `--sessions ${sessions} --processes ${processes}`,
    points.length > 0 ? `--points ${points.join(',')}` : '',
    hasPairs ? '--pairs' : '',
    plant === undefined ? '' : `--plant ${plant}`,
  ];
  return `npm run crash-test -- ${options.filter(Boolean).join(' ')}`;
}

type Reader = (value: string, name: string) => Partial<RunSettings>;

const readers: Readonly<Record<string, Reader>> = {
  '--seed': (value, name) => ({ seed: wholeNumber(value, name) }),
  '--kills': (value, name) => ({ kills: wholeNumber(value, name) }),
  '--sessions': (value, name) => ({ sessions: wholeNumber(value, name) }),
  '--processes': (value, name) => ({ processes: wholeNumber(value, name) }),
  '--seconds': (value, name) => ({ seconds: wholeNumber(value, name) }),
  '--runs': (value, name) => ({ runs: wholeNumber(value, name) }),
  '--journal': (value, name) => ({ journal: oneOf(['sqlite', 'redis'], value, name) }),
  '--server': (value, name) => ({ server: oneOf(['prosody', 'devserver'], value, name) }),
  '--points': (value) => ({ points: readPoints(value) }),
  '--pairs': () => ({ hasPairs: true }),
  '--plant': (value, name) => ({ plant: oneOf(plantNames, value, name) }),
  '--keep': (value) => ({ keep: value }),
};

function wholeNumber(value: string, name: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw new TypeError(`expected a whole number after ${name}, got "${value}"`);
}

function oneOf<T extends string>(values: readonly T[], value: string, name: string): T {
  const found = values.find((each) => each === value);
  if (found !== undefined) return found;
  throw new TypeError(`expected ${values.join(' or ')} after ${name}, got "${value}"`);
}

/** Points by their names or by their numbers, K1 to K12, in the order of `faultPoints`. */
function readPoints(value: string): FaultPoint[] {
  if (value === 'all') return [...faultPoints];
  return value.split(',').map((name) => {
    const number = /^K(\d+)$/.exec(name)?.[1];
    const point = number === undefined ? name : faultPoints[Number(number) - 1];
    return oneOf(faultPoints, point ?? name, '--points');
  });
}
