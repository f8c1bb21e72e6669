import type { Runtime } from '../runtime.js';

/** Something that ends when its time has come. */
export abstract class Expiring {
  // Where it waits, and between which two: kept by `Deadlines`. No Set: those of many that come and go are
  // made anew again and again, and what is left of them keeps what was in it.
  bucket: DeadlineBucket | undefined = undefined;
  before: Expiring | undefined = undefined;
  after: Expiring | undefined = undefined;

  abstract expire(): void;
}

/** What expires in one step, in the order in which it was added. */
export class DeadlineBucket {
  readonly step: number;
  first: Expiring | undefined = undefined;
  #last: Expiring | undefined = undefined;

  constructor(step: number) {
    this.step = step;
  }

  add(item: Expiring): void {
    const last = this.#last;
    item.bucket = this;
    item.before = last;
    if (last === undefined) this.first = item;
    else last.after = item;
    this.#last = item;
  }

  /** Takes out what lies here. */
  delete(item: Expiring): void {
    const { before, after } = item;
    if (before === undefined) this.first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    item.bucket = undefined;
    item.before = undefined;
    item.after = undefined;
  }
}

/**
 * One timer for all that waits: deadlines lie in buckets of `stepMs`, and the timer waits for the first of
 * them, so that a process with nothing to do sleeps. Something expires up to one step late, never early.
 */
export class Deadlines {
  readonly #runtime: Runtime;
  readonly #stepMs: number;
  readonly #buckets = new Map<number, DeadlineBucket>();
  /** Where something was added last: what is asked next lies there too, and it stays while it is empty. */
  #last: DeadlineBucket | undefined = undefined;
  /** How much waits. */
  #count = 0;
  /** The step that was looked at last. */
  #at = 0;
  #stop: (() => void) | undefined = undefined;
  /** The step that the timer waits for. */
  #armedFor = 0;
  /** Whether something expires just now: the timer is set when all of it has. */
  #isExpiring = false;

  constructor(runtime: Runtime, stepMs = 100) {
    this.#runtime = runtime;
    this.#stepMs = stepMs;
  }

  add(item: Expiring, ms: number): void {
    const due = Math.max(0, Math.min(ms, MAX_MS));
    const now = this.#runtime.monotonic();
    const bucket = this.#bucketAt(Math.floor((now + due) / this.#stepMs) + 1);
    bucket.add(item);
    this.#count += 1;
    if (this.#isExpiring) return;
    if (this.#stop === undefined) this.#at = Math.floor(now / this.#stepMs);
    else if (bucket.step >= this.#armedFor) return;
    this.#arm(bucket.step);
  }

  /** Takes `item` out; without any left the timer stops, so that it holds no process open. */
  remove(item: Expiring): void {
    const { bucket } = item;
    if (bucket === undefined) return;
    bucket.delete(item);
    this.#count -= 1;
    this.#dropIfEmpty(bucket, this.#last);
    if (this.#count === 0 && !this.#isExpiring) this.#rest();
  }

  #bucketAt(step: number): DeadlineBucket {
    const last = this.#last;
    if (last?.step === step) return last;
    let bucket = this.#buckets.get(step);
    if (bucket === undefined) {
      bucket = new DeadlineBucket(step);
      this.#buckets.set(step, bucket);
    }
    this.#last = bucket;
    if (last !== undefined) this.#dropIfEmpty(last, bucket);
    return bucket;
  }

  #dropIfEmpty(bucket: DeadlineBucket, last: DeadlineBucket | undefined): void {
    if (bucket.first !== undefined || bucket === last) return;
    // One that expires just now is no longer there, or another is in its place.
    if (this.#buckets.get(bucket.step) === bucket) this.#buckets.delete(bucket.step);
  }

  /** Waits until `step` begins, in place of what was waited for. */
  #arm(step: number): void {
    this.#stop?.();
    this.#armedFor = step;
    const ms = step * this.#stepMs - this.#runtime.monotonic();
    this.#stop = this.#runtime.later(Math.min(ms, MAX_TIMER_MS), this.#tick);
  }

  #rest(): void {
    this.#buckets.clear();
    this.#last = undefined;
    this.#stop?.();
    this.#stop = undefined;
  }

  readonly #tick = (): void => {
    const now = Math.floor(this.#runtime.monotonic() / this.#stepMs);
    this.#stop = undefined;
    this.#isExpiring = true;
    try {
      this.#expireUpTo(now);
    } finally {
      // One that throws stops no other: the rest comes with the next step.
      this.#isExpiring = false;
      if (this.#count === 0) this.#rest();
      else this.#arm(Math.max(this.#firstStep(), now + 1));
    }
  };

  #expireUpTo(now: number): void {
    // After a long wait it is cheaper to look at the buckets there are than at every step.
    if (now - this.#at > this.#buckets.size) {
      const due = [...this.#buckets.keys()].filter((step) => step <= now).sort((a, b) => a - b);
      for (const step of due) this.#expire(step);
    } else {
      while (this.#at < now) this.#expire(this.#at + 1);
    }
    this.#at = now;
  }

  /** Of the buckets in which something waits: there are as many as steps that are waited for. */
  #firstStep(): number {
    let first = Infinity;
    for (const bucket of this.#buckets.values()) {
      if (bucket.first !== undefined && bucket.step < first) first = bucket.step;
    }
    return first;
  }

  #expire(step: number): void {
    const bucket = this.#buckets.get(step);
    for (let item = bucket?.first; item !== undefined; item = bucket?.first) {
      bucket?.delete(item);
      this.#count -= 1;
      item.expire();
    }
    this.#buckets.delete(step);
    if (this.#last === bucket) this.#last = undefined;
    this.#at = step;
  }
}

/** Deadlines further away than this are the same as none. */
const MAX_MS = 2 ** 40;
/** No timer waits for longer, in milliseconds: more than a number of 31 bits counts as none at all. */
const MAX_TIMER_MS = 2 ** 31 - 1;
