import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { WorkerKind } from './testing/calls.js';
import { describeInTabs } from './testing/describe-in-tabs.js';
import type { Tab } from './testing/journal-browser.js';
import { SESSION, begin, count, snapshot } from './testing/stored.js';

jest.setTimeout(30_000);

describeInTabs('an owner of sessions in IndexedDB', (desk) => {
  let one: Tab;

  beforeEach(async () => {
    one = await desk.open();
  });

  it('leaves a session to the tab that has it, until that one is closed', async () => {
    const journal = await one.journal({ name: desk.name });
    const fence = await begin(journal);
    const other = await (await desk.open()).journal({ name: desk.name });
    await expect(other.open(SESSION)).rejects.toMatchObject({
      code: 'owned',
      session: SESSION,
      retryMs: 1000,
    });
    await count(journal, fence, 8);
    await one.page.close();
    expect(await other.open(SESSION)).toMatchObject({ ...snapshot, inbound: 8 });
  });

  it('refuses an owner whose id another one lives under', async () => {
    const journal = await one.journal({ name: desk.name, owner: 'same' });
    const fence = await begin(journal);
    const other = await (await desk.open()).journal({ name: desk.name, owner: 'same' });
    await expect(other.open(SESSION)).rejects.toMatchObject({ code: 'owned' });
    await count(journal, fence, 8);
    await journal.close();
    expect(await other.open(SESSION)).toMatchObject({ inbound: 8 });
  });

  it('lets two journals of one page be two owners', async () => {
    await begin(await one.journal({ name: desk.name }));
    const other = await one.journal({ name: desk.name });
    await expect(other.open(SESSION)).rejects.toMatchObject({ code: 'owned' });
  });

  it.each<WorkerKind>(['dedicated', 'shared', 'service'])('works in a %s worker', async (kind) => {
    const journal = await one.journal({ name: desk.name }, kind);
    const fence = await begin(journal);
    await count(journal, fence, 8);
    const page = await one.journal({ name: desk.name });
    await expect(page.open(SESSION)).rejects.toMatchObject({ code: 'owned' });
    await journal.close();
    expect(await page.open(SESSION)).toMatchObject({ ...snapshot, inbound: 8 });
  });

  describe('without Web Locks', () => {
    const insecure = () => desk.open(desk.browser.server.insecureUrl);

    it('leaves a session to its owner until the lease ends', async () => {
      const journal = await (await insecure()).journal({ name: desk.name });
      const fence = await begin(journal);
      const other = await (await insecure()).journal({ name: desk.name });
      const refusal = await other.open(SESSION).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'owned', retryMs: expect.any(Number) });
      const { retryMs } = refusal as { retryMs: number };
      expect(retryMs).toBeGreaterThan(30_000);
      expect(retryMs).toBeLessThanOrEqual(60_000);
      await journal.release(SESSION, fence);
      expect(await other.open(SESSION)).toMatchObject(snapshot);
    });

    it('renews its lease', async () => {
      const tab = await insecure();
      await begin(await tab.journal({ name: desk.name, owner: 'me', leaseMs: 300 }));
      const ends = () => tab.page.evaluate(leaseEnd, { database: desk.name, owner: 'me' });
      const first = await ends();
      let next = first;
      while (next === first) next = await ends();
      expect(next).toBeGreaterThan(first);
    });

    it.each([
      ['when its lease has ended', 60_001],
      ['when the clock was set back, so that its lease would last too long', -3_600_000],
    ])('loses its sessions to others %s', async (_when, ms) => {
      const tab = await insecure();
      await begin(await tab.journal({ name: desk.name }));
      await tab.page.close();
      const next = await insecure();
      const other = await next.journal({ name: desk.name });
      await expect(other.open(SESSION)).rejects.toMatchObject({ code: 'owned' });
      await next.page.evaluate(shiftClock, ms);
      expect(await other.open(SESSION)).toMatchObject(snapshot);
    });

    it('has everything back at once in a page that kept its id', async () => {
      const tab = await insecure();
      await begin(await tab.journal({ name: desk.name, owner: 'kept' }));
      await tab.page.reload();
      const journal = await tab.journal({ name: desk.name, owner: 'kept' });
      expect(await journal.open(SESSION)).toMatchObject(snapshot);
    });
  });
});

/** Runs in a page: when the lease of `owner` ends. */
function leaseEnd({ database, owner }: { database: string; owner: string }): Promise<number> {
  return new Promise((resolve) => {
    const opening = indexedDB.open(database);
    opening.onsuccess = () => {
      const asking = opening.result.transaction('owners').objectStore('owners').get(owner);
      asking.onsuccess = () => {
        opening.result.close();
        resolve((asking.result as { until: number }).until); // its owner lives: the row is there
      };
    };
  });
}

/** Runs in a page. */
function shiftClock(ms: number): void {
  const now = Date.now;
  Date.now = () => now() + ms;
}
