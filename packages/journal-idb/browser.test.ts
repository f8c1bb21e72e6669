import { beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TestRuntime } from '@xec/testing';
import { unitOf } from '@xec/xec';
import { describeInTabs } from './testing/describe-in-tabs.js';
import type { Tab } from './testing/journal-browser.js';
import { SESSION, begin, count, request, snapshot, stored } from './testing/stored.js';

jest.setTimeout(30_000);

const packet = (seq: number) => ({ key: 'k', content: 'c', session: SESSION, seq, at: seq });

/** Text that Chromium cannot store in less. */
const incompressible = (bytes: number): string =>
  Buffer.from(new TestRuntime().random(bytes)).toString('base64');

describeInTabs('a journal in IndexedDB', (desk) => {
  let one: Tab;

  beforeEach(async () => {
    one = await desk.open();
  });

  it('gives a page everything back at once after its reload', async () => {
    const fence = await begin(await one.journal({ name: desk.name }));
    await one.page.reload();
    const journal = await one.journal({ name: desk.name });
    expect(await journal.open(SESSION)).toEqual({ ...snapshot, fence: fence + 1 });
    expect((await journal.packets(SESSION, 0, 10)).packets).toEqual(stored.packets);
  });

  it('gives everything back at once after the page crashed', async () => {
    await begin(await one.journal({ name: desk.name }));
    const isGone = one.page.waitForEvent('crash');
    const crashing = one.page.goto('chrome://crash').catch(() => undefined);
    await Promise.all([isGone, crashing]);
    const other = await desk.open();
    expect(await (await other.journal({ name: desk.name })).open(SESSION)).toMatchObject(snapshot);
  });

  it('gives everything back at once after the browser crashed', async () => {
    await begin(await one.journal({ name: desk.name }));
    await desk.browser.crash();
    const other = await desk.open();
    expect(await (await other.journal({ name: desk.name })).open(SESSION)).toMatchObject(snapshot);
  });

  it('keeps the order in which requests began, when one is given again', async () => {
    const journal = await one.journal({ name: desk.name });
    const { fence } = await journal.open(SESSION);
    const unit = (id: string) => unitOf({ session: SESSION, fence, pending: [{ ...request, id }] });
    await journal.commit([unit('b')]);
    await journal.commit([unit('a'), unit('c')]);
    await journal.commit([unit('b'), unit('0')]);
    const { pending } = await journal.open(SESSION);
    expect(pending.map(({ id }) => id)).toEqual(['b', 'a', 'c', '0']);
  });

  it('stores commits that are made at once in their order', async () => {
    const journal = await one.journal({ name: desk.name });
    const { fence } = await journal.open(SESSION);
    await Promise.all([1, 2, 3, 4, 5].map((inbound) => count(journal, fence, inbound)));
    expect(await journal.open(SESSION)).toMatchObject({ inbound: 5 });
  });

  it('keeps as many packets as it is told, and up to an eighth more', async () => {
    const journal = await one.journal({ name: desk.name, packets: { count: 80 } });
    const { fence } = await journal.open(SESSION);
    for (let last = 30; last <= 300; last += 30) {
      const packets = Array.from({ length: 30 }, (_, index) => packet(last - 29 + index));
      await journal.commit([unitOf({ session: SESSION, fence, packets })]);
      const page = await journal.packets(SESSION, 0, 1000);
      expect(page.packets.at(-1)?.seq).toBe(last);
      expect(page.packets.length).toBeGreaterThanOrEqual(Math.min(last, 80));
      expect(page.packets.length).toBeLessThanOrEqual(90);
      expect(page.resync).toBe(page.packets.length < last);
      expect((await journal.packets(SESSION, Math.max(0, last - 80), 1000)).resync).toBe(false);
    }
    const another = await journal.open(SESSION);
    expect(another.lastSeq).toBe(300);
    await journal.end(SESSION, another.fence);
    expect((await journal.open(SESSION)).lastSeq).toBe(300);
  });

  it('keeps once what was set aside in a unit that it is given twice', async () => {
    const journal = await one.journal({ name: desk.name });
    const { fence } = await journal.open(SESSION);
    const aside = [1, 2].map((at) => ({ what: 'action A/B', reason: 'r', text: '{', at }));
    const unit = unitOf({ session: SESSION, fence, setAside: aside });
    await journal.commit([unit]);
    await journal.commit([unit]);
    expect(await journal.setAside(SESSION)).toEqual(aside);
  });

  it('refuses what no database takes, and stores nothing of it', async () => {
    const journal = await one.journal({ name: desk.name });
    const fence = await begin(journal);
    const odd = unitOf({
      session: SESSION,
      fence,
      inbound: 9,
      outbound: [{ number: {} as never, xml: '' }],
    });
    await expect(journal.commit([odd])).rejects.toMatchObject({ code: 'refused' });
    expect(await journal.open(SESSION)).toMatchObject(snapshot);
  });

  describe('when its database goes', () => {
    it('lets another tab delete it, and begins anew', async () => {
      const journal = await one.journal({ name: desk.name });
      const fence = await begin(journal);
      await (await desk.open()).page.evaluate(deleteDatabase, desk.name);
      await expect(count(journal, fence, 8)).rejects.toMatchObject({ code: 'unknown-session' });
      const next = await journal.open(SESSION);
      expect(next).toMatchObject({ pending: [], lastSeq: 0 });
      await count(journal, next.fence, 1);
    });

    it('refuses an owner of a time before the deletion, though the numbers are the same', async () => {
      const journal = await one.journal({ name: desk.name });
      const fence = await begin(journal);
      const tab = await desk.open();
      await tab.page.evaluate(deleteDatabase, desk.name);
      const next = await (await tab.journal({ name: desk.name })).open(SESSION);
      expect(next.fence).toBe(fence);
      await expect(count(journal, fence, 8)).rejects.toMatchObject({ code: 'fenced' });
    });

    it('makes way for a newer program, and then says what is wrong', async () => {
      const journal = await one.journal({ name: desk.name });
      const fence = await begin(journal);
      await (await desk.open()).page.evaluate(openVersion, { name: desk.name, version: 99 });
      await expect(count(journal, fence, 8)).rejects.toMatchObject({
        code: 'refused',
        message: expect.stringMatching(/version 99, .* knows 1:/),
      });
    });

    it('refuses a database of somebody else', async () => {
      await one.page.evaluate(openVersion, { name: desk.name, version: 1 });
      const journal = await one.journal({ name: desk.name });
      await expect(journal.open(SESSION)).rejects.toMatchObject({
        code: 'refused',
        message: expect.stringContaining("somebody else's"),
      });
    });

    it('goes on by itself after the browser closed it, and tells', async () => {
      const journal = await one.journal({ name: desk.name });
      await begin(journal);
      const controls = await one.controls();
      const { origin } = new URL(desk.browser.server.url);
      await controls.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
      let heard = await journal.faults();
      while (heard.length === 0) heard = await journal.faults(); // the event is on its way
      expect(heard).toEqual([expect.stringContaining('the browser closed the database')]);
      const next = await journal.open(SESSION);
      expect(next).toMatchObject({ pending: [], lastSeq: 0 });
      await count(journal, next.fence, 1);
    });
  });

  describe('when there is no room', () => {
    it('says so, stores nothing, and goes on when there is some', async () => {
      // An origin of its own: Chromium does not look again while it thinks that there is much room.
      const url = desk.browser.server.url.replace('127.0.0.1', 'localhost');
      const tab = await desk.open(url);
      const controls = await tab.controls();
      const { origin } = new URL(url);
      await controls.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1024 * 1024 });
      const journal = await tab.journal({ name: desk.name });
      const fence = await begin(journal);
      const large = unitOf({
        session: SESSION,
        fence,
        inbound: 8,
        outbound: [{ number: 2, xml: incompressible(2 * 1024 * 1024) }],
      });
      await expect(journal.commit([large])).rejects.toMatchObject({ code: 'full' });
      await controls.send('Storage.overrideQuotaForOrigin', { origin });
      await journal.commit([large]);
      expect(await journal.open(SESSION)).toMatchObject({ inbound: 8, lastOutbound: 2 });
    });
  });
});

/** Runs in a page. Settles when no connection is left. */
function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = () => resolve();
    deleting.onblocked = () => reject(new Error('somebody keeps it open'));
  });
}

/** Runs in a page. */
function openVersion({ name, version }: { name: string; version: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, version);
    opening.onblocked = () => reject(new Error('somebody keeps it open'));
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
  });
}
