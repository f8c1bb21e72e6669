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
 * One timer for all that waits: deadlines lie in buckets of `stepMs`, and a timer runs only while
 * there are any. Something expires up to one step late, never early.
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
    if (this.#stop !== undefined) return;
    this.#at = Math.floor(now / this.#stepMs);
    this.#arm();
  }

  /** Takes `item` out; without any left the timer stops, so that it holds no process open. */
  remove(item: Expiring): void {
    const { bucket } = item;
    if (bucket === undefined) return;
    bucket.delete(item);
    this.#count -= 1;
    this.#dropIfEmpty(bucket, this.#last);
    this.#restIfEmpty();
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

  /** Waits until the next step begins. */
  #arm(): void {
    const sinceStep = this.#runtime.monotonic() % this.#stepMs;
    this.#stop = this.#runtime.later(this.#stepMs - sinceStep, this.#tick);
  }

  #restIfEmpty(): void {
    if (this.#count > 0) return;
    this.#buckets.clear();
    this.#last = undefined;
    this.#stop?.();
    this.#stop = undefined;
  }

  readonly #tick = (): void => {
    const now = Math.floor(this.#runtime.monotonic() / this.#stepMs);
    // Before anything expires: one that throws stops no other, the rest comes with the next tick.
    this.#arm();
    // After a long sleep it is cheaper to look at the buckets there are than at every step.
    if (now - this.#at > this.#buckets.size) {
      const due = [...this.#buckets.keys()].filter((step) => step <= now).sort((a, b) => a - b);
      for (const step of due) this.#expire(step);
    } else {
      while (this.#at < now) this.#expire(this.#at + 1);
    }
    this.#at = now;
    this.#restIfEmpty();
  };

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
