import { createColors } from 'picocolors';
import type { Io } from '../io.js';

/** Writes rows in columns that fit, under their titles. */
export function writeTable(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  io: Io,
): void {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) =>
        column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  const { bold } = createColors(io.hasColours);
  io.out(`${[bold(line(titles)), ...rows.map(line)].join('\n')}\n`);
}

/** Writes a JSON array, one entry a line. */
export function writeJson(entries: readonly unknown[], io: Io): void {
  const lines = entries.map((entry) => JSON.stringify(entry));
  io.out(lines.length === 0 ? '[]\n' : `[\n${lines.join(',\n')}\n]\n`);
}
