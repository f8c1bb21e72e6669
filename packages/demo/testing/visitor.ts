/** Somebody who visits the page in a browser of their own. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

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
    await visitor.status.getByText('Online').waitFor();
    return visitor;
  }

  /** Opens the page, and does nothing there. */
  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<Visitor> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(10_000);
    const visitor = new Visitor(await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  /** Opens the page, and logs in without the gateway. */
  static async logIn(
    browser: Browser,
    url: string,
    login: { readonly jid: string; readonly password: string; readonly service: string },
  ): Promise<Visitor> {
    const address = `${url}?via=direct&service=${encodeURIComponent(login.service)}`;
    const visitor = await Visitor.open(browser, address);
    const { page } = visitor;
    await page.getByLabel('Account').fill(login.jid);
    await page.getByLabel('Password').fill(login.password);
    await page.getByRole('button', { name: 'Log in' }).click();
    await visitor.status.getByText('Online').waitFor();
    return visitor;
  }

  /** Another tab of the same browser, at the same address. */
  async anotherTab(): Promise<Visitor> {
    const visitor = new Visitor(await this.page.context().newPage());
    await visitor.page.goto(this.page.url());
    await visitor.status.getByText('Online').waitFor();
    return visitor;
  }

  get status(): Locator {
    return this.page.locator('xec-connection-status').getByRole('status');
  }

  get log(): Locator {
    return this.page.getByRole('log');
  }

  /** In the list beside conversations. */
  contact(name: string | RegExp): Locator {
    return this.page.locator('xec-conversation-list').getByRole('button', { name });
  }

  /** The line that says `text`, with its time and ticks. */
  line(text: string): Locator {
    return this.log.locator('.line').filter({ hasText: text });
  }

  async talkTo(name: string): Promise<void> {
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

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
