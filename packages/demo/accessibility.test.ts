import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { silentLog } from '@xec/xec';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startDemo, type Demo } from './demo.js';
import { axeViolations } from './testing/axe.js';
import { Visitor } from './testing/visitor.js';

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

describeInChromium('the page, for everybody:', (executablePath) => {
  let browser: Browser;
  let demo: Demo;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      startDemo({ pace: { readMs: 50, writeMs: 100 }, log: silentLog, say: () => undefined }),
      chromium.launch({ executablePath, args: [...chromiumArgs] }),
    ]);
  });

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  afterEach(async () => {
    await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
  });

  const arrive = async (options?: BrowserContextOptions): Promise<Visitor> => {
    const visitor = await Visitor.arrive(browser, demo.url, 'Juliet', options);
    visitors.push(visitor);
    return visitor;
  };

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
    const page = await (await browser.newContext()).newPage();
    await page.goto(demo.url);
    await page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.context().close();
  });

  describe.each(['light', 'dark'] as const)('in %s,', (colorScheme) => {
    it('axe finds nothing wrong with any view', async () => {
      const { page } = await arrive({ colorScheme });
      await eachView(page, async (name) => {
        expect([name, await axeViolations(page)]).toEqual([name, []]);
      });
    });

    it('axe finds nothing wrong with a conversation', async () => {
      const juliet = await arrive({ colorScheme });
      await juliet.talkTo('Friar Laurence');
      await juliet.say('Good even to my ghostly confessor.');
      await juliet.line('ghostly').first().getByText('Read').waitFor();
      expect(await axeViolations(juliet.page)).toEqual([]);
    });

    it.each(Object.entries(states))('axe finds nothing wrong with %s', async (_name, go) => {
      const { page } = await arrive({ colorScheme });
      await go(page);
      expect(await axeViolations(page)).toEqual([]);
    });

    it('axe finds nothing wrong with the views of a small screen', async () => {
      const { page } = await arrive({ colorScheme, viewport: { width: 320, height: 560 } });
      await eachView(page, async (name) => {
        expect([name, await axeViolations(page)]).toEqual([name, []]);
      });
    });
  });

  it.each(['ltr', 'rtl'])('no view is wider than 320 pixels, from %s', async (dir) => {
    const { page } = await arrive({ viewport: { width: 320, height: 560 } });
    await page.evaluate((value) => (document.documentElement.dir = value), dir);
    await eachView(page, async (name) => {
      expect([name, await overflow(page)]).toEqual([name, 0]);
    });
  });

  it('is mirrored where text runs from right to left', async () => {
    const { page } = await arrive();
    const left = async (selector: string) => (await page.locator(selector).boundingBox())?.x ?? 0;
    const panes = async () => [await left('.rail'), await left('.list'), await left('.content')];
    const before = await panes();
    expect(before).toEqual([...before].sort((one, other) => one - other));
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    const after = await panes();
    expect(after).toEqual([...after].sort((one, other) => other - one));
  });

  it('everything on the way to a conversation is reached by Tab, and can be seen there', async () => {
    const { page } = await arrive();
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
    const juliet = await arrive({ reducedMotion: 'reduce' });
    const { page } = juliet;
    const admit = demo.server.faults.refuseConnections(503);
    demo.server.disconnect('juliet', 'abort');
    await juliet.status.getByText('Reconnecting').waitFor();
    const running = await page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
    expect(running).toBe(0);
    admit();
  });
});
