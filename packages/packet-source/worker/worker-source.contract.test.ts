import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  bundle,
  chromiumArgs,
  describeInChromium,
  packetSourceContract,
  serveScript,
  type SourceBench,
  type SourceProbe,
  type SourceWorld,
} from '@xec/testing';
import { chromium, type BrowserContext } from 'playwright-core';
import { PageProbe } from '../testing/page-probe.js';
import { startWorld, type Account, type Behind } from '../testing/stage.js';
import type { WorkerScope } from '../testing/worker-calls.js';

describeInChromium('in Chromium,', (executablePath) => {
  let bundling: Promise<string> | undefined;

  async function start(isShared: boolean): Promise<SourceWorld> {
    bundling ??= bundle(new URL('../testing/worker-script.ts', import.meta.url));
    const server = await serveScript(await bundling);
    const browser = await chromium.launch({ executablePath, args: [...chromiumArgs] });
    const stop = async (): Promise<void> => {
      await browser.close();
      await server.close();
    };
    return startWorld(async (account) => {
      const context = await browser.newContext();
      if (!isShared) await context.addInitScript('delete globalThis.SharedWorker');
      const made = behind(context, account, server.url);
      if (isShared) await made.jid(); // it is online
      return made;
    }, stop);
  }

  packetSourceContract('a source behind which a SharedWorker stands', () => start(true));

  describe('where there is no SharedWorker', () => {
    let world: SourceWorld;
    let bench: SourceBench;

    beforeAll(async () => {
      world = await start(false);
    }, 120_000);
    afterAll(() => world.stop());
    beforeEach(async () => {
      bench = await world.begin();
    });
    afterEach(() => bench.end());

    it('one tab has the session, and the next one when that is gone', async () => {
      const [first, second] = [await bench.tab(['*']), await bench.tab(['*'])];
      await first.open();
      await first.isLive();
      await second.open();
      const request = await second.ask('Ping/Server');
      expect(await second.outcome(request)).toMatchObject({ condition: 'connection-lost' });
      if (!(first instanceof PageProbe)) throw new Error('expected a tab of a browser');
      await first.page.close();
      await second.isLive();
      expect(await jidOf(second)).toContain('@');
    });
  });
});

function behind(context: BrowserContext, account: Account, url: string): Behind {
  const tab = async (keys: readonly string[]): Promise<PageProbe> => {
    const page = await context.newPage();
    await page.goto(url);
    await page.evaluate(
      ([login, wanted]) => (globalThis as unknown as WorkerScope).makeSource(login, wanted),
      [account, keys] as const,
    );
    return new PageProbe(page);
  };
  let jid: Promise<string> | undefined;
  /** Another tab is told where the session stands, too. */
  const ask = async (): Promise<string> => {
    const probe = await tab(['session_state']);
    await probe.open();
    return jidOf(probe);
  };
  return {
    tab,
    jid: () => (jid ??= ask()),
    end: () => context.close(),
  };
}

/** The full JID of the session, once it is online. */
async function jidOf(probe: SourceProbe): Promise<string> {
  const id = (await probe.subscribe(['session_state'])) as number; // it was made for that
  for (let least = 1; ; least += 1) {
    const states = await probe.heard(id, least);
    const found = states.find(({ content }) => (content as { state: string }).state === 'online');
    if (found !== undefined) return (found.content as { jid: string }).jid; // so is that state
  }
}
