/** Rounds: each has every contender once, in turn, so that a busy machine is busy for all. */
import { median } from '../quantile.js';

/** A figure of several rounds. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** What each contender showed, by round. */
export type Rounds<Name extends string, Sample> = ReadonlyMap<Name, readonly Sample[]>;

/** Runs `once` for each contender of each round, one after the other. */
export async function inRounds<Name extends string, Sample>(
  rounds: number,
  contenders: readonly Name[],
  once: (contender: Name, round: number) => Promise<Sample>,
): Promise<Rounds<Name, Sample>> {
  const found = new Map<Name, Sample[]>(contenders.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of contenders) found.get(name)?.push(await once(name, round));
  }
  return found;
}

export const spreadOf = (values: readonly number[]): Spread => ({
  median: median(values),
  min: Math.min(...values),
  max: Math.max(...values),
});

/** One contender's figure divided by another's of the same round; `undefined` where one was absent. */
export function ratioOf<Name extends string, Sample>(
  found: Rounds<Name, Sample>,
  [above, below]: readonly [Name, Name],
  figure: (sample: Sample) => number,
): Spread | undefined {
  const [one, other] = [found.get(above), found.get(below)];
  if (one === undefined || other === undefined) return undefined;
  return spreadOf(
    one.flatMap((sample, round) => {
      const against = other[round];
      return against === undefined ? [] : [figure(sample) / figure(against)];
    }),
  );
}
