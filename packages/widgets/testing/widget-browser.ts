import { bundle, chromiumArgs, serveScript, type ScriptServer } from '@xec/testing';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';

/** Chromium with pages of widgets on a source that a test speaks for; see `page-script.ts`. */
export class WidgetBrowser {
  readonly #pages: Page[] = [];
  /** What the browser complained about. */
  readonly complaints: string[] = [];

  private constructor(
    readonly browser: Browser,
    readonly server: ScriptServer,
  ) {}

  static async start(executablePath: string): Promise<WidgetBrowser> {
    const script = await bundle(new URL('page-script.ts', import.meta.url));
    // The script stands in the head of the page, and wants its body.
    const server = await serveScript(`addEventListener('DOMContentLoaded', () => {${script}})`);
    const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
    return new WidgetBrowser(browser, server);
  }

  async open(options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
    const context = await this.browser.newContext(options);
    context.setDefaultTimeout(10_000);
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => this.complaints.push(message));
    await page.goto(`${this.server.url}${hash}`);
    await page.locator('xec-app').waitFor();
    this.#pages.push(page);
    return page;
  }

  async closePages(): Promise<void> {
    await Promise.all(this.#pages.splice(0).map((page) => page.context().close()));
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}
