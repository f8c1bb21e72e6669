/**
 * The order of a timeline: by time; among messages of one time as the archive has them, then as they
 * were heard. What has not left stands at the end.
 */
import type { Book } from './book.js';
import { clocks, type HeardAt, type MessageRecord } from './message.js';
import type { Stretch } from './stretches.js';

/** Where a message of the archive stands. */
export interface Place {
  readonly place: number;
  /** Its time, milliseconds since 1970. */
  readonly at: number;
}

/** Where everything stands. */
export interface Places {
  /** By archive id. */
  readonly byId: ReadonlyMap<string, Place>;
  /** Those that were heard, in the order in which they were. */
  readonly heard: readonly (Place & Heard)[];
}

interface Heard {
  readonly heard: HeardAt;
}

/**
 * Within a stretch the archive's order is known. What we heard has the time of our own clock, which
 * must not put it past its neighbours: it is moved between them.
 */
export function placesOf(stretches: readonly Stretch[], book: Book): Places {
  const byId = new Map<string, Place>();
  const heardAll: (Place & Heard)[] = [];
  for (const { entries } of stretches) {
    const times = entries.map(({ id, at }) => {
      const record = book.archived(id);
      const isSure = record === undefined || isGood(record);
      return { at: record?.at ?? at, isSure };
    });
    clamp(times);
    for (const [index, { id, at, heard }] of entries.entries()) {
      const place = { place: byId.size, at: times[index]?.at ?? at };
      byId.set(id, place);
      const when = heard ?? book.archived(id)?.heard;
      if (when !== undefined) heardAll.push({ ...place, heard: when });
    }
  }
  heardAll.sort((one, other) => compareHeard(one.heard, other.heard));
  return { byId, heard: heardAll };
}

const compareHeard = (one: HeardAt, other: HeardAt): number =>
  one.at - other.at || one.seq - other.seq;

function clamp(times: { at: number; readonly isSure: boolean }[]): void {
  let next = Infinity;
  for (const time of times.toReversed()) {
    if (!time.isSure) time.at = Math.min(time.at, next);
    next = time.at;
  }
  let before = -Infinity;
  for (const time of times) {
    time.at = Math.max(time.at, before);
    before = time.at;
  }
}

const isGood = ({ clock }: MessageRecord): boolean =>
  clocks.indexOf(clock) >= clocks.indexOf('delayed');

export function inOrder(records: Iterable<MessageRecord>, places: Places): MessageRecord[] {
  const keyed = [...records].map((record) => ({ record, ...placeOf(record, places) }));
  return keyed
    .sort(
      (one, other) =>
        Number(one.record.unsent !== undefined) - Number(other.record.unsent !== undefined) ||
        one.at - other.at ||
        compare(one.place, other.place) ||
        compare(one.record.heard?.seq ?? 0, other.record.heard?.seq ?? 0) ||
        compare(nameOf(one.record), nameOf(other.record)),
    )
    .map(({ record }) => record);
}

/** What the archive has not told us stands between what was heard before and after it. */
function placeOf(record: MessageRecord, { byId, heard }: Places): Place {
  const known = record.archiveId === undefined ? undefined : byId.get(record.archiveId);
  if (known !== undefined) return known;
  const { at } = record;
  if (record.clock !== 'heard' || record.heard === undefined) return { at, place: Infinity };
  const next = firstAfter(heard, record.heard);
  const [before, after] = [heard[next - 1], heard[next]];
  return {
    at: Math.max(Math.min(at, after?.at ?? Infinity), before?.at ?? -Infinity),
    place: before === undefined ? (after?.place ?? Infinity) - 0.5 : before.place + 0.5,
  };
}

/** The place of the first that was heard after `when`. */
function firstAfter(all: Places['heard'], when: HeardAt): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const each = all[middle];
    if (each !== undefined && compareHeard(each.heard, when) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const compare = <T extends number | string>(one: T, other: T): number =>
  one < other ? -1 : Number(one > other);

const nameOf = ({ originId, id, key }: MessageRecord): string => originId ?? id ?? key;
