/**
 * Which parts of an archive are known without a hole: stretches. Between two of them something may be
 * missing, and that is said, never guessed.
 *
 * Two things make a stretch: a page of the archive, and what is heard on one stream. What is heard
 * closes no gap: only the archive knows whether there was anything before it.
 */

import type { HeardAt } from './message.js';

/** A message of the archive; it may be one that is not shown, as reactions are. */
export interface Entry {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly heard?: HeardAt;
}

export interface Stretch {
  readonly entries: readonly Entry[];
  /** Nothing is before it in the archive. */
  readonly isStart: boolean;
}

/** What a page was asked for: the newest, or what is just before or after a message. */
export type PagePlace =
  { readonly kind: 'newest' } | { readonly kind: 'before' | 'after'; readonly id: string };

/** Where a stretch stands beside a page: they overlap, or it is known which is first. */
type Side = 'left' | 'right' | 'woven';

export class Stretches {
  /** The oldest first. */
  #all: readonly Stretch[] = [];
  /** The one that goes on with what is heard now. */
  #live: Stretch | undefined = undefined;

  /** Whether nothing is missing between what is known and now. */
  get isLive(): boolean {
    return this.#live !== undefined;
  }

  get all(): readonly Stretch[] {
    return this.#all;
  }

  /** Takes what was stored. Nobody knows what was said since. */
  restore(stretches: readonly Stretch[]): void {
    for (const { entries, isStart } of stretches) {
      this.#join(entries, isStart, this.#overlapping(entries));
    }
  }

  forget(): void {
    this.#all = [];
    this.#live = undefined;
  }

  /** Something may have been said that nobody told us. */
  breakOff(): void {
    this.#live = undefined;
  }

  /** A message was heard, with the archive's id. */
  hear(entry: Entry): void {
    const live = this.#live;
    const known = this.#holding(entry.id);
    if (known !== undefined && known === live) return;
    const sides = new Map<Stretch, Side>();
    if (known !== undefined) sides.set(known, 'woven');
    if (live !== undefined) sides.set(live, 'left');
    const entries = known === undefined ? [entry] : [];
    this.#live = this.#join(entries, false, sides);
  }

