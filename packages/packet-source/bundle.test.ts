import { describe, expect, it, jest } from '@jest/globals';
import { measureBundle } from '@xec/testing';

jest.setTimeout(60_000);

describe('the bundle of a page', () => {
  it('with a source behind a gateway has nothing of the engine, and no other source', async () => {
    const entry = new URL('testing/one-widget.ts', import.meta.url);
    const { initial, later } = await measureBundle(entry);
    console.log(`${(initial.gzipBytes / 1024).toFixed(1)} KB`);
    const ofXec = initial.modules.filter((path) => /^(xec|stanza)\//u.test(path));
    expect(ofXec).toEqual(['xec/core/packet/pattern.ts']);
    expect(initial.modules).not.toContainEqual(expect.stringMatching(/node_modules|client-source/));
    expect(later.modules).toEqual([]);
    expect(initial.gzipBytes).toBeLessThan(4 * 1024);
  });
});
