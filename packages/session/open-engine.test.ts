import { describe, expect, it, jest } from '@jest/globals';

jest.unstable_mockModule('../../xec/core/engine/rehydration.js', () => {
  throw new TypeError('Failed to fetch dynamically imported module');
});

const { MemoryJournal } = await import('@xec/journal-memory');
const { openStage } = await import('@xec/testing');

describe('a session that cannot load what reads its journal', () => {
  it('is told as a connection that does not open, and is free for the next who tries', async () => {
    const journal = new MemoryJournal();
    const first = await (await openStage({ journal })).connected();
    await first.session.suspend();
    await expect(openStage({ journal })).rejects.toMatchObject({
      name: 'TransportError',
      code: 'unreachable',
    });
    const { facts } = await journal.open('stage');
    expect(facts).not.toEqual([]);
  });
});
