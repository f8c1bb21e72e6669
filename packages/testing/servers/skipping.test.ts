import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../root/index.js';

interface Run {
  /** Title and outcome of each test. */
  readonly tests: readonly string[];
  /** What was printed, in lines. */
  readonly printed: readonly string[];
}

describe('a suite whose program is not installed', () => {
  it('is counted as skipped and says why', async () => {
    const { tests, printed } = await runSuite({});
    expect(tests).toEqual([
      expect.stringMatching(/^suite on prosody \(skipped: prosody is not installed .*: pending$/),
      'suite on devserver works: passed',
      'suite on devserver (skipped: devserver does not have mix) works: pending',
      expect.stringMatching(/^page \(skipped: chromium is not installed .*: pending$/),
    ]);
    expect(printed.filter((line) => line.startsWith('skipped: '))).toEqual([
      expect.stringMatching(/^skipped: prosody is not installed \(apt-get install prosody /),
      'skipped: chromium is not installed (apt-get install chromium)',
    ]);
  }, 30_000);

  it('fails where programs are required', async () => {
    const { tests } = await runSuite({ XEC_REQUIRE_SERVERS: '1' });
    expect(tests).toEqual([
      'suite on prosody works: failed',
      'suite on devserver works: passed',
      'suite on devserver (skipped: devserver does not have mix) works: pending',
      'page works: failed',
    ]);
  }, 30_000);
});

/** Runs skipping.suite.ts with an empty path. */
async function runSuite(more: Readonly<Record<string, string>>): Promise<Run> {
  const jest = `${projectRoot}node_modules/jest/bin/jest.js`;
  const suite = fileURLToPath(new URL('skipping.suite.ts', import.meta.url));
  const options = ['--json', '--testMatch', suite, '--runTestsByPath', suite];
  const { XEC_REQUIRE_SERVERS: _, ...env } = process.env;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--experimental-vm-modules', jest, ...options],
    { cwd: projectRoot, env: { ...env, ...more, PATH: '/nowhere' } },
  ).catch((error: unknown) => error as { stdout: string; stderr: string }); // execFile's own
  const { testResults } = JSON.parse(stdout) as JestResult; // as jest documents it
  const tests = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .map(({ fullName, status }) => `${fullName}: ${status}`);
  return { tests, printed: stderr.split('\n') };
}

interface JestResult {
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}
