/** One thing to measure, and what it found. */
import type { Spread } from '../contest/rounds.js';
import type { TargetName } from './target.js';

/**
 * How much of it: `full` for the report, `quick` for those who want to know today, `small` for tests, which
 * look at no times.
 */
export type Scale = 'full' | 'quick' | 'small';

/** A case, under the name that the command line has. */
export interface Case {
  readonly name: string;
  /** What is measured, and how, for the report. */
  readonly about: string;
  run(settings: CaseSettings): Promise<CaseResult>;
}

export interface CaseSettings {
  readonly scale: Scale;
  /** Leaves out what `installPeers` brings. */
  readonly withoutPeers: boolean;
}

export interface CaseResult {
  /** What there is a target for, by its name. */
  readonly measured: Readonly<Partial<Record<TargetName, Spread>>>;
  readonly tables: readonly Table[];
  readonly plots?: readonly Plot[];
  /** What a reader must know of this run. */
  readonly notes?: readonly string[];
}

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Cost against load. */
export interface Plot {
  /** Its file's name, without the end. */
  readonly file: string;
  readonly title: string;
  readonly load: string;
  readonly cost: string;
  readonly series: readonly Series[];
}

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [load: number, cost: number])[];
}

/** A spread as cells have it: the median, and what was seen. */
export const inWords = (spread: Spread, digits = 2): string =>
  `${spread.median.toFixed(digits)} (${spread.min.toFixed(digits)}–${spread.max.toFixed(digits)})`;
