/** Runs `npm run bench -- …`, as it was built, and gives what it printed. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const TIMEOUT_MS = 140_000;

const command = (args: readonly string[]) => {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  return promisify(execFile)(process.execPath, ['--expose-gc', main, ...args], {
    timeout: TIMEOUT_MS,
  });
};

/** Fails where the command does. */
export async function runBench(...args: readonly string[]): Promise<string> {
  return (await command(args)).stdout;
}

/** A soak's figures, also where they are not as good as it wants them of a long run. */
export async function runSoak(minutes: number, sessions: number): Promise<string> {
  try {
    return await runBench('soak', String(minutes), String(sessions), '--json');
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: string }; // of execFile
    if (code === 1 && stdout !== undefined && stdout !== '') return stdout;
    throw error;
  }
}
