/**
 * Every shape with a builder and a reader: built, written, parsed and read, it is what was put in.
 *
 * `XEC_RUNS` says how many of each are made up; `XEC_SEED` which.
 */
import { describe, expect, it } from '@jest/globals';
import * as stanza from './index.js';
import { roundTrips, withoutBuilder, type RoundTrip } from './testing/round-trips/index.js';

const numRuns = Number(process.env['XEC_RUNS'] ?? 50);
const seed = Number(process.env['XEC_SEED'] ?? 20_261_126);

const rows = Object.entries(roundTrips).flatMap(([room, trips]) =>
  trips.map((trip): [name: string, trip: RoundTrip] => [`${room}: ${titleOf(trip)}`, trip]),
);

function titleOf({ builders, readers }: RoundTrip): string {
  return [builders, readers].map((each) => Object.keys(each).join(', ')).join(' → ');
}

describe('what is built is read', () => {
  it.each(rows)('%s', (_name, { tryOut }) => {
    tryOut(
      (read, expected) => {
        expect(read).toStrictEqual(expected);
      },
      { numRuns, seed },
    );
  });
});

describe('the table', () => {
  const exported: Readonly<Record<string, unknown>> = { ...stanza };
  const tried = Object.assign({}, ...rows.map(([, { readers }]) => readers)) as object;
  const readers = Object.keys(exported).filter((name) => /^read[A-Z]/.test(name));

  it('has every reader, or a reason why not', () => {
    const missing = readers.filter((name) => !(name in tried) && !(name in withoutBuilder));
    expect(missing).toEqual([]);
  });

  it('has nothing that is not there, and no reason too many', () => {
    const named = rows.flatMap(([, trip]) => Object.entries({ ...trip.builders, ...trip.readers }));
    expect(named.filter(([name, its]) => exported[name] !== its)).toEqual([]);
    const excused = Object.keys(withoutBuilder);
    expect(excused.filter((name) => name in tried || !readers.includes(name))).toEqual([]);
  });
});
