import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { chromium, type Browser } from 'playwright-core';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(40_000);

const main = fileURLToPath(new URL('dist/main.js', import.meta.url));

describeInChromium('a demo that is killed', (executablePath) => {
  const folder = mkdtempSync(join(tmpdir(), 'xec-demo-'));
  let browser: Browser;
  let demo: ChildProcess | undefined;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => kill());

  /** Starts it, and gives the page's address. */
  async function start(port = '0'): Promise<string> {
    const args = [main, '--port', port, '--journal', join(folder, 'journal.xec')];
    demo = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: demo.stdout! })) {
      const [, url] = /^Xec is at (\S+)$/.exec(line) ?? [];
      if (url !== undefined) return url;
    }
    throw new Error('it ended without an address');
  }

  async function kill(): Promise<void> {
    if (demo?.exitCode !== null || demo.signalCode !== null) return;
    demo.kill('SIGKILL');
    await once(demo, 'exit');
  }

  it('has the whole conversation when it is started again', async () => {
    const url = await start();
    const juliet = await Visitor.arrive(browser, url, 'Juliet');
    await juliet.talkTo('Friar Laurence');
    await juliet.say('Hello, father!');
    await juliet.line('Good morrow!').waitFor();
    await kill();
    await juliet.page
      .locator('xec-connection-status')
      .getByText(/Reconnecting|gateway/i)
      .waitFor();
    await start(new URL(url).port);
    // The page finds out by itself that it has to say again who one is.
    await juliet.page.getByRole('button', { name: 'Juliet', exact: true }).click();
    await juliet.status.getByText('Online').waitFor();
    await juliet.talkTo('Friar Laurence');
    await juliet.line('Hello, father!').waitFor();
    await juliet.line('Good morrow!').waitFor();
    expect(await juliet.line('Hello, father!').count()).toBe(1);
    expect(await juliet.line('Good morrow!').count()).toBe(1);
    await juliet.say('Thank you!');
    await juliet.line('You are most welcome.').waitFor();
    await juliet.leave();
  });
});
