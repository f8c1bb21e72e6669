import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a test saw of an action: its stanza, its result, a refusal. */
export type SeenOfAction = 'sent' | 'answered' | 'refused';

/** Jest's own `expect`, which knows the file of the test; absent where no test runs. */
const jest = globalThis as { expect?: { getState(): { testPath?: string } } };

const noted = new Set<string>();

/**
 * Writes down, in the folder `XEC_ACTIONS`, which test saw what of an action; without that folder, nothing.
 * `packages/setup/tested-actions.mjs` reads it after the tests.
 */
export function noteAction(action: string, seen: SeenOfAction): void {
  const folder = process.env['XEC_ACTIONS'];
  const test = jest.expect?.getState().testPath;
  if (folder === undefined || test === undefined) return;
  const line = `${action} ${seen} ${test}\n`;
  if (noted.has(line)) return;
  noted.add(line);
  appendFileSync(join(folder, String(process.pid)), line);
}
