/** Somebody who visits the page in a browser of their own. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** Somebody who has an account, and what they sign in with. */
export interface Person {
  readonly jid: string;
  readonly password: string;
}

/** What the browser says of connections that were cut: where a test cuts them, that is no complaint. */
const ofNetwork = /net::ERR_|Failed to load resource|WebSocket connection to/;

export class Visitor {
  /** What the browser complained about: errors, warnings, refusals of the security policy. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() !== 'log') this.complaints.push(message.text());
    });
  }

  /** Opens the page, and picks that person. */
  static async arrive(
    browser: Browser,
    url: string,
    name: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const visitor = await Visitor.open(browser, url, options);
    await visitor.page.getByRole('button', { name, exact: true }).click();
    await visitor.isOnline();
    return visitor;
  }

  /** Opens the page, and does nothing there. */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext(options);
    // Far more than anything takes: other suites share the machine.
    context.setDefaultTimeout(30_000);
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  /** Opens the page, and logs in without the gateway. */
  static async logIn(
    browser: Browser,
    url: string,
    login: Person & { readonly service: string },
  ): Promise<Visitor> {
    const address = `${url}?via=direct&service=${encodeURIComponent(login.service)}`;
    const visitor = await Visitor.open(browser, address);
    await visitor.page.getByLabel('Account').fill(login.jid);
    await visitor.enterPassword(login);
    return visitor;
  }

  /** Fills in what the form without the gateway does not know. */
  async enterPassword({ password }: Pick<Person, 'password'>): Promise<void> {
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Log in' }).click();
    await this.isOnline();
  }

  /** Has the gateway check a password, and goes to the page of that account. */
  async signIn({ jid, password }: Person): Promise<void> {
    const id = await this.page.evaluate(
      async (credentials) => {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify(credentials);
        const answer = await fetch('/api/sign-in', { method: 'POST', headers, body });
        if (!answer.ok) throw new Error(await answer.text());
        return ((await answer.json()) as { readonly id: string }).id; // the gateway's own answer
      },
      { jid, password },
    );
    await this.page.goto(new URL(`/as/${id}`, this.page.url()).href);
    await this.isOnline();
  }

  /** Another tab of the same browser, at the same address. */
  async anotherTab(): Promise<Visitor> {
    const visitor = await this.openAnew(this.page.url());
    await visitor.isOnline();
    return visitor;
  }

  /** A new tab of the same browser. */
  async openAnew(url: string): Promise<Visitor> {
    const visitor = new Visitor(await this.page.context().newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  isOnline(): Promise<void> {
    return this.status.getByText('Online').waitFor();
  }

  /** An element of a widget, by its tag. */
  view(tag: string): Locator {
    return this.page.locator(tag);
  }

  get status(): Locator {
    return this.page.locator('xec-connection-status').getByRole('status');
  }

  /** The seconds until the next attempt to connect. */
  get countdown(): Locator {
    return this.page.locator('xec-connection-status').getByText(/in \d+ s/);
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  get complaintsBesideNetwork(): readonly string[] {
    return this.complaints.filter((each) => !ofNetwork.test(each));
  }

  /** A button in the list beside conversations. */
  contact(name: string | RegExp): Locator {
    return this.page.locator('xec-conversation-list').getByRole('button', { name });
  }

  /** The line that says `text`, with its time and ticks. */
  line(text: string): Locator {
    return this.log.locator('.line').filter({ hasText: text });
  }

  /** All that was said in the conversation that is open, from above. */
  said(): Promise<string[]> {
    return this.log.locator('.bubble').allTextContents();
  }

  async goTo(view: 'Chats' | 'Contacts' | 'Rooms' | 'Feed'): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click();
  }

  async talkTo(name: string | RegExp): Promise<void> {
    await this.contact(name).click();
    await this.log.waitFor();
  }

  async write(text: string): Promise<void> {
    await this.page.getByRole('textbox').fill(text);
  }

  async say(text: string): Promise<void> {
    await this.write(text);
    await this.page.getByRole('textbox').press('Enter');
  }

  /** Presses one of the tools of a line: a sign to react with, or what they say. */
  async use(tool: string, text: string): Promise<void> {
    await this.line(text).hover();
    await this.line(text).getByRole('button', { name: tool }).click();
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
