/**
 * Requests as a journal has them: some of each action, with other params each.
 */
import type { Random } from '@xec/testing/random';
import { sampleParams } from '@xec/testing/samples';
import type { ActionEntry, PendingRecord } from '@xec/xec';

const TIMEOUT_MS = 60_000;

/** So many of each action. */
const EACH = 4;

/** Whole records; all of them began at `now`. */
export const makeRecords = (
  entries: readonly ActionEntry[],
  now: number,
  random: Random,
): readonly PendingRecord[] =>
  entries.flatMap((entry, at) =>
    Array.from({ length: EACH }, (_, nth) => makeRecord(entry, `${at}-${nth}`, now, random)),
  );

/** A whole record of `entry`, which began at `now`; without params where chance finds none that fit. */
function makeRecord(entry: ActionEntry, id: string, now: number, random: Random): PendingRecord {
  const { name, version } = entry.description;
  return {
    id,
    name,
    version,
    params: paramsOf(entry, random),
    kind: random.pick(['iq', 'iq', 'iq', 'message', 'presence'] as const),
    to: random.pick(['romeo@montague.example', 'orchard@places.example/romeo', 'capulet.example']),
    deadline: now + TIMEOUT_MS,
    timeoutMs: TIMEOUT_MS,
    session: 'fuzz',
  };
}

function paramsOf(entry: ActionEntry, random: Random): unknown {
  try {
    return sampleParams(entry, random);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
