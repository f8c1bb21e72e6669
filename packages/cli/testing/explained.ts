import { expect } from '@jest/globals';
import { xec } from './run-cli.js';

/** What `xec explain` says to one line of input; it warns of nothing. */
export async function explained(line: object): Promise<Record<string, unknown>> {
  const { lines, err } = await xec(['explain', '--json'], { input: `${JSON.stringify(line)}\n` });
  expect(err).toBe('');
  expect(lines).toHaveLength(1);
  return lines[0] ?? {};
}
