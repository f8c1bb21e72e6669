/**
 * Throws frames at everything, and looks what comes of it.
 */
import { readFileSync } from 'node:fs';
import { Random } from '@xec/testing/random';
import { readCorpus } from './frames/corpus.js';
import type { Wrong } from './outcome.js';
import { Report, type Place } from './report.js';
import type { Settings } from './settings.js';
import { newTargets, realWorld, type Target, type World } from './targets.js';

/** Frames that one session gets, with the others: what a failure needs to be seen again. */
const ROUND = 5000;

/** CPU time that any frame may take, with those before it since the last look: far more than 1 MiB needs. */
const MAX_MS = 1000;
const FRAMES_A_LOOK = 1000;
/** To collect all garbage costs as much as hundreds of frames. */
const ROUNDS_A_COLLECTION = 5;

/** @param world what is thrown at; a test plants faults in it */
export async function run(settings: Settings, world: World = realWorld): Promise<Report> {
  const { frames, seed, round, frame } = settings;
  // Each frame that is refused makes an error; ten lines of stack would cost more than to read it.
  Error.stackTraceLimit = 4;
  const report = new Report(seed);
  const corpus = readCorpus();
  const watch = new Watch(report);
  const begin = (number: number): Round =>
    new Round(report, watch, newTargets(corpus, world), number, seed);
  try {
    if (frame !== undefined) await begin(0).oneFrame(readFileSync(frame, 'utf8'));
    for (
      let left = frame === undefined ? frames : 0, at = round;
      left > 0;
      left -= ROUND, at += 1
    ) {
      await begin(at).frames(Math.min(ROUND, left));
    }
  } finally {
    watch.end();
  }
  return report;
}

type Targets = ReturnType<typeof newTargets>;

/** Frames with a source of chance and targets of their own. */
class Round {
  readonly #report: Report;
  readonly #watch: Watch;
  readonly #number: number;
  readonly #random: Random;
  readonly #busy = new BusyTime();
  readonly #targets: Targets;

  constructor(report: Report, watch: Watch, targets: Targets, number: number, seed: number) {
    this.#report = report;
    this.#watch = watch;
    this.#number = number;
    this.#random = Random.of(seed, `round ${number}`);
    this.#targets = targets;
  }

  async frames(count: number): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      if (at % FRAMES_A_LOOK === 0) this.#busy.restart();
      const target = this.#random.weighted(this.#targets);
      await this.#throw(target, await target.next(this.#random));
    }
    if (globalThis.gc === undefined || this.#number % ROUNDS_A_COLLECTION !== 0) return;
    globalThis.gc();
    this.#report.addHeap(process.memoryUsage().heapUsed, this.#number);
  }

  /** One frame, at everything that takes frames. */
  async oneFrame(frame: string): Promise<void> {
    for (const [, target] of this.#targets) await this.#throw(target, frame);
  }

  async #throw(target: Target, frame: string): Promise<void> {
    const place = { round: this.#number, target: target.name, frame };
    this.#watch.place = place;
    const before = performance.now();
    const outcome = await takes(target, frame, this.#random);
    const ms = performance.now() - before;
    this.#report.add(outcome, ms, place);
    if (ms > MAX_MS && this.#busy.ms() > MAX_MS) {
      this.#report.find({ kind: 'slow', text: `${ms.toFixed(0)} ms` }, place);
    }
  }
}

async function takes(target: Target, frame: string, random: Random) {
  try {
    return await target.take(frame, random);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const crash: Wrong = { kind: 'crash', text };
    return { isAccepted: false, wrong: [crash] };
  }
}

/**
 * CPU time of this process alone: what else the machine does is not counted. To ask costs as much as a
 * small frame, so it is asked now and then, and where a frame took long by the clock.
 */
class BusyTime {
  #since = process.cpuUsage();

  /** Since the last {@link restart}. */
  ms(): number {
    const { user, system } = process.cpuUsage(this.#since);
    return (user + system) / 1000;
  }

  restart(): void {
    this.#since = process.cpuUsage();
  }
}

/** Hears of what nobody caught. */
class Watch {
  /** What was thrown last. */
  place: Place = { round: 0, target: 'start', frame: '' };
  readonly #onError: (error: unknown) => void;

  constructor(report: Report) {
    this.#onError = (error) => {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      report.find({ kind: 'rejection', text }, this.place);
    };
    process.on('unhandledRejection', this.#onError);
    process.on('uncaughtException', this.#onError);
  }

  end(): void {
    process.off('unhandledRejection', this.#onError);
    process.off('uncaughtException', this.#onError);
  }
}
