/** An administrator in a browser of their own. */
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** The part of the inspector that a test plays a gateway for. */
interface PlayedInspector extends HTMLElement {
  desk: unknown;
}

export class DeskVisitor {
  /** What the browser complained about: errors, warnings, refusals of the security policy. */
  readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() !== 'log') this.complaints.push(message.text());
    });
  }

  static async open(
    browser: Browser,
    url: string,
    options: BrowserContextOptions = {},
  ): Promise<DeskVisitor> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(15_000);
    const visitor = new DeskVisitor(await context.newPage());
    await visitor.page.goto(url);
    return visitor;
  }

  get details(): Locator {
    return this.page.locator('xec-event-details');
  }

  /** Rows on the page that say `text`. */
  rows(text: string): Locator {
    return this.page.getByRole('option').filter({ hasText: text }).and(this.page.locator('.row'));
  }

  /** The kinds of the rows that stand there, each once. */
  async kinds(): Promise<string[]> {
    const names = await this.page
      .locator('.row')
      .evaluateAll((rows) =>
        rows.map((row) => row.getAttribute('class')?.replace('row ', '') ?? ''),
      );
    return [...new Set(names)].sort();
  }

  /** Waits until that is so. */
  async toHave(isSo: () => Promise<boolean>): Promise<void> {
    while (!(await isSo())) await this.page.waitForTimeout(50);
  }

  /** Searches for a text that few rows hold, and waits until the others are gone. */
  async search(text: string): Promise<void> {
    await this.page.getByPlaceholder('anything').fill(text);
    await this.toHave(async () => {
      const count = await this.page.locator('.row').count();
      return count > 0 && count < 20;
    });
  }

  /** Writes a stanza, and sends it in the session of an account. */
  async send(account: string, xml: string): Promise<void> {
    const { page } = this;
    await page.getByRole('button', { name: 'Send XML' }).click();
    const session = page.locator('xec-stanza-desk').getByLabel('Session');
    await session.locator('option').first().waitFor({ state: 'attached' });
    await session.selectOption(account);
    await page.getByLabel('Stanza').fill(xml);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('It stands in the list').waitFor();
  }

  /** All that stands on the page, in shadows too. */
  allText(): Promise<string> {
    return this.page.evaluate(() => {
      const found: string[] = [];
      const read = (node: Node): void => {
        if (node instanceof Text) found.push(node.data);
        if (node instanceof Element) node.shadowRoot?.childNodes.forEach(read);
        node.childNodes.forEach(read);
      };
      read(document.body);
      return found.join('');
    });
  }

  /** Lets the inspector watch a gateway that tells so many packets, `key_1` and on; more on a second call. */
  async playLong(count: number, after = 0): Promise<void> {
    await this.page.evaluate(
      ([from, to]) => {
        const played = globalThis as { tell?: (answer: unknown) => void };
        const inspector = document
          .querySelector('xec-desk')
          ?.shadowRoot?.querySelector<PlayedInspector>('xec-inspector');
        if (inspector === null || inspector === undefined) throw new Error('there is no inspector');
        const tellAll = (): void => {
          for (let n = from + 1; n <= to; n += 1) {
            const event = { n, at: n, session: 'long', kind: 'packet', key: `key_${n}`, seq: n };
            played.tell?.({ t: 'event', event });
          }
        };
        if (played.tell !== undefined) {
          tellAll();
          return;
        }
        inspector.desk = {
          sessions: () => Promise.resolve([]),
          events: () => Promise.resolve([]),
          watch: (watcher: { opened(): void; told(answer: unknown): void }) => {
            played.tell = (answer) => watcher.told(answer);
            setTimeout(() => {
              watcher.opened();
              watcher.told({ t: 'watching', ring: 'played', oldest: 1 });
              tellAll();
            });
            return { watch: () => undefined, pause: () => undefined, close: () => undefined };
          },
        };
      },
      [after, after + count] as const,
    );
  }

  /** Scrolls the list. @returns what is first seen there then */
  async scrollTo(top: number): Promise<string> {
    await this.page.locator('.scroll').evaluate((scroll, to) => (scroll.scrollTop = to), top);
    await this.page.getByRole('button', { name: 'To the newest' }).waitFor();
    let seen = '';
    await this.toHave(async () => (seen = await this.firstSeen()) !== '');
    return seen;
  }

  /** What the first row says that is seen whole; empty while it is not drawn. */
  firstSeen(): Promise<string> {
    return this.page.locator('.scroll').evaluate((scroll) => {
      const top = scroll.getBoundingClientRect().top;
      const row = [...scroll.querySelectorAll('.row')].find(
        (each) => each.getBoundingClientRect().top >= top - 1,
      );
      const isNear = row !== undefined && row.getBoundingClientRect().top < top + 40;
      return isNear ? (row.querySelector('.what')?.textContent ?? '') : '';
    });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
