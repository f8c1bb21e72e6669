import { isPeer, type ContenderName } from '../contest/contender.js';
import { ratioOf, spreadOf, type Rounds, type Spread } from '../contest/rounds.js';
import { inWords, type CaseSettings } from '../report/case.js';
import type { TargetName } from '../report/target.js';

/** Those of `names` that there are. */
export const present = (
  names: readonly ContenderName[],
  { withoutPeers }: CaseSettings,
): ContenderName[] => names.filter((name) => !withoutPeers || !isPeer(name));

/** Ratios under the names of their targets; without those whose contenders were absent. */
export function ratios<Name extends string, Sample>(
  found: Rounds<Name, Sample>,
  figure: (sample: Sample) => number,
  wanted: Partial<Record<TargetName, readonly [above: Name, below: Name]>>,
): Partial<Record<TargetName, Spread>> {
  const named = Object.entries(wanted).flatMap(([target, pair]) => {
    const spread = ratioOf(found, pair, figure);
    return spread === undefined ? [] : [[target, spread]];
  });
  return Object.fromEntries(named) as Partial<Record<TargetName, Spread>>; // keys of `wanted`
}

/** A cell of one contender's figure over all rounds. */
export const cell = <Sample>(
  samples: readonly Sample[],
  figure: (sample: Sample) => number,
  digits = 1,
): string => inWords(spreadOf(samples.map(figure)), digits);
