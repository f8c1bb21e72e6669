import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { describeInChromium } from '@xec/testing';
import { JournalBrowser, type Tab } from './journal-browser.js';

/** What a test has at hand. */
export interface Desk {
  readonly browser: JournalBrowser;
  /** A database that no test before has seen. */
  readonly name: string;
  /** Opens a tab, until the test ends. */
  open(url?: string): Promise<Tab>;
}

/** A `describe` with one Chromium for all of its tests; see `describeInChromium`. */
export function describeInTabs(title: string, body: (desk: Desk) => void): void {
  describeInChromium(title, (executablePath) => {
    let browser: JournalBrowser | undefined;
    let tests = 0;
    const tabs: Tab[] = [];

    const running = (): JournalBrowser => {
      if (browser === undefined) throw new Error('the browser runs only while tests do');
      return browser;
    };

    beforeAll(async () => {
      browser = await JournalBrowser.start(executablePath);
    });

    afterAll(() => browser?.stop());

    beforeEach(() => {
      tests += 1;
    });

    afterEach(async () => {
      await Promise.all(tabs.splice(0).map(({ page }) => page.close()));
    });

    body({
      get browser() {
        return running();
      },
      get name() {
        return `test-${tests}`;
      },
      async open(url) {
        const tab = await running().tab(url);
        tabs.push(tab);
        return tab;
      },
    });
  });
}
