import type { FaultPoint } from '@xec/xec';
import type { RunSettings } from '../run/settings.js';
import type { FaultName } from './faults.js';

/** How often each fault comes, beside the others. */
export type Mix = readonly (readonly [weight: number, fault: FaultName])[];

const usual: Mix = [
  [50, 'kill'],
  [10, 'pause'],
  [15, 'cut'],
  [10, 'stall'],
  [2, 'restart'],
  [8, 'move'],
  [2, 'killRedis'],
  [4, 'pauseRedis'],
];

/** What provokes a planted fault most. */
const provoking: Readonly<Record<string, Mix>> = {
  'ack-before-commit': [[100, 'move']],
  'delete-before-handle': [[100, 'move']],
  'no-fence': [
    [20, 'kill'],
    [80, 'pause'],
  ],
  'resend-without-h': [
    [50, 'kill'],
    [50, 'cut'],
  ],
  'dedupe-by-id-only': [[100, 'kill']],
};

/** Where points are hit in turn, other trouble only now and then. */
const besidePoints: Mix = [
  [60, 'cut'],
  [20, 'move'],
  [20, 'pause'],
];

/** Where processes are killed to provoke a planted fault. */
const provokingPoints: Readonly<Record<string, readonly FaultPoint[]>> = {
  'ack-before-commit': ['in-handle', 'after-handle', 'before-store'],
  'delete-before-handle': ['before-handle', 'in-handle', 'after-handle', 'before-store'],
};

/** Where processes are to be killed exactly; nowhere: at random. */
export const pointsOf = ({ points, plant }: RunSettings): readonly FaultPoint[] =>
  points.length > 0 ? points : (provokingPoints[plant ?? ''] ?? []);

export function mixOf({ plant, points, hasPairs, journal }: RunSettings): Mix {
  const mix =
    plant !== undefined
      ? (provoking[plant] ?? usual)
      : points.length > 0 || hasPairs
        ? besidePoints
        : usual;
  return journal === 'redis' ? mix : mix.filter(([, fault]) => !fault.endsWith('Redis'));
}
