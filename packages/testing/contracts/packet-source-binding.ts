/**
 * What each binding of packet sources to a framework does, shown in a real browser.
 */
import type { Browser, Page } from 'playwright-core';
import { bundle } from '../browser/bundle.js';
import { chromiumArgs } from '../browser/chromium.js';
import { serveScript, type ScriptServer } from '../browser/serve-script.js';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '../jest.js';
import { describeInChromium } from '../servers/index.js';

/**
 * What the script of a binding's host leaves in its page: `mount` shows a component of the framework in
 * `root`, within a provider of `source`, or without one.
 *
 * The component has `<output id="body">`, the `body` of the newest `message` or `nothing`;
 * `<button id="run">`, which runs `Ping/Entity` with `{ jid: 'capulet.example' }`, and
 * `<button id="cancel">`; `<output id="action">`: `idle`, `pending`, the condition of the error, or the
 * result as JSON.
 */
export interface BindingHost {
  /** @returns what takes it away again */
  mount(root: HTMLElement, source: unknown): () => void;
}

/** What tests do in the page. */
interface Stage {
  readonly subscriptions: number;
  readonly requests: readonly { action: string; params: unknown; isAborted: boolean }[];
  /** @returns what mounting threw */
  mount(withSource: boolean): string | undefined;
  unmount(): void;
  emit(body: string): void;
  lose(): void;
  answer(index: number, outcome: { result?: unknown; condition?: string }): void;
}

/** @param entry the file whose script is a {@link BindingHost} */
export function bindingContract(framework: string, entry: URL): void {
  describeInChromium(`packets in ${framework}`, (executablePath) => {
    let server: ScriptServer;
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    beforeAll(async () => {
      server = await serveScript(await bundle(entry));
      // Here, because every test that needs anything of this package would wait for it.
      const { chromium } = await import('playwright-core');
      browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
    }, 60_000);

    afterAll(async () => {
      await browser.close();
      await server.close();
    });

    beforeEach(async () => {
      page = await browser.newPage();
      page.setDefaultTimeout(10_000);
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(server.url);
      await page.evaluate(setStage);
    });

    afterEach(async () => {
      await page.close();
      expect(complaints.splice(0)).toEqual([]);
    });

    const stage = <R>(run: (stage: Stage) => R): Promise<R> =>
      // The function is brought there as text: it may use its argument only.
      page.evaluate(`(${String(run)})(globalThis.stage)`);

    const shows = (id: string, text: string): Promise<void> =>
      page.locator(`#${id}`).getByText(text, { exact: true }).waitFor();

    it('show nothing before the first packet, then the newest one', async () => {
      await stage((it) => it.mount(true));
      await shows('body', 'nothing');
      await stage((it) => it.emit('one'));
      await shows('body', 'one');
      await stage((it) => it.emit('two'));
      await shows('body', 'two');
    });

    it('show what was kept before the component was there', async () => {
      await stage((it) => it.emit('kept'));
      await stage((it) => it.mount(true));
      await shows('body', 'kept');
      await stage((it) => it.emit('new'));
      await shows('body', 'new');
    });

    it('are subscribed to while the component is there', async () => {
      await stage((it) => it.mount(true));
      await shows('body', 'nothing');
      await page.waitForFunction('stage.subscriptions === 1');
      await stage((it) => it.unmount());
      await page.waitForFunction('stage.subscriptions === 0');
      await stage((it) => it.emit('late'));
      await stage((it) => it.mount(true));
      await shows('body', 'late');
    });

    it('are forgotten at resync', async () => {
      await stage((it) => it.emit('lost'));
      await stage((it) => it.mount(true));
      await shows('body', 'lost');
      await page.waitForFunction('stage.subscriptions === 1');
      await stage((it) => it.lose());
      await shows('body', 'nothing');
    });

    it('come with actions: pending, then their result', async () => {
      await stage((it) => it.mount(true));
      await shows('action', 'idle');
      await page.click('#run');
      await shows('action', 'pending');
      const asked = { action: 'Ping/Entity', params: { jid: 'capulet.example' } };
      expect(await stage((it) => it.requests)).toMatchObject([asked]);
      await stage((it) => it.answer(0, { result: { pong: true } }));
      await shows('action', '{"pong":true}');
    });

    it('come with actions that fail: their condition is there, and gone when they run again', async () => {
      await stage((it) => it.mount(true));
      await page.click('#run');
      await stage((it) => it.answer(0, { condition: 'item-not-found' }));
      await shows('action', 'item-not-found');
      await page.click('#run');
      await shows('action', 'pending');
      await page.click('#cancel');
      await page.waitForFunction('stage.requests[1].isAborted');
      await stage((it) => it.answer(1, { condition: 'cancelled' }));
      await shows('action', 'cancelled');
    });

    it('need a source above them', async () => {
      expect(await stage((it) => it.mount(false))).toMatch(/TypeError: expected .*above|around/);
      complaints.length = 0; // frameworks differ in whether they tell the page as well
    });
  });
}

/** Runs in the page: a source that tests play. */
function setStage(): void {
  const kept: { key: string; content: unknown }[] = [];
  const runs = new Set<(packet: unknown) => void>();
  const resyncs = new Set<() => void>();
  const requests: { answer: (outcome: unknown) => void; isAborted: boolean }[] = [];
  let unmount = (): void => undefined;
  const add = <T>(to: Set<T>, one: T): (() => void) => {
    to.add(one);
    return () => void to.delete(one);
  };
  const source = {
    state: { state: 'open', isLive: true },
    subscribe(_patterns: unknown, run: (packet: unknown) => void) {
      kept.forEach(run);
      return add(runs, (packet: unknown) => run(packet));
    },
    onState: () => () => undefined,
    onResync: (run: () => void) => add(resyncs, () => run()),
    connect: () => undefined,
    request: (action: string, params: unknown, { signal }: { signal?: AbortSignal } = {}) =>
      new Promise((resolve, reject) => {
        const request = {
          ...{ action, params, isAborted: false },
          answer: (given: unknown) => {
            // As the test below gives it.
            const { condition, result } = given as { condition?: string; result: unknown };
            if (condition === undefined) resolve(result);
            else reject(Object.assign(new Error(condition), { condition }));
          },
        };
        signal?.addEventListener('abort', () => (request.isAborted = true));
        requests.push(request);
      }),
  };
  const stage: Stage = {
    get subscriptions() {
      return runs.size;
    },
    // Functions do not leave the page.
    get requests() {
      return requests.map(({ answer: _answer, ...told }) => told) as unknown as Stage['requests'];
    },
    mount(withSource) {
      const root = document.createElement('main');
      document.body.replaceChildren(root);
      try {
        // The script of the host has put it there.
        const host = globalThis as unknown as BindingHost;
        unmount = host.mount(root, withSource ? source : undefined);
        return undefined;
      } catch (error) {
        return String(error);
      }
    },
    unmount: () => unmount(),
    emit(body) {
      const packet = { key: 'message', content: { body }, seq: kept.length + 1, at: 0 };
      kept.push(packet);
      runs.forEach((run) => run(packet));
    },
    lose() {
      kept.length = 0;
      resyncs.forEach((run) => run());
    },
    answer: (index, outcome) => requests[index]?.answer(outcome),
  };
  Object.assign(globalThis, { stage });
}
