/** The page for somebody’s own server: nobody of the play is there, people have accounts. */
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startDevServer, type DevServer } from '@xec/devserver';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { silentLog } from '@xec/xec';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startService, type ServicePage } from './start-service.js';
import { axeViolations } from './testing/axe.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(60_000);

const JID = 'juliet@localhost';
const PASSWORD = 'r0m30';

let server: DevServer;
let service: ServicePage;

beforeAll(async () => {
  server = await startDevServer({ accounts: { juliet: PASSWORD }, say: () => undefined });
  const page = { service: server.url, domains: ['localhost'], say: () => undefined };
  service = await startService({ ...page, log: silentLog });
});

afterAll(async () => {
  await service.close();
  await server.close();
});

describe('the gateway for one’s own server', () => {
  const signIn = (jid: string, password: string): Promise<Response> =>
    fetch(new URL('/api/sign-in', service.url), {
      method: 'POST',
      headers: { origin: service.url.slice(0, -1), 'content-type': 'application/json' },
      body: JSON.stringify({ jid, password }),
    });

  it('says how one may sign in: nobody may be anybody', async () => {
    expect(await (await fetch(new URL('/api/sign-in', service.url))).json()).toEqual({
      people: [],
      domains: ['localhost'],
      services: [server.url],
    });
    expect(await (await fetch(new URL('/api/people', service.url))).json()).toEqual([]);
  });

  it('lets in whoever has an account there, and nobody else', async () => {
    expect((await signIn(JID, PASSWORD)).ok).toBe(true);
    expect((await signIn(JID, 'wrong')).ok).toBe(false);
    expect((await signIn('juliet@capulet.example', PASSWORD)).ok).toBe(false);
    expect(server.sessions().some((jid) => jid.startsWith(`${JID}/`))).toBe(true);
  });
});

