import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { HistoryLine } from './events.js';

/**
 * Everything that the processes of a run wrote down, in the order in which it happened.
 *
 * A last line without its end is that of a process that was killed while it wrote; it is left out.
 *
 * @throws SyntaxError for any other line that is no JSON
 */
export function readHistory(folder: string): HistoryLine[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
  return files
    .flatMap((name) => readLines(join(folder, name), name.slice(0, -'.jsonl'.length)))
    .sort((one, other) => one.at - other.at);
}

function readLines(file: string, by: string): HistoryLine[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  lines.pop(); // what stands behind the last end of a line: nothing, or half a line
  // Written by HistoryWriter alone.
  return lines.map((line) => ({ ...(JSON.parse(line) as HistoryLine), by }));
}
