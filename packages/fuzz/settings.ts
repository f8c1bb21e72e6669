/** What a run is to do. */
export interface Settings {
  readonly frames: number;
  readonly seed: number;
  /** The first round: the one that a failure names. */
  readonly round: number;
  /** A file with one frame, in place of all others. */
  readonly frame: string | undefined;
}

export const USAGE = 'usage: fuzz [--frames N] [--seed S] [--round R] [--frame FILE]';

const defaults: Settings = { frames: 200_000, seed: 1, round: 0, frame: undefined };

/**
 * Reads a command line.
 *
 * @throws TypeError that says what was expected
 */
export function readSettings(args: readonly string[]): Settings {
  const given: Record<string, unknown> = {};
  for (let at = 0; at < args.length; at += 2) {
    const [name = '', value = ''] = args.slice(at);
    const read = READERS[name];
    if (read === undefined) throw new TypeError(`there is no option ${name}; ${USAGE}`);
    given[name.slice(2)] = read(value, name);
  }
  return { ...defaults, ...given };
}

const READERS: Readonly<Record<string, (value: string, name: string) => number | string>> = {
  '--frames': wholeNumber,
  '--seed': wholeNumber,
  '--round': wholeNumber,
  '--frame': (value, name) => {
    if (value === '') throw new TypeError(`expected a file after ${name}; ${USAGE}`);
    return value;
  },
};

function wholeNumber(value: string, name: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw new TypeError(`expected a whole number after ${name}, got "${value}"; ${USAGE}`);
}
