/** What somebody loads who opens the page. */
import { expect, it, jest } from '@jest/globals';
import { measureBundle } from '@xec/testing';

jest.setTimeout(60_000);

it('the page is at most 120 KB; a session of its own comes later, where one is wanted', async () => {
  const { initial, later } = await measureBundle(new URL('page/main.ts', import.meta.url));
  const kilobytes = initial.gzipBytes / 1024;
  console.log(
    `the page: ${kilobytes.toFixed(1)} KB, and ${(later.gzipBytes / 1024).toFixed(1)} KB`,
  );
  expect(kilobytes).toBeLessThanOrEqual(120);
  expect(initial.modules).not.toContainEqual(
    expect.stringMatching(/packages\/(?:session|client)\//u),
  );
});
