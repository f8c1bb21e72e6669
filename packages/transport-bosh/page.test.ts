/** BOSH in a real page, across origins. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import {
  bundle,
  chromiumArgs,
  describeInChromium,
  describeOnServers,
  serveScript,
  type ScriptServer,
} from '@xec/testing';
import { chromium, type Browser, type Page } from 'playwright-core';

jest.setTimeout(40_000);

describeInChromium('a page', (executablePath) => {
  let script: ScriptServer;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    script = await serveScript(await bundle(new URL('testing/page.ts', import.meta.url)));
    browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
    page = await browser.newPage();
    await page.goto(script.url);
  });
  afterAll(async () => {
    await browser.close();
    await script.close();
  });

  /** Calls what `testing/page.ts` left there. */
  const call = (name: 'visit' | 'refusal', ...args: string[]): Promise<unknown> =>
    page.evaluate(`${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`);

  describeOnServers('over BOSH', (server) => {
    it('logs in and asks', async () => {
      const { bosh, domain } = server();
      const jid = await call('visit', bosh, `alice@${domain}`, 'alice-pw');
      expect(jid).toMatch(/^alice@localhost\/./);
    });
  });

  it('is told what it may know of a service that is not there', async () => {
    expect(await call('refusal', 'http://127.0.0.1:9/')).toBe('unreachable');
    expect(await call('refusal', 'http://xmpp.example/')).toBe('invalid-service');
  });
});
