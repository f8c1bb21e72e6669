import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AnyPacket } from '@xec/xec';
import type { BrowserContext, Page } from 'playwright-core';
import { bundle, chromiumArgs, serveScript, type ScriptServer } from '../browser/index.js';
import type { PageScope, Plan } from './plan.js';
import type { QuestionParams } from './question.js';

/**
 * A page with a client in it, once it is connected.
 *
 * What runs in the page cannot use what is out here, so each call says anew that the page's globals are
 * a `PageScope`: its script, which was loaded before, has put them there.
 */
export class ClientPage {
  constructor(readonly page: Page) {}

  connect(plan: Plan): ReturnType<PageScope['connect']> {
    return this.page.evaluate((given) => (globalThis as unknown as PageScope).connect(given), plan);
  }

  ask(params: QuestionParams): Promise<void> {
    return this.page.evaluate((given) => (globalThis as unknown as PageScope).ask(given), params);
  }

  /** What its named reader was told in this page; what the journal keeps, from its beginning. */
  packets(which: 'told' | 'kept'): Promise<readonly AnyPacket[]> {
    return this.page.evaluate(
      (given) => (globalThis as unknown as PageScope).packets(given),
      which,
    );
  }

  /** Resolves when its named reader was told of so many packets under that key. */
  async isTold(key: string, times = 1): Promise<void> {
    await this.page.waitForFunction(
      ([wanted, least]) => {
        const packets = (globalThis as unknown as PageScope).packets('told');
        return packets.filter((packet) => packet.key === wanted).length >= least;
      },
      [key, times] as const,
    );
  }

  disconnect(): Promise<void> {
    return this.page.evaluate(() => (globalThis as unknown as PageScope).disconnect());
  }

  /** The page is left and loaded anew: its client is gone, and was told nothing. */
  async reload(): Promise<void> {
    await this.page.reload();
  }
}

/** Chromium with the script of `page.ts`, and a disk. */
export class ClientBrowser {
  readonly #context: BrowserContext;
  readonly #server: ScriptServer;
  readonly #folder: string;

  private constructor(context: BrowserContext, server: ScriptServer, folder: string) {
    this.#context = context;
    this.#server = server;
    this.#folder = folder;
  }

  static async start(executablePath: string): Promise<ClientBrowser> {
    const folder = mkdtempSync(join(tmpdir(), 'xec-client-'));
    // From the sources, whether this module runs from them or from dist/.
    const up = import.meta.url.includes('/dist/') ? '../../killable/' : './';
    const server = await serveScript(await bundle(new URL(`${up}page.ts`, import.meta.url)));
    // Here, because every test that needs anything of this package would wait for it.
    const { chromium } = await import('playwright-core');
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      args: [...chromiumArgs],
    });
    return new ClientBrowser(context, server, folder);
  }

  async tab(): Promise<ClientPage> {
    const page = await this.#context.newPage();
    await page.goto(this.#server.url);
    return new ClientPage(page);
  }

  async stop(): Promise<void> {
    await this.#context.close();
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