describeInChromium('the page for one’s own server', (executablePath) => {
  let browser: Browser;
  const visitors: Visitor[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
  });

  afterAll(() => browser.close());

  afterEach(async () => {
    await Promise.all(visitors.splice(0).map((visitor) => visitor.leave()));
  });

  const come = async (query = '', options: BrowserContextOptions = {}): Promise<Visitor> => {
    const visitor = await Visitor.open(browser, `${service.url}${query}`, options);
    visitors.push(visitor);
    await visitor.page.getByRole('heading', { name: /^Log in$|^Connexion$/u }).waitFor();
    return visitor;
  };

  const fill = async (page: Page, jid: string, password: string): Promise<void> => {
    await page.getByLabel('Account').fill(jid);
    await page.getByLabel('Password').fill(password);
  };

  const submit = (page: Page) => page.getByRole('button', { name: 'Log in', exact: true }).click();

  const online = async ({ status, page }: Visitor): Promise<void> => {
    await status.getByText('Online').waitFor();
    expect(await page.locator('xec-sign-in').count()).toBe(0);
  };

  /** What is left in the browser of what somebody did there. */
  const kept = (page: Page): Promise<string> =>
    page.evaluate(async () => {
      const databases = (await indexedDB.databases()).map(({ name }) => name);
      return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, databases]);
    });

  it('asks for account and password, by keyboard alone, and knows again who was there', async () => {
    const visitor = await come();
    const { page, complaints } = visitor;
    const account = page.getByLabel('Account');
    expect(await account.getAttribute('autocomplete')).toBe('username');
    expect(await page.getByLabel('Password').getAttribute('autocomplete')).toBe('current-password');
    // Where one begins to write.
    expect(await account.evaluate((el) => el === document.activeElement)).toBe(true);
    await page.keyboard.type(JID);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await online(visitor);
    expect(page.url()).toMatch(/\/as\/[a-f0-9]{24}(?:#.*)?$/u);

    await page.goto(service.url);
    await online(visitor);
    expect(await kept(page)).not.toContain(PASSWORD);
    await page.getByRole('link', { name: 'Settings', exact: true }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    // Not the field: the page that is left has a label with that word, on the way to the own profile.
    await page.getByRole('heading', { name: 'Log in' }).waitFor();
    expect(await kept(page)).not.toContain('xec-account');
    expect(complaints).toEqual([]);
  });

  it('says in a sentence why somebody is not let in, and lets them try again', async () => {
    const visitor = await come();
    const { page } = visitor;
    const alert = page.getByRole('alert');
    await fill(page, 'juliet', PASSWORD);
    await submit(page);
    await alert.getByText('This is no account').waitFor();
    expect(await page.getByLabel('Account').getAttribute('aria-invalid')).toBe('true');
    await fill(page, 'juliet@capulet.example', PASSWORD);
    await submit(page);
    await alert.getByText('Here only accounts of localhost can log in.').waitFor();
    await fill(page, JID, 'wrong');
    await submit(page);
    await alert.getByText('The name or the password is not right.').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    // The password is chosen: what is typed takes its place.
    await page.keyboard.type(PASSWORD);

    await page.context().setOffline(true);
    await submit(page);
    await alert.getByText('The gateway does not answer').waitFor();
    await page.context().setOffline(false);
    const admit = server.faults.refuseConnections(503);
    await submit(page);
    await alert.getByText('The server cannot be reached').waitFor();
    admit();
    await page.getByRole('button', { name: 'Show the password' }).click();
    expect(await page.getByLabel('Password').getAttribute('type')).toBe('text');
    await submit(page);
    await online(visitor);
  });

  it('is busy while the server is asked, and asks once', async () => {
    const visitor = await come();
    const { page } = visitor;
    let asked = 0;
    let answer: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/api/sign-in', async (route) => {
      if (route.request().method() === 'POST') {
        asked += 1;
        await held;
      }
      await route.continue();
    });
    await fill(page, JID, PASSWORD);
    await submit(page);
    await page.getByRole('button', { name: 'Logging in …' }).waitFor();
    await page.keyboard.press('Enter'); // on that button
    expect(await page.locator('form').getAttribute('aria-busy')).toBe('true');
    answer();
    await online(visitor);
    expect(asked).toBe(1);
  });

  it('keeps nothing of who does not want to stay', async () => {
    const visitor = await come();
    const { page } = visitor;
    await fill(page, JID, PASSWORD);
    await page.getByLabel('Stay logged in').uncheck();
    await submit(page);
    await online(visitor);
    const [cookie] = await page.context().cookies(page.url());
    expect(cookie?.expires).toBe(-1); // with the browser
    const all = await kept(page);
    expect(all).not.toContain('xec-state');
    expect(all).not.toContain('juliet');
  });

  it('lets somebody in without the gateway, who knows the server already, or says why not', async () => {
    const visitor = await come('?via=direct');
    const { page } = visitor;
    expect(await page.getByLabel('Address').inputValue()).toBe(server.url);
    const alert = page.getByRole('alert');
    const admit = server.faults.refuseConnections(503);
    await fill(page, JID, 'wrong');
    await page.getByLabel('Stay logged in').uncheck();
    await submit(page);
    await alert.getByText('No server answers at this address.').waitFor();
    admit();
    await submit(page);
    await alert.getByText('The name or the password is not right.').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await submit(page);
    await online(visitor);
    expect(await kept(page)).not.toMatch(/r0m30|xec-state|xec-vault/u);
    // The session was in no other tab: the server wants the password again.
    await page.reload();
    await page.getByLabel('Password').waitFor();
    expect(await page.getByLabel('Account').inputValue()).toBe(JID);
  });

  it.each(['', '?via=direct'])(
    'forgets an account that signs out, in all tabs (at "/%s")',
    async (query) => {
      const visitor = await come(query);
      const { page } = visitor;
      await fill(page, JID, PASSWORD);
      await submit(page);
      await online(visitor);
      const other = await visitor.anotherTab();
      // What is put there within a moment is stored together.
      while (!(await kept(page)).includes('xec-state')) await turn();
      if (query !== '') expect(await kept(page)).toContain('xec-journal');
      const streams = server.sessions().length;
      await page.getByRole('link', { name: 'Settings', exact: true }).click();
      await page.getByRole('button', { name: 'Sign out' }).click();
      for (const each of [visitor, other]) await each.page.locator('xec-sign-in').waitFor();
      expect(await kept(page)).not.toMatch(/juliet|xec-state|xec-journal|xec-direct/u);
      if (query !== '') expect(server.sessions().length).toBe(streams - 1);
    },
  );

  it.each(['light', 'dark'] as const)(
    'fits a small screen, in French and %s',
    async (colorScheme) => {
      const viewport = { width: 320, height: 480 };
      const { page } = await come('?via=direct', { locale: 'fr', viewport, colorScheme });
      const overflow = 'document.documentElement.scrollWidth - innerWidth';
      expect(await page.evaluate(overflow)).toBe(0);
      await page
        .getByRole('button', { name: 'Se connecter', exact: true })
        .scrollIntoViewIfNeeded();
      expect(await page.getByRole('link', { name: 'passerelle' }).isVisible()).toBe(true);
      expect(await axeViolations(page)).toEqual([]);
    },
  );
});
