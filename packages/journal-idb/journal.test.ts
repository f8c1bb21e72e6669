import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { describeInChromium, journalContract } from '@xec/testing';
import { idbJournal } from './index.js';
import { JournalBrowser, type Tab } from './testing/journal-browser.js';

jest.setTimeout(30_000);

describeInChromium('IndexedDB', (executablePath) => {
  let browser: JournalBrowser | undefined;
  let one: Tab;
  let other: Tab;
  let databases = 0;

  beforeAll(async () => {
    browser = await JournalBrowser.start(executablePath);
    [one, other] = [await browser.tab(), await browser.tab()];
  });

  afterAll(() => browser?.stop());

  const name = () => `contract-${databases}`;

  journalContract('the journal in IndexedDB', {
    open() {
      databases += 1;
      return one.journal({ name: name() });
    },
    another: () => other.journal({ name: name() }),
    damage: (session, id, text) =>
      other.page.evaluate(overwrite, { database: name(), session, id, text }),
  });
});

describe('a journal in IndexedDB, outside of browsers,', () => {
  it('can be made, and says at its first use what is missing', async () => {
    const journal = idbJournal();
    await expect(journal.open('juliet')).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('there is no IndexedDB here'),
    });
    await journal.close();
    await expect(journal.open('juliet')).rejects.toMatchObject({ code: 'closed' });
  });

  it('says what it does not survive', () => {
    expect(idbJournal().survives).toMatch(/power cut.*not the clearing of site data/);
    expect(idbJournal({ durability: 'strict' }).survives).not.toContain('power cut');
  });
});

/** Runs in the page, past the journal. */
function overwrite({ database, session, id, text }: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database ?? '');
    opening.onerror = () => reject(new Error('not opened'));
    opening.onsuccess = () => {
      const tx = opening.result.transaction('pending', 'readwrite');
      tx.objectStore('pending').put({ order: 1, record: text }, [session ?? '', id ?? '']);
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
      tx.onabort = () => reject(new Error('not overwritten'));
    };
  });
}
