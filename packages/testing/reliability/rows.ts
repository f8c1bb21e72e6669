/** The list of faults, as far as tests know it: their names begin with a row. */

/** Every row. */
export const rows: readonly string[] = [
  ...Array.from({ length: 12 }, (_x, at) => `K${String(at + 1)}`),
  ...Array.from({ length: 40 }, (_x, at) => String(at + 13)),
];

/** What cannot be tested yet. */
export interface Awaited {
  readonly what: string;
  /** The number of the issue that brings it. */
  readonly issue: number;
}

/** Rows that wait for something that is not built yet. */
export const awaited: Readonly<Record<string, Awaited>> = {};
