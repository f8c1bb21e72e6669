/** Runs `npm run bench -- …`, as it was built, and gives what it printed. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export async function runBench(...args: readonly string[]): Promise<string> {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', main, ...args], {
    timeout: 110_000,
  });
  return stdout;
}
