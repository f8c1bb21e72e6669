/**
 * What a run counts, and how it is told.
 */
import type { Outcome, Wrong, WrongKind } from './outcome.js';

const MIB = 1024 * 1024;
/** So many findings are shown; all are counted. */
const MAX_SHOWN = 20;
/** What the heap may grow by after the first looks at it: until then code is compiled and caches fill. */
const MAX_GROWTH_BYTES = 24 * MIB;
const FIRST_LOOKS = 3;

/** Where something was found. */
export interface Place {
  readonly round: number;
  readonly target: string;
  readonly frame: string;
}

/** A frame that did what none may. */
export interface Finding extends Wrong, Place {}

/** The figures of a run. */
export class Report {
  readonly findings: Finding[] = [];
  readonly #seed: number;
  readonly #counts = new Map<WrongKind, number>();
  #frames = 0;
  #accepted = 0;
  #maxMs = 0;
  /** In use at each look, in bytes. */
  readonly #heaps: number[] = [];

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Whether all went well. */
  get isGood(): boolean {
    return this.#counts.size === 0;
  }

  /** @param ms how long it took by the clock */
  add({ isAccepted, wrong }: Outcome, ms: number, place: Place): void {
    this.#frames += 1;
    this.#maxMs = Math.max(this.#maxMs, ms);
    if (isAccepted) this.#accepted += 1;
    for (const each of wrong) this.find(each, place);
  }

  find({ kind, text }: Wrong, place: Place): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    if (this.findings.length < MAX_SHOWN) this.findings.push({ kind, text, ...place });
  }

  /** The heap in use behind a round. */
  addHeap(bytes: number, round: number): void {
    this.#heaps.push(bytes);
    const first = this.#heaps.slice(0, FIRST_LOOKS);
    const growth = bytes - Math.max(...first);
    if (growth <= MAX_GROWTH_BYTES) return;
    const text = `the heap grew by ${Math.round(growth / MIB)} MiB since the first looks`;
    this.find({ kind: 'heap', text }, { round, target: 'all', frame: '' });
  }

  /** One line with all figures. */
  get line(): string {
    const count = (kind: WrongKind): number => this.#counts.get(kind) ?? 0;
    return (
      `frames ${this.#frames}, seed ${this.#seed}, accepted ${this.#accepted}, ` +
      `refused ${this.#frames - this.#accepted}, crashes ${count('crash')}, ` +
      `rejections ${count('rejection')}, faults ${count('fault')}, ` +
      `disagreements ${count('disagreement')}, slow ${count('slow')}, ` +
      `maxMs ${this.#maxMs.toFixed(1)}, heap ${this.#heapText()}`
    );
  }

  /** How to see a finding again, and what it was. */
  explain({ kind, text, round, target, frame }: Finding): string {
    return (
      `${kind} in round ${round}, ${target}: ${text}\n  frame ${JSON.stringify(frame)}\n` +
      `  again with npm run fuzz -- --seed ${this.#seed} --round ${round} --frames 5000`
    );
  }

  #heapText(): string {
    if (this.#heaps.length === 0) return 'unknown';
    const inMib = (bytes: number): string => (bytes / MIB).toFixed(0);
    const first = this.#heaps.slice(0, FIRST_LOOKS);
    return `${inMib(Math.max(...first))} to ${inMib(Math.max(...this.#heaps))} MiB`;
  }
}
