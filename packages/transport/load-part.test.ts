import { describe, expect, it } from '@jest/globals';
import { loadPart } from './index.js';

describe('a part of the program that is loaded later', () => {
  it('is given as it is', async () => {
    const part = { answer: 42 };
    expect(await loadPart(() => Promise.resolve(part))).toBe(part);
  });

  it('fails as a connection does when it cannot be loaded', async () => {
    const cause = new TypeError('Failed to fetch dynamically imported module');
    await expect(loadPart(() => Promise.reject(cause))).rejects.toMatchObject({
      name: 'TransportError',
      code: 'unreachable',
      cause,
    });
  });
});
