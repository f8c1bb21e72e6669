/** The page of a demo in a Chromium of its own, for tests. */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { silentLog } from '@xec/xec';
import { chromium, type Browser, type BrowserContextOptions } from 'playwright-core';
import { startDemo, type Demo } from '../demo.js';
import { Visitor } from './visitor.js';

/** What tests of a page have; both run as long as tests do. */
export interface OnPage {
  readonly demo: Demo;
  readonly browser: Browser;
  /** Somebody opens the page, as that person; they leave after the test. */
  arrive(name: string, options?: BrowserContextOptions): Promise<Visitor>;
  /** This one leaves after the test, too. */
  met(visitor: Visitor): Visitor;
}

/**
 * A `describe` with one demo and one browser for all its tests. Whatever a visitor's browser complains
 * about is a failure.
 *
 * @param body declares the tests; what it gets is to be used inside them
 */
export function describeOnPage(title: string, body: (on: OnPage) => void): void {
  describeInChromium(title, (executablePath) => {
    let browser: Browser;
    let demo: Demo;
    const visitors: Visitor[] = [];

    beforeAll(async () => {
      [demo, browser] = await Promise.all([
        startDemo({ pace: { readMs: 50, writeMs: 400 }, log: silentLog, say: () => undefined }),
        chromium.launch({ executablePath, args: [...chromiumArgs] }),
      ]);
    });

    afterAll(async () => {
      await browser.close();
      await demo.close();
    });

    afterEach(async () => {
      const complaints = visitors.flatMap((visitor) => visitor.complaints);
      await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
      expect(complaints).toEqual([]);
    });

    const met = (visitor: Visitor): Visitor => {
      visitors.push(visitor);
      return visitor;
    };
    body({
      get demo() {
        return demo;
      },
      get browser() {
        return browser;
      },
      arrive: async (name, options) => met(await Visitor.arrive(browser, demo.url, name, options)),
      met,
    });
  });
}
