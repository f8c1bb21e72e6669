import { expect, it, jest } from '@jest/globals';
import { describeOnPage } from './testing/on-page.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

describeOnPage('the page', (on) => {
  const { arrive, met } = on;

  const logIn = async (id: string): Promise<Visitor> => {
    const { server, passwords, url } = on.demo;
    const login = { jid: `${id}@${server.domain}`, password: passwords[id] ?? '' };
    return met(await Visitor.logIn(on.browser, url, { ...login, service: server.url }));
  };

  it('keeps what was written to one apart from what is written to another', async () => {
    const [juliet, romeo] = [await arrive('Juliet'), await arrive('Romeo')];
    await romeo.talkTo('Juliet');
    await juliet.talkTo('Romeo');
    await juliet.write('For Romeo alone');
    const isWriting = romeo.page.locator('xec-chat').getByText('Juliet is writing');
    await isWriting.waitFor();
    await juliet.talkTo('Friar Laurence');
    await isWriting.waitFor({ state: 'detached' });
    const box = juliet.page.getByRole('textbox');
    expect(await box.inputValue()).toBe('');
    await juliet.talkTo('Romeo');
    expect(await box.inputValue()).toBe('For Romeo alone');
  });

  it('shows text as text', async () => {
    const [juliet, romeo] = [await arrive('Juliet'), await arrive('Romeo')];
    await juliet.talkTo('Romeo');
    await romeo.talkTo('Juliet');
    const text = '<img src=x onerror="document.title=1"> & "so" on\nnext line';
    await juliet.write(text);
    await juliet.page.getByRole('button', { name: 'Send' }).click();
    await romeo.line('onerror').waitFor();
    expect(await romeo.line('onerror').locator('.bubble').textContent()).toBe(text);
  });

  it('has a bot that reads, writes for a while, and answers', async () => {
    const juliet = await arrive('Juliet');
    await juliet.contact(/^Friar Laurence online/).waitFor();
    await juliet.talkTo('Friar Laurence');
    await juliet.say('Hello, father!');
    await juliet.line('Hello, father!').getByText('Read').waitFor();
    await juliet.page.getByText('Friar Laurence is writing').waitFor();
    await juliet.line('Good morrow!').waitFor();
    await juliet.say('The nurse is on her way');
    await juliet.line('“The nurse is on her way”, you say?').waitFor();
  });

  it('says that it reconnects, and is back with everything when the server is', async () => {
    const juliet = await arrive('Juliet');
    await juliet.talkTo('Friar Laurence');
    const admit = on.demo.server.faults.refuseConnections(503);
    on.demo.server.disconnect('juliet', 'abort');
    await juliet.status.getByText('Reconnecting').waitFor();
    await juliet.page.getByText(/in \d+ s/).waitFor();
    await juliet.contact(/^Friar Laurence offline/).waitFor();
    // What is said meanwhile waits, and leaves when it can.
    await juliet.say('Are you there?');
    await juliet.line('Are you there?').getByText('Sending').waitFor();
    admit();
    // The button is gone where the page was sooner than we are.
    const tryNow = juliet.page.getByRole('button', { name: 'Try now' });
    void tryNow.click().catch(() => undefined);
    await juliet.status.getByText('Online').waitFor();
    await juliet.contact(/^Friar Laurence online/).waitFor();
    await juliet.line('Are you there?').getByText('Read').waitFor();
    expect(await juliet.line('Are you there?').count()).toBe(1);
  });

  it('shows the same in every tab of a person, and after a reload', async () => {
    const juliet = await arrive('Juliet');
    await juliet.talkTo('Romeo');
    await juliet.say('Parting is such sweet sorrow');
    await juliet.line('sweet sorrow').getByText('Received').waitFor();
    const other = await juliet.page.context().newPage();
    await other.goto(juliet.page.url());
    await other.getByRole('button', { name: 'Romeo' }).click();
    const elsewhere = other.locator('.line').filter({ hasText: 'sweet sorrow' });
    await elsewhere.getByText('Received').waitFor();
    await juliet.page.reload();
    await juliet.talkTo('Romeo');
    await juliet.line('sweet sorrow').getByText('Received').waitFor();
    expect(await juliet.line('sweet sorrow').count()).toBe(1);
    await juliet.say('that I shall say good night till it be morrow');
    await other.locator('.line').filter({ hasText: 'good night' }).waitFor();
  });

  it('lets one browser be both people, each in a tab', async () => {
    const juliet = await arrive('Juliet');
    const tab = await juliet.page.context().newPage();
    await tab.goto(on.demo.url);
    await tab.getByRole('button', { name: 'Romeo' }).click();
    await tab.locator('xec-conversation-list').getByRole('button', { name: 'Juliet' }).waitFor();
    await juliet.page.reload();
    await juliet.contact('Romeo').waitFor();
  });

  it('signs out, in every tab', async () => {
    const juliet = await arrive('Juliet');
    const other = await juliet.page.context().newPage();
    await other.goto(juliet.page.url());
    await other.getByRole('button', { name: 'Romeo' }).waitFor();
    await juliet.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await juliet.page.getByRole('button', { name: 'Sign out' }).click();
    for (const page of [juliet.page, other]) {
      await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    }
    await other.goto(new URL('/as/juliet', on.demo.url).href);
    await other.getByRole('heading', { name: 'Who are you?' }).waitFor();
  });

  it('asks again who one is where nobody is signed in', async () => {
    const context = await on.browser.newContext();
    const page = await context.newPage();
    await page.goto(new URL('/as/juliet', on.demo.url).href);
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    await context.close();
  });

  it('can be used with the keyboard alone', async () => {
    const juliet = await arrive('Juliet');
    await juliet.contact('Friar Laurence').focus();
    const isRomeo = () => juliet.contact('Romeo').evaluate((el) => el.matches(':focus'));
    for (let presses = 0; presses < 9 && !(await isRomeo()); presses += 1) {
      await juliet.page.keyboard.press('ArrowDown');
    }
    await juliet.page.keyboard.press('Enter');
    await juliet.page.getByRole('heading', { name: 'Romeo' }).waitFor();
    await juliet.page.keyboard.type('By key');
    await juliet.page.keyboard.press('Shift+Enter');
    await juliet.page.keyboard.type('alone');
    await juliet.page.keyboard.press('Enter');
    await juliet.line('By key').waitFor();
    expect(await juliet.line('By key').locator('.bubble').textContent()).toBe('By key\nalone');
  });

  it.each(['light', 'dark'] as const)('fits a screen of 320 pixels, in %s', async (colorScheme) => {
    const juliet = await arrive('Juliet', { viewport: { width: 320, height: 560 }, colorScheme });
    const overflow = () =>
      juliet.page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(await overflow()).toBe(0);
    await juliet.talkTo('Romeo');
    await juliet.say(`A${'h'.repeat(300)}, and words in ${colorScheme}`);
    await juliet.line(`words in ${colorScheme}`).waitFor();
    expect(await overflow()).toBe(0);
    const log = await juliet.log.evaluate((el) => el.scrollWidth - el.clientWidth);
    expect(log).toBe(0);
    expect(await juliet.contact('Romeo').isVisible()).toBe(false);
    await juliet.page.getByRole('button', { name: 'Back' }).click();
    expect(await juliet.contact('Romeo').isVisible()).toBe(true);
  });

  it('without the gateway has the session again after a reload, and no password is kept', async () => {
    const romeo = await logIn('romeo');
    await romeo.page.reload();
    await romeo.status.getByText('Online').waitFor();
    const kept = await romeo.page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(kept).toContain('romeo@');
    expect(kept).not.toContain(on.demo.passwords['romeo']);
    // Whoever leaves leaves no key to the token that the server gave this browser.
    await romeo.page.getByRole('link', { name: 'Settings', exact: true }).click();
    await romeo.page.getByRole('button', { name: 'Sign out' }).click();
    await romeo.page.getByRole('textbox', { name: 'Account' }).waitFor();
    const keys = await romeo.page.evaluate(`new Promise((resolve, reject) => {
      const opening = indexedDB.open('xec-vault');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const asked = opening.result.transaction('keys').objectStore('keys').getAllKeys();
        asked.onsuccess = () => resolve(asked.result);
      };
    })`);
    expect(keys).toEqual([]);
  });

  it('without the gateway asks for the password where the server knows no token', async () => {
    const { domain, url: service } = on.demo.server;
    const visitor = met(await Visitor.open(on.browser, `${on.demo.url}?via=direct`));
    const kept = JSON.stringify({ jid: `juliet@${domain}`, service });
    await visitor.page.evaluate((login) => localStorage.setItem('xec-direct', login), kept);
    await visitor.page.reload();
    const account = visitor.page.getByRole('textbox', { name: 'Account' });
    await account.waitFor();
    expect(await account.inputValue()).toBe(`juliet@${domain}`);
    await visitor.page.getByLabel('Password').fill(on.demo.passwords['juliet'] ?? '');
    await visitor.page.getByRole('button', { name: 'Log in' }).click();
    await visitor.status.getByText('Online').waitFor();
  });

  it('asks anew whose account and server do not look like any', async () => {
    const visitor = met(await Visitor.open(on.browser, `${on.demo.url}?via=direct&jid=juliet`));
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
