import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, chromiumArgs, serveScript, type ScriptServer } from '@xec/testing';
import { chromium, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import type { IdbJournalOptions } from '../index.js';
import type { Answer, Call, PageScope, WorkerKind } from './calls.js';
import { RemoteJournal } from './remote-journal.js';

/** Runs in the page. */
async function callInPage([text, worker]: readonly [
  string,
  WorkerKind | undefined,
]): Promise<string> {
  const scope = globalThis as unknown as PageScope; // the script has put it there
  return JSON.stringify(await scope.journalCall(JSON.parse(text) as Call, worker));
}

/** A page with journals in it. */
export class Tab {
  constructor(readonly page: Page) {}

  journal(
    options: Omit<IdbJournalOptions, 'onFault'> = {},
    worker?: WorkerKind,
  ): Promise<RemoteJournal> {
    // As text: playwright takes its time with large values.
    return RemoteJournal.make(async (call) => {
      const text = await this.page.evaluate(callInPage, [JSON.stringify(call), worker] as const);
      return JSON.parse(text) as Answer; // the script's
    }, options);
  }

  /** Chromium's own controls of this page. */
  controls(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page);
  }
}

/** Chromium with the script of the tests, and a disk: private windows keep all in memory. */
export class JournalBrowser {
  readonly #executablePath: string;
  readonly #folder = mkdtempSync(join(tmpdir(), 'xec-journal-'));
  #context: BrowserContext | undefined;

  private constructor(
    executablePath: string,
    readonly server: ScriptServer,
  ) {
    this.#executablePath = executablePath;
  }

  static async start(executablePath: string): Promise<JournalBrowser> {
    const script = await bundle(new URL('script.ts', import.meta.url));
    const browser = new JournalBrowser(executablePath, await serveScript(script));
    try {
      await browser.#launch();
    } catch (error) {
      await browser.stop();
      throw error;
    }
    return browser;
  }

  /** Opens another page of the one user. */
  async tab(url = this.server.url): Promise<Tab> {
    const page = await this.#running().newPage();
    await page.goto(url);
    return new Tab(page);
  }

  /** The browser dies where it stands, and is started again. */
  async crash(): Promise<void> {
    const context = this.#running();
    const controls = await context.newCDPSession(await context.newPage());
    const isGone = context.waitForEvent('close');
    controls.send('Browser.crash').catch(() => undefined); // nobody is there to answer
    await isGone;
    await this.#launch();
  }

  async stop(): Promise<void> {
    await this.#context?.close();
    await this.server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #launch(): Promise<void> {
    this.#context = await chromium.launchPersistentContext(this.#folder, {
      executablePath: this.#executablePath,
      args: [...chromiumArgs],
    });
  }

  #running(): BrowserContext {
    if (this.#context === undefined) throw new Error('the browser runs while tests do');
    return this.#context;
  }
}
