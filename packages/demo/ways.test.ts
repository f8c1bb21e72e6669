import { describe, expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeOnPage } from './testing/on-page.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

/** A picture of one dot, as base64. */
const DOT =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Drops a file on the composer: made in the page, for the way there is long for many bytes. */
async function drop(page: Page, name: string, type: string, bytes: number): Promise<void> {
  const file = JSON.stringify([name, { type }]).slice(1, -1);
  // As text: it runs in the page, whose types this file does not have.
  const dataTransfer = await page.evaluateHandle(`(() => {
    const dataTransfer = new DataTransfer();
    const dot = Uint8Array.from(atob('${DOT}'), (letter) => letter.charCodeAt(0));
    dataTransfer.items.add(new File([dot, new Uint8Array(${bytes})], ${file}));
    return dataTransfer;
  })()`);
  await page.getByRole('textbox').dispatchEvent('drop', { dataTransfer });
}

describeOnPage('the page', (on) => {
  const { met } = on;

  const logIn = async (id: string): Promise<Visitor> => {
    const { server, passwords, url } = on.demo;
    const login = { jid: `${id}@${server.domain}`, password: passwords[id] ?? '' };
    return met(await Visitor.logIn(on.browser, url, { ...login, service: server.url }));
  };

  /** A slow way to send: 60 KB a second. */
  const slowDown = async (page: Page) => {
    const session = await page.context().newCDPSession(page);
    const limit = (uploadThroughput: number) =>
      session.send('Network.emulateNetworkConditions', {
        ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
      });
    await session.send('Network.enable');
    await limit(60_000);
    return { end: () => limit(-1) };
  };

  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await new Promise(setImmediate);
  };

  const ways = {
    'through the gateway': () => on.arrive('Juliet'),
    'without the gateway': () => logIn('juliet'),
  };

  describe.each(Object.entries(ways))('%s', (_way, arrive) => {
    it('sends a picture with its words, slowly, and after a failure', async () => {
      const juliet = await arrive();
      const romeo = await on.arrive('Romeo');
      await juliet.talkTo('Romeo');
      await romeo.talkTo('Juliet');
      const { page } = juliet;
      const name = `moon ${_way}.png`;
      const send = page.getByRole('button', { name: 'Send', exact: true });
      await drop(page, name, 'image/png', 600_000);
      await page.getByRole('img', { name: `Picture: ${name}` }).waitFor();
      // A service that takes its time: the bytes are counted as they leave, and the tray counts too.
      const slow = await slowDown(page);
      await send.click();
      const bar = page.locator('xec-composer progress');
      await bar.waitFor();
      await until(async () => {
        const value = Number(await bar.getAttribute('value'));
        return value > 0 && value < 600_000;
      });
      await page.getByRole('button', { name: /Work in progress: 1/ }).waitFor();
      await page.getByRole('button', { name: `Do not send ${name}` }).click();
      await bar.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: 'Work in progress' }).click();
      await page.locator('#tray').getByText('Cancelled').waitFor();
      await page.keyboard.press('Escape');
      await slow.end();
      // One that fails, and then does not.
      await page.route('**/upload/**', (route) => route.abort());
      await drop(page, name, 'image/png', 1000);
      await page.getByLabel(`What ${name} shows`).fill('The inconstant moon');
      await send.click();
      await page.getByText('The file could not be sent.').waitFor();
      await page.unroute('**/upload/**');
      juliet.complaints.length = 0; // that a request was cut off
      await page.locator('xec-composer').getByRole('button', { name: 'Try again' }).click();
      for (const one of [juliet, romeo]) {
        await one.line(name).getByRole('img', { name: 'The inconstant moon' }).waitFor();
        await one.line(name).getByRole('link', { name }).waitFor();
        expect(await one.line(name).count()).toBe(1);
      }
    });
  });

  it('refuses a file that is too large before a byte of it leaves, and takes a chosen one', async () => {
    const juliet = await on.arrive('Juliet');
    await juliet.talkTo('Friar Laurence');
    const { page } = juliet;
    const puts: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') puts.push(request.url());
    });
    await drop(page, 'tomb.bin', 'application/octet-stream', 5 * 1024 * 1024);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText(/The file is too large: at most 4/).waitFor();
    expect(puts).toEqual([]);
    await page.getByRole('button', { name: 'Do not send tomb.bin' }).click();
    const buffer = Buffer.from('Two households');
    const prologue = { name: 'prologue.txt', mimeType: 'text/plain', buffer };
    await page.locator('xec-composer input[type=file]').setInputFiles(prologue);
    await page.getByText('prologue.txt').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await juliet.line('prologue.txt').getByRole('link').waitFor();
    expect(puts).toHaveLength(1);
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
