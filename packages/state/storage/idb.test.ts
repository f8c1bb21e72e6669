import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { describeInChromium } from '@xec/testing';
import { bundle, chromiumArgs, serveScript, type ScriptServer } from '@xec/testing/browser';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { StoragePage } from '../testing/storage-page.js';
import type { Check } from './contract.js';

jest.setTimeout(120_000);

declare const storagePage: StoragePage;

describeInChromium('a storage in IndexedDB', (executablePath) => {
  let browser: Browser;
  let server: ScriptServer;

  beforeAll(async () => {
    server = await serveScript(
      await bundle(new URL('../testing/storage-page.ts', import.meta.url)),
    );
    browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
  });

  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const tab = async (page?: Page): Promise<Page> => {
    const opened = await (page?.context() ?? (await browser.newContext())).newPage();
    await opened.goto(server.url);
    return opened;
  };

  it('keeps to the contract', async () => {
    const page = await tab();
    const checks = (await page.evaluate(() => storagePage.check('contract'))) as Check[]; // its own
    expect(checks.length).toBeGreaterThan(3);
    for (const { what, saw, expected } of checks)
      expect({ [what]: saw }).toEqual({ [what]: expected });
  });

  it('has everything after a reload, and in another tab', async () => {
    const page = await tab();
    await page.evaluate(() => storagePage.put('kept', 'draft romeo', 'But soft'));
    await page.reload();
    const rows = [{ key: 'draft romeo', value: 'But soft' }];
    expect(await page.evaluate(() => storagePage.load('kept'))).toEqual(rows);
    expect(await (await tab(page)).evaluate(() => storagePage.load('kept'))).toEqual(rows);
  });

  it('is owned by one tab, until that goes', async () => {
    const one = await tab();
    const other = await tab(one);
    const isOwner = (page: Page) => page.evaluate(() => storagePage.isOwner('owned'));
    expect(await isOwner(one)).toBe(true);
    expect(await isOwner(other)).toBe(false);
    await one.close();
    // A closed tab's locks go with its process, some time after it.
    do await other.reload();
    while (!(await isOwner(other)));
    expect(await isOwner(await tab(other))).toBe(false);
  });
});
