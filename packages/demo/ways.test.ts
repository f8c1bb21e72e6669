import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { silentLog } from '@xec/xec';
import { chromium, type Browser } from 'playwright-core';
import { startDemo, type Demo } from './demo.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

describeInChromium('the page', (executablePath) => {
  let browser: Browser;
  let demo: Demo;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      startDemo({ log: silentLog, say: () => undefined }),
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

  const logIn = async (id: string, password = demo.passwords[id] ?? ''): Promise<Visitor> => {
    const { domain, url: service } = demo.server;
    const login = { jid: `${id}@${domain}`, password, service };
    return met(await Visitor.logIn(browser, demo.url, login));
  };

  const ways = {
    'through the gateway': async () => met(await Visitor.arrive(browser, demo.url, 'Juliet')),
    'without the gateway': () => logIn('juliet'),
  };

  describe.each(Object.entries(ways))('%s', (_way, arrive) => {
    it('lets two people talk, and shows how far each message came', async () => {
      const juliet = await arrive();
      const romeo = met(await Visitor.arrive(browser, demo.url, 'Romeo'));
      await juliet.talkTo('Romeo');
      await romeo.talkTo('Juliet');
      const [asked, answered] = [`Art thou there? ${_way}`, `Here. ${_way}`];
      await juliet.say(asked);
      await romeo.line(asked).waitFor();
      await juliet.line(asked).getByText('Read').waitFor();
      await romeo.say(answered);
      await juliet.line(answered).waitFor();
      expect(await juliet.line(asked).count()).toBe(1);
      expect(await juliet.line(answered).count()).toBe(1);
    });

    it('shows the same in two tabs', async () => {
      const juliet = await arrive();
      const romeo = met(await Visitor.arrive(browser, demo.url, 'Romeo'));
      const second = met(await juliet.anotherTab());
      for (const tab of [juliet, second]) await tab.talkTo('Romeo');
      await romeo.talkTo('Juliet');
      const [told, said] = [`In both tabs, ${_way}`, `From the first tab, ${_way}`];
      await romeo.say(told);
      for (const tab of [juliet, second]) await tab.line(told).waitFor();
      await juliet.say(said);
      for (const tab of [juliet, second, romeo]) await tab.line(said).waitFor();
    });
  });

  it('without the gateway has the session again after a reload, and no password is kept', async () => {
    const romeo = await logIn('romeo');
    await romeo.page.reload();
    await romeo.status.getByText('Online').waitFor();
    const kept = await romeo.page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).toContain('romeo@');
    expect(kept).not.toContain(demo.passwords['romeo']);
  });

  it('without the gateway asks for the password where the server knows no token', async () => {
    const { domain, url: service } = demo.server;
    const visitor = met(await Visitor.open(browser, `${demo.url}?via=direct`));
    const kept = JSON.stringify({ jid: `juliet@${domain}`, service });
    await visitor.page.evaluate((login) => localStorage.setItem('xec-direct', login), kept);
    await visitor.page.reload();
    const account = visitor.page.getByRole('textbox', { name: 'Account' });
    await account.waitFor();
    expect(await account.inputValue()).toBe(`juliet@${domain}`);
    await visitor.page.getByLabel('Password').fill(demo.passwords['juliet'] ?? '');
    await visitor.page.getByRole('button', { name: 'Log in' }).click();
    await visitor.status.getByText('Online').waitFor();
  });

  it('asks anew whose account and server do not look like any', async () => {
    const visitor = met(await Visitor.open(browser, `${demo.url}?via=direct&jid=juliet`));
    const { page } = visitor;
    await page.getByLabel('Password').fill('x');
    await page.getByLabel('Address').fill('https://example.org');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').getByText('no account').waitFor();
    await page.getByRole('link', { name: 'Go through the gateway' }).click();
    await page.getByRole('button', { name: 'Juliet', exact: true }).waitFor();
    await page.getByRole('link', { name: 'without the gateway' }).waitFor();
  });
});
