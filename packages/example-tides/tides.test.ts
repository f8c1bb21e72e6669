import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient, type Client } from '@xec/client';
import { startDevServer, type DevServer } from '@xec/devserver';
import { messageStanza, xml, type Element } from '@xec/stanza';
import {
  bundle,
  chromiumArgs,
  describeInChromium,
  serveScript,
  type ScriptServer,
} from '@xec/testing';
import { Payload, feature, payload, silentLog, type PayloadContext } from '@xec/xec';
import { chromium, type Browser, type Page } from 'playwright-core';

const NS_TIDES = 'https://tides.example/protocol';
const accounts = { juliet: 'juliet-pw', harbour: 'harbour-pw' };

/** A harbour: tells the tide, and warns who asked. */
@payload('Harbour', { name: 'tide', xmlns: NS_TIDES, under: 'iq', types: ['get'], from: 'any' })
class Harbour extends Payload<'Harbour'> {
  override handle(_el: Element, ctx: PayloadContext<'Harbour'>) {
    ctx.reply(xml('tide', { xmlns: NS_TIDES, metres: 4.2 }));
    const warning = xml('warning', { xmlns: NS_TIDES }, 'Leave by <noon>');
    ctx.send(messageStanza({ to: ctx.from.toString() }, warning));
  }
}

describe('the tutorial', () => {
  const file = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

  it('shows the code that runs, in forty lines', () => {
    const code = file('tides.ts');
    const blocks = [...file('../../docs/widget-tutorial.md').matchAll(/```ts\n([^]*?)```/gu)];
    const shown = blocks.map(([, block = '']) => block.trim());
    for (const block of shown) expect(`${code}\n${file('page.ts')}`).toContain(block);
    const lines = code.split('\n').filter((line) => line !== '' && !line.startsWith('import'));
    expect(lines.length).toBeLessThanOrEqual(40);
    const missing = lines.filter((line) => !shown.some((block) => block.includes(line.trim())));
    expect(missing).toEqual([]);
  });
});

describeInChromium('a widget of one’s own', (executablePath) => {
  let server: DevServer;
  let harbour: Client;
  let script: ScriptServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startDevServer({ accounts, say: () => undefined });
    harbour = createClient({
      jid: 'harbour@localhost/quay',
      password: accounts.harbour,
      service: server.url,
      features: [feature({ name: 'harbour', payloads: [Harbour] })],
      log: silentLog,
    });
    [browser, script] = await Promise.all([
      chromium.launch({ executablePath, args: [...chromiumArgs] }),
      bundle(new URL('page.ts', import.meta.url)).then(serveScript),
      harbour.connect(),
    ]);
  });

  afterEach(() => page.close());

  afterAll(async () => {
    await browser.close();
    await Promise.all([script.close(), harbour.disconnect()]);
    await server.close();
  });

  const open = async (asked: string): Promise<void> => {
    page = await browser.newPage();
    const who = { jid: 'juliet@localhost', password: accounts.juliet, service: server.url };
    const query = new URLSearchParams({ ...who, harbour: asked });
    await page.goto(`${script.url}#${query.toString()}`);
  };
  const says = async (count: number): Promise<string[]> => {
    await page
      .locator('my-tides p')
      .nth(count - 1)
      .waitFor();
    return page.locator('my-tides p').allTextContents();
  };

  it('shows the answer to its own action, and what its own payload hears', async () => {
    await open('harbour@localhost/quay');
    expect((await says(2)).sort()).toEqual(['4.2 m', 'Leave by <noon>']);
  });

  it('says why there is no answer', async () => {
    await open('nobody@localhost/nowhere');
    expect((await says(1))[0]).toContain('service-unavailable');
  });
});
