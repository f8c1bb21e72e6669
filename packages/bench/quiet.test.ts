import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

/** How often compiled code was thrown away for that reason. */
async function thrownAway(
  what: 'stanzas' | 'records' | 'strange' | 'forgotten',
  reason = 'weak objects',
): Promise<number> {
  const program = fileURLToPath(new URL('dist/contest/quiet-process.js', import.meta.url));
  const argv = ['--expose-gc', '--trace-deopt', program, what];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: 2 ** 26 });
  return stdout.split('\n').filter((line) => line.includes(`reason: ${reason}`)).length;
}

describe('a client that is quiet while garbage is collected', () => {
  it('keeps the code that was compiled for its stanzas', async () => {
    const [stanzas, forgotten] = [await thrownAway('stanzas'), await thrownAway('forgotten')];
    if (forgotten < 6)
      console.log(`V8 ${process.versions.v8} throws nothing away, or says it otherwise`);
    // Each collection threw away a dozen functions of them.
    expect(stanzas).toBeLessThan(6);
  });

  it('keeps the code that was compiled for its records', async () => {
    // Each collection threw away those that read messages.
    expect(await thrownAway('records')).toBeLessThan(2);
  });
});

describe('a stanza that is not written as others are', () => {
  it('has names that are compared as those of others', async () => {
    expect(await thrownAway('strange', 'wrong instance type')).toBe(0);
  });
});
