import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { chromium, type Browser } from 'playwright-core';
import { DemoProcess } from './testing/demo-process.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

describeInChromium('a demo that is killed', (executablePath) => {
  let browser: Browser;
  let demo: DemoProcess;

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      DemoProcess.start(),
      chromium.launch({ executablePath, args: [...chromiumArgs] }),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await demo.stop();
  });

  it('has the whole conversation when it is started again', async () => {
    const juliet = await Visitor.arrive(browser, demo.url, 'Juliet');
    await juliet.talkTo('Friar Laurence');
    await juliet.say('Hello, father!');
    await juliet.line('Good morrow!').waitFor();
    await demo.kill();
    await juliet.page
      .locator('xec-connection-status')
      .getByText(/Reconnecting|gateway/i)
      .waitFor();
    await demo.startAgain();
    // The page finds out by itself that it has to say again who one is.
    await juliet.page.getByRole('button', { name: 'Juliet', exact: true }).click();
    await juliet.isOnline();
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
