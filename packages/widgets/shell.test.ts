import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { describeInChromium } from '@xec/testing';
import type { Page } from 'playwright-core';
import { WidgetBrowser } from './testing/widget-browser.js';

jest.setTimeout(60_000);

describeInChromium('the shell', (executablePath) => {
  let widgets: WidgetBrowser;

  beforeAll(async () => {
    widgets = await WidgetBrowser.start(executablePath);
  });

  afterAll(() => widgets.stop());

  afterEach(async () => {
    await widgets.closePages();
    expect(widgets.complaints.splice(0)).toEqual([]);
  });

  const emit = (page: Page, key: string, content: unknown) =>
    page.evaluate(([k, c]) => window.xec.source.emit(k, c), [key, content] as const);
  const hash = (page: Page) => page.evaluate(() => location.hash);
  const jump = async (page: Page, text: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(text);
    await page.keyboard.press('Enter');
  };

  describe('says in the address where one is', () => {
    it('and goes where the address says, forwards and back', async () => {
      const page = await widgets.open({}, '#/chat/romeo%40localhost');
      await page.getByRole('heading', { name: 'Romeo' }).waitFor();
      expect(await page.title()).toBe('Romeo – Juliet – Xec');
      await page.getByRole('link', { name: 'Settings', exact: true }).click();
      await page.getByRole('heading', { name: 'Appearance' }).waitFor();
      expect(await hash(page)).toBe('#/settings');
      await page.goBack();
      await page.getByRole('heading', { name: 'Romeo' }).waitFor();
      await page.locator('xec-conversation-list').getByRole('button', { name: 'Angelica' }).click();
      expect(await hash(page)).toBe('#/chat/nurse%40localhost');
      await page.goBack();
      await page.getByRole('heading', { name: 'Romeo' }).waitFor();
    });

    it('and does not stay at an address that is none', async () => {
      const page = await widgets.open({}, '#/nowhere/at-all');
      await page.getByText('No conversation is open').waitFor();
      expect(await hash(page)).toBe('#/chat');
    });
  });

  it('has a place for views of an application', async () => {
    const page = await widgets.open();
    await page.getByRole('link', { name: 'Weather' }).click();
    await page.getByText('Fair is foul').waitFor();
    expect(await hash(page)).toBe('#/weather');
  });

  it('jumps to people, strangers and views by their first letters', async () => {
    const page = await widgets.open();
    await jump(page, 'ang');
    await page.getByRole('heading', { name: 'Angelica' }).waitFor();
    await page.getByRole('textbox', { name: 'Message to Angelica' }).waitFor();
    await jump(page, 'weath');
    await page.getByText('Fair is foul').waitFor();
    await jump(page, 'tybalt@localhost');
    await page.getByRole('heading', { name: 'tybalt' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain('Romeo');
    await page.getByRole('combobox').fill('nobody of that name');
    await page.getByText('Nobody and nothing is called like that.').waitFor();
  });

  it('lists its keys for `?`, and gives the focus back', async () => {
    const page = await widgets.open();
    const link = page.getByRole('link', { name: 'Weather' });
    await link.focus();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await link.evaluate((el) => el.matches(':focus'))).toBe(true);
    await jump(page, 'romeo');
    const box = page.getByRole('textbox', { name: 'Message to Romeo' });
    await box.pressSequentially('Who?');
    expect(await box.inputValue()).toBe('Who?');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('begins with a link over all that, for the keyboard', async () => {
    const page = await widgets.open();
    await page.keyboard.press('Tab');
    const link = page.getByRole('link', { name: 'Skip to the content' });
    expect(await link.evaluate((el) => el.matches(':focus'))).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.locator('.content').evaluate((el) => el.matches(':focus'))).toBe(true);
    expect(await hash(page)).toBe('#/chat');
  });

  it.each([
    [1280, 'beside the conversation'],
    [800, 'on a sheet'],
    [320, 'in place of it'],
  ])('at %d pixels shows details %s, and gives the focus back', async (width) => {
    const page = await widgets.open(
      { viewport: { width, height: 600 } },
      '#/chat/romeo%40localhost',
    );
    const button = page.getByRole('button', { name: 'Details', exact: true });
    await button.click();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByText('romeo@localhost').waitFor();
    const box = await details.boundingBox();
    const [main, right] = [
      await page.getByRole('log').boundingBox(),
      (box?.x ?? 0) + (box?.width ?? 0),
    ];
    expect(right).toBe(width);
    const isOver = (main?.x ?? 0) + (main?.width ?? 0) > (box?.x ?? 0);
    expect(isOver).toBe(width < 900);
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    expect(await button.evaluate((el) => el.matches(':focus'))).toBe(true);
  });

  it('shows one pane at a time where there is no room, and goes back to the one chosen', async () => {
    const page = await widgets.open({ viewport: { width: 320, height: 560 } });
    const romeo = page.locator('xec-conversation-list').getByRole('button', { name: 'Romeo' });
    await romeo.click();
    await page.getByRole('log').waitFor();
    expect(await romeo.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Back' }).click();
    await romeo.waitFor();
    expect(await romeo.evaluate((el) => el.matches(':focus'))).toBe(true);
    await page.goBack();
    await page.getByRole('log').waitFor();
  });

  it('mutes a conversation, for the next visit too', async () => {
    const page = await widgets.open({}, '#/chat/romeo%40localhost');
    await emit(page, 'message', {
      from: 'nurse@localhost/a',
      type: 'chat',
      stanzaIds: [],
      hints: [],
      body: 'Anon!',
    });
    await page.waitForFunction(() => document.title === '(1) Romeo – Juliet – Xec');
    await emit(page, 'message', {
      from: 'romeo@localhost/a',
      type: 'chat',
      stanzaIds: [],
      hints: [],
      body: 'Seen',
    });
    await page.locator('xec-conversation-list').getByRole('button', { name: 'Angelica' }).click();
    await page.waitForFunction(() => document.title === 'Angelica – Juliet – Xec');
    await page.getByRole('button', { name: 'Details', exact: true }).click();
    await page.getByLabel('Mute this conversation').check();
    await page.reload();
    await page.locator('xec-conversation-list').getByRole('button', { name: 'Romeo' }).click();
    await emit(page, 'message', {
      from: 'nurse@localhost/a',
      type: 'chat',
      stanzaIds: [],
      hints: [],
      body: 'Anon!',
    });
    await emit(page, 'message', {
      from: 'tybalt@localhost/a',
      type: 'chat',
      stanzaIds: [],
      hints: [],
      body: 'Villain',
    });
    await page.waitForFunction(() => document.title === '(1) Romeo – Juliet – Xec');
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'Unmute nurse@localhost' }).click();
    await page.waitForFunction(() => document.title.startsWith('(2) '));
  });

  it('changes theme, density and language at once, for the next visit too', async () => {
    const page = await widgets.open({}, '#/settings');
    const ground = () =>
      page.locator('xec-app').evaluate((el) => getComputedStyle(el).backgroundColor);
    const press = () =>
      page
        .locator('xec-app')
        .evaluate((el) => getComputedStyle(el).getPropertyValue('--xec-press'));
    expect([await ground(), await press()]).toEqual(['rgb(255, 255, 255)', '2.5rem']);
    await page.getByLabel('Dark').check();
    await page.getByLabel('Compact').check();
    await page.getByLabel('Français').check();
    await page.getByRole('heading', { name: 'Paramètres' }).waitFor();
    expect([await ground(), await press()]).toEqual(['rgb(23, 27, 35)', '1.875rem']);
    await page.reload();
    await page.getByRole('heading', { name: 'Paramètres' }).waitFor();
    expect([await ground(), await press()]).toEqual(['rgb(23, 27, 35)', '1.875rem']);
    expect(await page.getByLabel('Sombre').isChecked()).toBe(true);
  });

  it('shows an error that no widget takes as a sentence, in the language of the page', async () => {
    const page = await widgets.open();
    const error = { condition: 'item-not-found', type: 'cancel' };
    await emit(page, 'vcard_set_erroritemnotfound', error);
    const toast = page.getByRole('alert');
    await toast.getByText('The profile could not be kept.').waitFor();
    await toast.getByText('There is nothing of that name. Check what you entered.').waitFor();
    await page.evaluate(() => (document.documentElement.lang = 'fr'));
    await toast.getByText('Le profil n’a pas pu être enregistré.').waitFor();
    await emit(page, 'blocking_block_errornotallowed', { condition: 'not-allowed' });
    await emit(page, 'mam_get_errorcancelled', { condition: 'cancelled' });
    await emit(page, 'mam_get_errorconnectionlost', { condition: 'connection-lost' });
    await toast.getByRole('button', { name: 'OK' }).click();
    expect(await toast.count()).toBe(1);
    await toast.getByRole('button', { name: 'Réessayer' }).click();
    expect(await page.evaluate(() => window.xec.source.connects)).toBe(1);
    expect(await toast.count()).toBe(0);
  });

  it('has a tray for long work, which can be cancelled there', async () => {
    const page = await widgets.open();
    await page.evaluate(() => {
      const { tasks, app } = window.xec;
      const cancel = () => (document.title = 'cancelled');
      const options = { kind: 'upload', name: 'tomb.png', unit: 'bytes', total: 4_000_000, cancel };
      const upload = tasks.begin(options as Parameters<typeof tasks.begin>[0]);
      upload.progress(1_000_000);
      // A widget anywhere in the shell begins one by an event.
      const detail = { options: { kind: 'join', name: 'The Orchard' } };
      const list = app.renderRoot.querySelector('xec-conversation-list');
      list?.dispatchEvent(new CustomEvent('xec-task', { detail, bubbles: true, composed: true }));
      (detail as { handle?: { fail(why: string): void } }).handle?.fail('timeout');
    });
    await page.getByRole('button', { name: 'Work in progress: 1 task' }).click();
    const tray = page.getByRole('dialog', { name: 'Work in progress' });
    await tray.getByText('1 MB of 4 MB').waitFor();
    await tray.getByText('Failed. No answer came in time.').waitFor();
    expect(await tray.getByRole('progressbar').getAttribute('value')).toBe('1000000');
    await tray.getByRole('button', { name: 'Cancel tomb.png' }).click();
    await tray.getByText('Cancelled').waitFor();
    await tray.getByRole('button', { name: 'Clear the list' }).click();
    await tray.waitFor({ state: 'detached' });
  });

  it('counts down to the next attempt, says why, and does not wait for it', async () => {
    const page = await widgets.open();
    const reason = { condition: 'system-shutdown' };
    await emit(page, 'session_state', { state: 'reconnecting', inMs: 9000, reason });
    const status = page.locator('xec-connection-status');
    await status.getByText(/in [89] s/).waitFor();
    await status.getByText('The server is being shut down.').waitFor();
    await status.getByRole('button', { name: 'Try now' }).click();
    expect(await page.evaluate(() => window.xec.source.connects)).toBe(1);
    await emit(page, 'session_state', { state: 'ended', reason: { condition: 'not-authorized' } });
    await status.getByText('The name or the password is not right. Sign in again.').waitFor();
  });
});
