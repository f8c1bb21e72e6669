import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

describe('a stanza that was handled', () => {
  it('leaves little in old memory, where only large collections find it', async () => {
    const program = fileURLToPath(new URL('dist/contest/old-memory-process.js', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', program]);
    const { bytes } = JSON.parse(stdout) as { readonly bytes: number };
    // Facts, and ids of an archive's results, are to stay: some 150 bytes for each. One list of a literal that
    // V8 takes for long-lived, and trees of elements stay: then it is 500 to 900.
    expect(bytes).toBeGreaterThan(10);
    expect(bytes).toBeLessThan(350);
  });
});
