import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { describeInChromium } from '@xec/testing';
import type { Page } from 'playwright-core';
import { WidgetBrowser } from '../testing/widget-browser.js';

jest.setTimeout(60_000);

describeInChromium('the settings', (executablePath) => {
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
  const outcome = (page: Page, action: string, how: string) =>
    page.evaluate(([a, h]) => (window.xec.source.outcomes[a] = h), [action, how] as const);
  /** Of the block list: what conversations ask for is theirs. */
  const requests = (page: Page) =>
    page.evaluate(() =>
      window.xec.source.requests.filter(({ action }) => action.startsWith('Blocking/')),
    );
  const asked = (page: Page, count: number) =>
    page.waitForFunction(
      (wanted) =>
        window.xec.source.requests.filter(({ action }) => action.startsWith('Blocking/')).length ===
        wanted,
      count,
    );

  it('ask whom the account has blocked, and do and undo that', async () => {
    const page = await widgets.open({}, '#/settings');
    await page.getByText('Asking for the list …').waitFor();
    expect(await requests(page)).toEqual([{ action: 'Blocking/Request' }]);
    await emit(page, 'blocking_request_handle', { jids: [] });
    await page.getByText('You blocked nobody.').waitFor();
    await outcome(page, 'Blocking/Block', 'jid-malformed');
    const field = page.getByLabel('Address to block');
    await field.fill('tybalt at verona');
    await field.press('Enter');
    await page.getByText('The address is not written like one.').waitFor();
    expect(await field.inputValue()).toBe('tybalt at verona');
    await outcome(page, 'Blocking/Block', 'done');
    await field.fill('tybalt@localhost');
    await field.press('Enter');
    await asked(page, 3);
    await emit(page, 'blocked', { jids: ['tybalt@localhost'] });
    await page.getByRole('button', { name: 'Unblock tybalt@localhost' }).click();
    expect(await requests(page)).toEqual([
      { action: 'Blocking/Request' },
      { action: 'Blocking/Block', params: { jids: ['tybalt at verona'] } },
      { action: 'Blocking/Block', params: { jids: ['tybalt@localhost'] } },
      { action: 'Blocking/Unblock', params: { jids: ['tybalt@localhost'] } },
    ]);
    await emit(page, 'unblocked', { all: true });
    await page.getByText('You blocked nobody.').waitFor();
  });

  it('say why there is no list, and ask again', async () => {
    const page = await widgets.open();
    await outcome(page, 'Blocking/Request', 'service-unavailable');
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByText('That is not offered there.').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await asked(page, 2);
  });

  it('change the password where later logins learn of it, and nowhere else', async () => {
    const page = await widgets.open({}, '#/settings');
    const fresh = page.getByLabel('New password', { exact: true });
    expect(await fresh.count()).toBe(0);
    await page.evaluate(() => (window.xec.app.shared = { canChangePassword: true }));
    const again = page.getByLabel('New password, once more');
    const change = page.getByRole('button', { name: 'Change the password' });
    await fresh.fill('wherefore');
    await again.fill('therefore');
    await change.click();
    await page.getByText('The two are not the same.').waitFor();
    await again.fill('wherefore');
    await outcome(page, 'Register/ChangePassword', 'not-acceptable');
    await change.click();
    await page.getByText('The password was not changed. Something is missing').waitFor();
    await outcome(page, 'Register/ChangePassword', 'done');
    await change.click();
    await page.getByText('The password is changed.').waitFor();
    expect([await fresh.inputValue(), await again.inputValue()]).toEqual(['', '']);
  });

  it('list the devices', async () => {
    const page = await widgets.open({}, '#/settings');
    const presence = { type: 'available', priority: 0, show: 'dnd', status: [{ text: 'At sea' }] };
    await emit(page, 'presence', { ...presence, jid: 'juliet@localhost/telephone' });
    await page.getByText('balcony (this session)').waitFor();
    await page.getByText('busy · At sea').waitFor();
  });

  it('let the system show messages, once it is permitted, while nobody looks', async () => {
    const page = await widgets.open({ permissions: ['notifications'] });
    await page.evaluate(() => {
      // What the system would show; Chromium without a screen shows nothing, or knows of no notifications.
      function Shown(title: string, { body }: { readonly body: string }): void {
        window.name += `${title}: ${body}|`;
      }
      const permission = 'granted';
      const requestPermission = () => Promise.resolve(permission);
      Object.assign(window, {
        Notification: Object.assign(Shown, { permission, requestPermission }),
      });
    });
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    const wrote = (from: string, body: string) =>
      emit(page, 'message', {
        ...{ from: `${from}@localhost/a`, type: 'chat', body },
        ...{ stanzaIds: [], hints: [] },
      });
    await page.getByLabel('Show new messages while the page is in the background').click();
    await page.waitForFunction(() => window.xec.preferences.wishes.notify);
    await wrote('romeo', 'seen by the eye');
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      window.xec.preferences.mute('nurse@localhost', true);
    });
    await wrote('romeo', 'Art thou there?');
    await wrote('nurse', 'Anon!');
    expect(await page.evaluate(() => window.name)).toBe('Romeo: Art thou there?|');
  });

  it('let one out', async () => {
    const page = await widgets.open({}, '#/settings');
    await page.evaluate(() => {
      window.xec.app.addEventListener('xec-leave', () => (window.name = 'left'));
    });
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect(await page.evaluate(() => window.name)).toBe('left');
  });
});