  /**
   * A page of the archive came.
   *
   * @param entries in the archive's order
   * @param isComplete there is nothing more in the direction that was asked for
   * @param isStreaming whether everything said from now on is heard
   */
  take(
    entries: readonly Entry[],
    place: PagePlace,
    isComplete: boolean,
    isStreaming: boolean,
  ): void {
    const sides = this.#overlapping(entries);
    const anchor = place.kind === 'newest' ? undefined : this.#holding(place.id);
    const at = anchor === undefined ? this.#all.length : this.#all.indexOf(anchor);
    // What is known already stays: the first word counts.
    const beside = (stretch: Stretch | undefined, side: Side): void => {
      if (stretch !== undefined && !sides.has(stretch)) sides.set(stretch, side);
    };
    beside(anchor, place.kind === 'before' ? 'right' : 'left');
    const reachesNow = place.kind === 'newest' || (place.kind === 'after' && isComplete);
    if (reachesNow) {
      beside(this.#live, 'woven');
      for (const stretch of this.#all.slice(at + 1)) beside(stretch, 'right');
    }
    const reachesStart = place.kind !== 'after' && isComplete;
    if (reachesStart) for (const stretch of this.#all.slice(0, at)) beside(stretch, 'left');
    if (entries.length === 0 && sides.size === 0) return;
    if (place.kind === 'newest') this.#putBefore(entries[0], sides);
    const joined = this.#join(entries, reachesStart, sides);
    if (reachesNow && isStreaming) this.#live = joined;
  }

  /** Forgets what is before `id`, which is the oldest that is kept. */
  trim(id: string): void {
    const first = this.#all.findIndex(({ entries }) => entries.some((entry) => entry.id === id));
    const stretch = this.#all[first];
    if (stretch === undefined) return;
    const at = stretch.entries.findIndex((entry) => entry.id === id);
    const trimmed = { entries: stretch.entries.slice(at), isStart: stretch.isStart && at === 0 };
    this.#all = [trimmed, ...this.#all.slice(first + 1)];
    if (this.#live === stretch) this.#live = trimmed;
  }

  /**
   * The newest page does not reach back to what it has nothing of: that is older, even where our clock, by
   * which it was heard, says otherwise.
   */
  #putBefore(first: Entry | undefined, sides: ReadonlyMap<Stretch, Side>): void {
    if (first === undefined) return;
    const before = ({ entries, isStart }: Stretch): Stretch => ({
      entries: entries.map((entry) => (entry.at > first.at ? { ...entry, at: first.at } : entry)),
      isStart,
    });
    this.#all = this.#all.map((stretch) => (sides.has(stretch) ? stretch : before(stretch)));
  }

  #overlapping(entries: readonly Entry[]): Map<Stretch, Side> {
    const ids = new Set(entries.map(({ id }) => id));
    const found = this.#all.filter((stretch) => stretch.entries.some(({ id }) => ids.has(id)));
    return new Map(found.map((stretch) => [stretch, 'woven']));
  }

  /** Puts a page and the stretches beside it together. */
  #join(page: readonly Entry[], isStart: boolean, sides: ReadonlyMap<Stretch, Side>): Stretch {
    const of = (side: Side) => this.#all.filter((stretch) => sides.get(stretch) === side);
    let woven = page;
    for (const { entries } of of('woven')) woven = weave(entries, woven);
    const joined = {
      entries: [of('left'), woven, of('right')]
        .flat()
        .flatMap((each) => ('entries' in each ? each.entries : [each])),
      isStart: isStart || [...sides.keys()].some((each) => each.isStart),
    };
    this.#all = inOrder([...this.#all.filter((each) => !sides.has(each)), joined]);
    if (this.#live !== undefined && sides.has(this.#live)) this.#live = joined;
    return joined;
  }

  #holding(id: string): Stretch | undefined {
    return this.#all.find(({ entries }) => entries.some((entry) => entry.id === id));
  }
}

/** Puts a page into a stretch that it overlaps. The page is the archive's own order. */
function weave(stretch: readonly Entry[], page: readonly Entry[]): readonly Entry[] {
  const [first] = page;
  if (first === undefined) return stretch;
  const heard = new Map(stretch.map((entry) => [entry.id, entry.heard]));
  const ids = new Set(page.map(({ id }) => id));
  const start = stretch.findIndex(({ id }) => ids.has(id));
  const rest = stretch.filter(({ id }) => !ids.has(id));
  const later = rest.findIndex((entry) => compareEntries(entry, heardFirst(page) ?? first) > 0);
  // Without anything in common time has to do: what was heard while a page was on its way.
  const split = start !== -1 ? start : later === -1 ? rest.length : later;
  const kept = page.map((entry) => {
    const when = entry.heard ?? heard.get(entry.id);
    return when === undefined ? entry : { ...entry, heard: when };
  });
  return [...rest.slice(0, split), ...kept, ...rest.slice(split)];
}

/** By what we heard, where we heard of both; the clocks of archives differ from ours. */
const inOrder = (stretches: readonly Stretch[]): readonly Stretch[] =>
  stretches.filter(({ entries }) => entries.length > 0).sort(compare);

function compare({ entries: one }: Stretch, { entries: other }: Stretch): number {
  const [heard, otherHeard] = [heardFirst(one), heardFirst(other)];
  if (heard !== undefined && otherHeard !== undefined) return compareEntries(heard, otherHeard);
  return (one[0]?.at ?? 0) - (other[0]?.at ?? 0);
}

function compareEntries(one: Entry, other: Entry): number {
  if (one.heard === undefined || other.heard === undefined) return one.at - other.at;
  return one.heard.at - other.heard.at || one.heard.seq - other.heard.seq;
}

const heardFirst = (entries: readonly Entry[]): Entry | undefined =>
  entries.find(({ heard }) => heard !== undefined);
