/** Widgets in a Chromium of their own, for tests. */
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { describeInChromium } from '@xec/testing';
import { bundle, chromiumArgs, serveScript, type ScriptServer } from '@xec/testing/browser';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

export type Open = (options?: BrowserContextOptions) => Promise<Page>;

/** A `describe` whose pages have a `stage`; see `Stage`. Whatever a page complains about is a failure. */
export function describeOnStage(title: string, body: (open: Open) => void): void {
  describeInChromium(title, (executablePath) => {
    let browser: Browser;
    let server: ScriptServer;
    const complaints: string[] = [];
    const pages: Page[] = [];

    beforeAll(async () => {
      const script = `addEventListener('DOMContentLoaded', () => {${await bundle(new URL('stage.ts', import.meta.url))}});`;
      server = await serveScript(script);
      browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
    }, 120_000);

    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    afterEach(async () => {
      await Promise.all(pages.splice(0).map((page) => page.context().close()));
      expect(complaints.splice(0)).toEqual([]);
    });

    body(async (options = {}) => {
      const context = await browser.newContext(options);
      context.setDefaultTimeout(8000);
      const page = await context.newPage();
      pages.push(page);
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(server.url);
      await page.waitForFunction('"stage" in globalThis');
      return page;
    });
  });
}
