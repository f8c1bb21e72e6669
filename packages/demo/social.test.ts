import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { silentLog } from '@xec/xec';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startDemo, type Demo } from './demo.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

describeInChromium('rooms, feed and profile', (executablePath) => {
  let browser: Browser;
  let demo: Demo;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      startDemo({ pace: { readMs: 50, writeMs: 50 }, log: silentLog, say: () => undefined }),
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

  /** Somebody's page, with one widget in it and nothing else. */
  const arrive = async (
    name: string,
    tag: string,
    options?: BrowserContextOptions,
    properties: Readonly<Record<string, string>> = {},
  ): Promise<Page> => {
    const visitor = await Visitor.arrive(browser, demo.url, name, options);
    visitors.push(visitor);
    // As text: these run in the page, whose types this file does not have.
    await visitor.page.evaluate(`{
      const app = document.querySelector('xec-app');
      const widget = document.createElement(${JSON.stringify(tag)});
      Object.assign(widget, { source: app.source }, ${JSON.stringify(properties)});
      app.replaceWith(widget);
    }`);
    return visitor.page;
  };

  it('make a room, invite to it, and send somebody out of it', async () => {
    const juliet = await arrive('Juliet', 'xec-rooms');
    await juliet.getByRole('button', { name: /The balcony/ }).waitFor();
    await juliet.getByLabel('Name or address').fill('Orchard Wall');
    await juliet.getByRole('button', { name: 'Join', exact: true }).last().click();
    await juliet.getByRole('heading', { name: 'Orchard Wall' }).waitFor();
    const romeo = await arrive('Romeo', 'xec-rooms');
    await juliet.getByLabel('Address of whom to invite').fill('romeo@localhost');
    await juliet.getByRole('button', { name: 'Invite' }).click();
    await romeo.getByText('juliet@localhost invites you').waitFor();
    await romeo.locator('section').getByRole('button', { name: 'Join' }).click();
    await juliet.getByRole('button', { name: 'Manage romeo' }).click();
    await juliet.getByLabel('Reason').fill('It is late');
    await juliet.getByRole('button', { name: 'Kick out' }).click();
    await romeo.getByText('You were sent out by juliet. “It is late”').waitFor();
  });

  it('change the settings of a room, and end it after a question', async () => {
    const juliet = await arrive('Juliet', 'xec-rooms');
    await juliet.getByLabel('Name or address').fill('Tomb');
    await juliet.getByRole('button', { name: 'Join', exact: true }).last().click();
    await juliet.getByRole('button', { name: 'Change settings' }).click();
    await juliet.getByLabel('Title').fill('The tomb of the Capulets');
    await juliet.locator('xec-data-form').getByRole('button', { name: 'Save' }).click();
    await juliet.getByRole('heading', { name: 'The tomb of the Capulets' }).waitFor();
    await juliet.getByRole('button', { name: 'End this room' }).click();
    await juliet.getByRole('button', { name: 'End it for everybody' }).click();
    await juliet.getByRole('heading', { name: 'Rooms' }).waitFor();
    expect(await juliet.getByRole('button', { name: /tomb/ }).count()).toBe(0);
  });

  it('find another name where one is taken', async () => {
    const juliet = await arrive('Juliet', 'xec-rooms');
    await juliet.getByRole('button', { name: /The balcony/ }).click();
    await juliet.getByRole('button', { name: 'Change your name there' }).click();
    await juliet.getByLabel('Your name there').fill('Nurse');
    await juliet.getByRole('button', { name: 'Save' }).click();
    await juliet.getByRole('alert').getByText(/name/).waitFor();
  });

  it('post, comment, like, and delete', async () => {
    const juliet = await arrive('Juliet', 'xec-feed');
    await juliet.getByText('Rosemary, and what it is good for').waitFor();
    await juliet.getByLabel('What is new?').fill('My only love\n<b>sprung</b> from my only hate');
    await juliet.getByRole('button', { name: 'Post', exact: true }).click();
    const romeo = await arrive('Romeo', 'xec-feed');
    const post = (page: Page) => page.locator('xec-post').filter({ hasText: 'My only love' });
    await post(romeo).getByText('<b>sprung</b> from my only hate').waitFor();
    await post(romeo).getByRole('button', { name: '0 comments' }).click();
    await post(romeo).getByLabel('Your comment').fill('And mine!');
    await post(romeo).getByRole('button', { name: 'Send' }).click();
    await post(romeo).getByText('And mine!').waitFor();
    await post(romeo).getByRole('button', { name: 'Like, 0 likes' }).click();
    await post(romeo).getByRole('button', { name: 'Like, 1 like' }).waitFor();
    await post(juliet).getByRole('button', { name: '0 comments' }).click();
    await post(juliet).getByText('And mine!').waitFor();
    await post(juliet).getByRole('button', { name: 'Delete', exact: true }).click();
    await post(juliet).getByRole('button', { name: 'Delete', exact: true }).click();
    await post(romeo).waitFor({ state: 'detached' });
  });

  it('give oneself a picture, of a part of a file, and no drawing that can hold a script', async () => {
    const juliet = await arrive('Juliet', 'xec-profile');
    const picture = await juliet.evaluate<string>(`(() => {
      const canvas = document.createElement('canvas');
      canvas.width = 640;
      canvas.height = 360;
      canvas.getContext('2d').fillRect(0, 0, 300, 300);
      return canvas.toDataURL('image/png').split(',')[1];
    })()`);
    const choose = (name: string, mimeType: string, buffer: Buffer) =>
      juliet.getByLabel('Choose a picture').setInputFiles({ name, mimeType, buffer });
    await choose('a.png', 'image/png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'));
    await juliet.getByText('That is no picture').waitFor();
    await choose('a.png', 'image/png', Buffer.from(picture, 'base64'));
    await juliet.getByLabel('Nearer').fill('1.5');
    await juliet.getByRole('button', { name: 'Use this picture' }).click();
    await juliet.getByText('Your picture is published.').waitFor();
    await juliet.getByRole('img', { name: /Picture of/ }).waitFor();
    await juliet.getByLabel('About you').fill('Likes balconies.');
    await juliet.getByRole('button', { name: 'Save' }).click();
    await juliet.getByText('Your profile is saved.').waitFor();
    const about = { jid: 'juliet@localhost' };
    const romeo = await arrive('Romeo', 'xec-contact-profile', {}, about);
    await romeo.getByText('Likes balconies.').waitFor();
    await romeo.getByRole('img', { name: 'Picture of Juliet' }).waitFor();
  });

  it('block somebody after a question, and take it back', async () => {
    const about = { jid: 'tybalt@localhost' };
    const juliet = await arrive('Juliet', 'xec-contact-profile', {}, about);
    await juliet.getByRole('button', { name: 'Block' }).click();
    await juliet.getByText('Tybalt cannot write to you then').waitFor();
    await juliet.getByRole('button', { name: 'Block' }).click();
    await juliet.getByText('You blocked them.').waitFor();
    await juliet.getByRole('button', { name: 'Unblock' }).click();
    await juliet.getByText('You blocked them.').waitFor({ state: 'detached' });
  });

  it.each(['xec-rooms', 'xec-feed', 'xec-profile'])(
    '%s fits a screen of 320 pixels, in both directions of writing',
    async (tag) => {
      const page = await arrive('Romeo', tag, { viewport: { width: 320, height: 640 } });
      await page.locator('h2').first().waitFor();
      for (const direction of ['ltr', 'rtl']) {
        await page.evaluate(`document.documentElement.dir = '${direction}'`);
        const widget = `document.querySelector('${tag}')`;
        const overflow = `Math.max(document.documentElement.scrollWidth - innerWidth, ${widget}.scrollWidth - ${widget}.clientWidth)`;
        expect(await page.evaluate(overflow)).toBe(0);
      }
    },
  );
});
