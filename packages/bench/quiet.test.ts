import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

/** How often compiled code was thrown away because no object of its kind was left. */
async function thrownAway(what: 'stanzas' | 'forgotten'): Promise<number> {
  const program = fileURLToPath(new URL('dist/contest/quiet-process.js', import.meta.url));
  const argv = ['--expose-gc', '--trace-deopt', program, what];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: 2 ** 26 });
  return stdout.split('\n').filter((line) => line.endsWith('reason: weak objects]')).length;
}

describe('a client that is quiet while garbage is collected', () => {
  it('keeps the code that was compiled for its stanzas', async () => {
    const [stanzas, forgotten] = [await thrownAway('stanzas'), await thrownAway('forgotten')];
    if (forgotten < 6)
      console.log(`V8 ${process.versions.v8} throws nothing away, or says it otherwise`);
    // Each collection threw away a dozen functions of them.
    expect(stanzas).toBeLessThan(6);
  });
});
