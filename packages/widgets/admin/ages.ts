import type { PendingView } from '../desk/index.js';

/** Ages below which requests are counted together, in seconds; `more` has no end. */
export const ageSteps = ['1', '10', '60', '600', 'more'] as const;
export type AgeStep = (typeof ageSteps)[number];

/** How many requests are of which age. */
export function byAge(pending: readonly PendingView[]): Readonly<Record<AgeStep, number>> {
  const counts: Record<AgeStep, number> = { 1: 0, 10: 0, 60: 0, 600: 0, more: 0 };
  for (const { ageMs } of pending) {
    const step = ageSteps.find((each) => each !== 'more' && ageMs < Number(each) * 1000);
    counts[step ?? 'more'] += 1;
  }
  return counts;
}
