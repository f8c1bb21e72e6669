import { describe, expect, it, jest } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { axeViolations } from './testing/axe.js';
import { describeOnPage } from './testing/on-page.js';

jest.setTimeout(60_000);

/** What the page is after some steps. Views are walked besides, whichever there are. */
const states: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the list of keys': async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  },
  'the jump': async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
  },
  'a jump to nobody': async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('nobody of that name');
    await page.getByText('Nobody and nothing').waitFor();
  },
  'details of somebody': async (page) => {
    await page.goto(new URL('#/chat/friar%40localhost', page.url()).href);
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await page.getByLabel('Mute this conversation').waitFor();
  },
};

describeOnPage('the views', (on) => {
  describe('are for everybody:', () => {
    const rail = (page: Page) => page.getByRole('navigation').getByRole('link');

    /** Shows each view, one after the other, and what is in it after a moment. */
    async function eachView(page: Page, look: (name: string) => Promise<void>): Promise<void> {
      const names = await rail(page).allInnerTexts();
      expect(names.length).toBeGreaterThan(1);
      for (const [index, name] of names.entries()) {
        await rail(page).nth(index).click();
        await page.locator(`.rail a:nth-child(${index + 1})[aria-current="page"]`).waitFor();
        await look(name.trim());
      }
    }

    const overflow = (page: Page) =>
      page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

    it('axe finds nothing wrong with the question who one is', async () => {
      const page = await (await on.browser.newContext()).newPage();
      await page.goto(on.demo.url);
      await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.context().close();
    });

    describe.each(['light', 'dark'] as const)('in %s,', (colorScheme) => {
      it('axe finds nothing wrong with any view', async () => {
        const { page } = await on.arrive('Juliet', { colorScheme });
        await eachView(page, async (name) => {
          expect([name, await axeViolations(page)]).toEqual([name, []]);
        });
      });

      it('axe finds nothing wrong with a conversation', async () => {
        const juliet = await on.arrive('Juliet', { colorScheme });
        await juliet.talkTo('Friar Laurence');
        await juliet.say('Good even to my ghostly confessor.');
        await juliet.line('ghostly').first().getByText('Read').waitFor();
        expect(await axeViolations(juliet.page)).toEqual([]);
      });

      it.each(Object.entries(states))('axe finds nothing wrong with %s', async (_name, go) => {
        const { page } = await on.arrive('Juliet', { colorScheme });
        await go(page);
        expect(await axeViolations(page)).toEqual([]);
      });

      it('axe finds nothing wrong with the views of a small screen', async () => {
        const { page } = await on.arrive('Juliet', {
          colorScheme,
          viewport: { width: 320, height: 560 },
        });
        await eachView(page, async (name) => {
          expect([name, await axeViolations(page)]).toEqual([name, []]);
        });
      });
    });

    it.each(['ltr', 'rtl'])('no view is wider than 320 pixels, from %s', async (dir) => {
      const { page } = await on.arrive('Juliet', { viewport: { width: 320, height: 560 } });
      await page.evaluate((value) => (document.documentElement.dir = value), dir);
      await eachView(page, async (name) => {
        expect([name, await overflow(page)]).toEqual([name, 0]);
      });
    });

    it('is mirrored where text runs from right to left', async () => {
      const { page } = await on.arrive('Juliet');
      const left = async (selector: string) => (await page.locator(selector).boundingBox())?.x ?? 0;
      const panes = async () => [await left('.rail'), await left('.list'), await left('.content')];
      const before = await panes();
      expect(before).toEqual([...before].sort((one, other) => one - other));
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      const after = await panes();
      expect(after).toEqual([...after].sort((one, other) => other - one));
    });

    it('everything on the way to a conversation is reached by Tab, and can be seen there', async () => {
      const { page } = await on.arrive('Juliet');
      const focused = async (): Promise<string> => {
        const { name, outline } = await page.evaluate(() => {
          let at = document.activeElement;
          while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
          const style = at === null ? undefined : getComputedStyle(at);
          const label = at?.getAttribute('aria-label') ?? at?.textContent ?? '';
          return { name: label.trim(), outline: style?.outlineStyle ?? 'none' };
        });
        expect([name, outline]).not.toEqual([name, 'none']);
        return name;
      };
      const isInList = () => page.locator('xec-conversation-list :focus').count();
      const seen: string[] = [];
      for (let presses = 0; presses < 40 && (await isInList()) === 0; presses += 1) {
        await page.keyboard.press('Tab');
        seen.push(await focused());
      }
      // A list is one stop; the arrows go from one to the next.
      for (let presses = 0; presses < 10 && !(await focused()).includes('Romeo'); presses += 1) {
        await page.keyboard.press('ArrowDown');
      }
      expect(seen).toEqual(
        expect.arrayContaining(['Skip to the content', 'Jump to …', 'Keys', 'Chats', 'Settings']),
      );
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Romeo' }).waitFor();
    });

    it('moves little where somebody wants less motion', async () => {
      const juliet = await on.arrive('Juliet', { reducedMotion: 'reduce' });
      const { page } = juliet;
      const admit = on.demo.server.faults.refuseConnections(503);
      on.demo.server.disconnect('juliet', 'abort');
      await juliet.status.getByText('Reconnecting').waitFor();
      const running = await page.evaluate(
        () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
      );
      expect(running).toBe(0);
      admit();
    });
  });

  describe('are used by people: they', () => {
    /** Somebody's page, with one widget in it and nothing else. */
    const arrive = async (
      name: string,
      tag: string,
      options?: BrowserContextOptions,
      properties: Readonly<Record<string, string>> = {},
    ): Promise<Page> => {
      const visitor = await on.arrive(name, options);
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
});
