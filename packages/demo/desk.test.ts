/** The pages for administrators, `/inspector` and `/admin`, on one demo and in one browser. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { memoryJournal } from '@xec/client';
import { clientAccounts, startGateway, type Gateway } from '@xec/gateway';
import type * as told from '@xec/gateway';
import { chromiumArgs, describeInChromium } from '@xec/testing';
import { genuine, hostile } from '@xec/testing/security';
import type * as shown from '@xec/widgets';
import { allFeatures, silentLog } from '@xec/xec';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startDemo, type Demo } from './demo.js';
import { pageFolder } from './page-folder.js';
import { axeViolations } from './testing/axe.js';
import { DeskVisitor } from './testing/desk-visitor.js';
import { Visitor } from './testing/visitor.js';

jest.setTimeout(120_000);

/** The widgets have types of their own for what a gateway tells: each fits the other. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
const same: readonly true[] = [
  true satisfies Same<told.InspectorEvent, shown.InspectorEvent>,
  true satisfies Same<told.EventFilter, shown.EventFilter>,
  true satisfies Same<told.FixtureView, shown.FixtureView>,
  true satisfies Same<told.ReplayView, shown.ReplayView>,
  true satisfies Same<told.WatchAnswer, shown.WatchAnswer>,
  true satisfies Same<told.EntryView, shown.EntryView>,
  true satisfies Same<told.Overview, shown.Overview>,
  true satisfies Same<told.PendingView, shown.PendingView>,
  true satisfies told.SessionView extends shown.SessionView ? true : false,
];

const markup = `<img src=x onerror="window.hacked=1"><script>window.hacked=2</script>`;
const escaped = markup.replaceAll('<', '&lt;').replaceAll('"', '&quot;');

describeInChromium('the pages for administrators:', (executablePath) => {
  let browser: Browser;
  let demo: Demo;
  const visitors: Visitor[] = [];
  const desks: DeskVisitor[] = [];

  beforeAll(async () => {
    [demo, browser] = await Promise.all([
      startDemo({ pace: { readMs: 50, writeMs: 100 }, log: silentLog, say: () => undefined }),
      chromium.launch({ executablePath, args: [...chromiumArgs] }),
    ]);
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await demo.close();
  });

  afterEach(async () => {
    const complaints = [...visitors, ...desks].flatMap((each) => each.complaints);
    await Promise.all([...visitors.splice(0), ...desks.splice(0)].map((each) => each.leave()));
    expect(complaints).toEqual([]);
  });

  const come = async (
    view: 'inspector' | 'admin',
    options?: BrowserContextOptions,
  ): Promise<DeskVisitor> => {
    const desk = await DeskVisitor.open(browser, `${demo.url}${view}`, options);
    desks.push(desk);
    return desk;
  };
  const arrive = async (name: string): Promise<Visitor> => {
    const visitor = await Visitor.arrive(browser, demo.url, name);
    visitors.push(visitor);
    return visitor;
  };
  const overflow = (page: Page): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

  it('a newcomer finds them: from the first page, and from the settings', async () => {
    expect(same).toHaveLength(9);
    const desk = await DeskVisitor.open(browser, demo.url);
    desks.push(desk);
    const { page } = desk;
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    await page.getByRole('link', { name: 'Inspector' }).click();
    await desk.rows('').first().waitFor();
    const juliet = await arrive('Juliet');
    await juliet.page.getByRole('link', { name: 'Settings', exact: true }).click();
    const link = juliet.page.getByRole('link', { name: 'Inspector' });
    expect(await link.getAttribute('href')).toBe('/inspector');
  });

  describe('an inspector', () => {
    it('sees what happens: the life of a request, levels with hash and handler, packets', async () => {
      const [juliet, desk] = [await arrive('Juliet'), await come('inspector')];
      await juliet.talkTo('Friar Laurence');
      await juliet.say('Good even to my ghostly confessor.');
      const ended = desk.rows('Message/Publish').filter({ hasText: 'message_publish_handle' });
      await ended.last().click();
      const life = desk.details.locator('.life li');
      await life.nth(4).waitFor();
      const steps = (await life.allInnerTexts()).map((text) => text.trim().split(/\s/)[0]);
      expect(steps).toEqual(['stored', 'out', 'sent', 'answered', 'ended']);
      await desk.rows('ChatState').first().click();
      const look = desk.details.locator('.looks li').filter({ hasText: 'chatstates' }).first();
      expect(await look.innerText()).toMatch(/Level 2\s+(?:active|composing)/);
      expect(await look.locator('.hash').innerText()).toMatch(/^[0-9a-f]{32}$/);
      expect(await look.locator('.found').innerText()).toBe('ChatState');
      await desk.details.getByText('Handlers took').waitFor();
    });

    it('filters by kind, session, key, namespace and text; pauses, and goes on with all of it', async () => {
      const { page, ...desk } = await come('inspector').then((found) => ({
        page: found.page,
        rows: found.rows.bind(found),
        kinds: found.kinds.bind(found),
        toHave: found.toHave.bind(found),
      }));
      await desk.rows('').first().waitFor();
      await page.getByRole('radio', { name: 'Packets' }).check();
      await desk.toHave(async () => (await desk.kinds()).join() === 'packet');
      await page.getByRole('radio', { name: 'All' }).check();
      await page.getByLabel('Session', { exact: true }).selectOption('romeo');
      await page.getByLabel('Filter by').selectOption('Packet key');
      await page.getByPlaceholder('ping_*').fill('roster_*');
      await desk.toHave(async () => (await desk.kinds()).join() === 'action,packet');
      expect(await desk.rows('juliet').count()).toBe(0);
      await page.getByLabel('Filter by').selectOption('Namespace');
      await page.getByPlaceholder('urn:').fill('jabber:iq:roster');
      await desk.toHave(async () => (await desk.kinds()).join() === 'in,out');
      await page.getByLabel('Filter by').selectOption('Text');
      await page.getByLabel('Session', { exact: true }).selectOption('');
      await page.getByPlaceholder('anything').fill('while it pauses');
      await desk.toHave(async () => (await desk.rows('').count()) === 0);
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByText('Paused').waitFor();
      const juliet = await arrive('Juliet');
      await juliet.talkTo('Romeo');
      await juliet.say('Said while it pauses');
      await juliet.line('while it pauses').getByText('Received').waitFor();
      expect(await desk.rows('').count()).toBe(0);
      await page.getByRole('button', { name: 'Go on' }).click();
      await desk.rows('message').first().waitFor();
      expect(await desk.kinds()).toEqual(['in', 'out', 'packet']);
      await page.getByRole('button', { name: 'Clear' }).click();
      await desk.toHave(async () => (await desk.rows('').count()) === 0);
    });

    it('copies a stanza as a fixture, replays it, and sends one that is written', async () => {
      const desk = await come('inspector', { permissions: ['clipboard-read', 'clipboard-write'] });
      const { page } = desk;
      const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
      const domain = demo.server.domain;
      await desk.send(
        'romeo',
        `<message xmlns="jabber:client" to="juliet@${domain}" type="chat">
        <body>By hand</body></message>`,
      );
      await page.getByText('It stands in the list').waitFor();
      await page.getByLabel('Stanza').fill('<message');
      await page.getByRole('button', { name: 'Send', exact: true }).click();
      await page.getByRole('alert').getByText('The gateway refused').waitFor();
      expect(desk.complaints.splice(0)).toEqual([expect.stringContaining('400')]);
      await page.keyboard.press('Escape');
      await desk.search('By hand');
      await desk.rows('message chat').filter({ hasText: 'juliet' }).first().waitFor();
      const received = page.locator('.row.in').filter({ hasText: 'message chat' }).last();
      await received.click();
      await page.getByRole('button', { name: 'Copy XML' }).click();
      await page.getByText('Copied.').waitFor();
      expect(await clipboard()).toContain('<body>By hand</body>');
      await page.getByRole('button', { name: 'Copy as fixture' }).click();
      await page.getByText('Both files were copied').waitFor();
      const [xml = '', json = ''] = (await clipboard()).split('case.json\n');
      expect(xml).toMatch(/^case\.xml\n<message /);
      expect(JSON.parse(json)).toMatchObject({ packets: { message: { body: 'By hand' } } });
      await page.getByRole('button', { name: 'Replay' }).click();
      const outcome = page.getByRole('group', { name: 'Replay' });
      await outcome.getByText('"By hand"').first().waitFor();
      await page.getByRole('button', { name: 'Edit and send' }).click();
      const field = page.getByLabel('Stanza');
      expect(await field.inputValue()).toContain('By hand');
      await field.fill((await field.inputValue()).replace('By hand', 'By another hand'));
      await page.getByRole('button', { name: 'Replay as received' }).click();
      await outcome.getByText('"By another hand"').first().waitFor();
    });

    it('stays where one reads, however long it goes on, and keeps as much as it can hold', async () => {
      const desk = await come('inspector');
      const { page } = desk;
      await desk.rows('').first().waitFor();
      await desk.playLong(20_000);
      await desk.rows('key_20000').waitFor();
      const count = (): Promise<string> => page.locator('.count').innerText();
      expect(Number((await count()).replaceAll(/\D/g, ''))).toBeLessThan(5500);
      expect(await page.locator('.row').count()).toBeLessThan(120);
      const seen = await desk.scrollTo(120_000);
      await desk.playLong(2000, 20_000);
      await desk.toHave(async () => (await desk.firstSeen()) === seen);
      await page.getByRole('button', { name: 'To the newest' }).click();
      await desk.rows('key_22000').waitFor();
    });

    it('is used with the keyboard alone', async () => {
      const desk = await come('inspector');
      const { page } = desk;
      await desk.rows('').first().waitFor();
      const list = page.getByRole('listbox', { name: 'Events' });
      await list.focus();
      await page.keyboard.press('End');
      const chosen = page.locator('.row[aria-selected="true"]');
      const last = await chosen.getAttribute('id');
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowUp');
      expect(await chosen.getAttribute('id')).not.toBe(last);
      expect(await list.getAttribute('aria-activedescendant')).toBe(
        await chosen.getAttribute('id'),
      );
      await desk.details.getByRole('heading').first().waitFor();
      await page.keyboard.press('Escape');
      await desk.details.waitFor({ state: 'detached' });
      expect(await list.evaluate((el) => el.matches(':focus'))).toBe(true);
    });
  });

  describe('what others wrote', () => {
    hostile(
      58,
      'markup and scripts in a stanza are text in inspector, page and administration',
      async () => {
        const [juliet, desk] = [await arrive('Juliet'), await come('inspector')];
        await desk.send(
          'romeo',
          `<message xmlns="jabber:client" to="juliet@${demo.server.domain}"
        type="chat" id="${escaped}"><subject>${escaped}</subject><body>${escaped}\u202eend</body></message>`,
        );
        await desk.page.keyboard.press('Escape');
        await juliet.talkTo('Romeo');
        await juliet.line('onerror').first().waitFor();
        await desk.search('onerror');
        await desk.page.locator('.row.in').filter({ hasText: 'subject' }).last().click();
        await desk.details.getByText('window.hacked').first().waitFor();
        expect(await desk.details.locator('pre').last().innerText()).toContain('\\u{202e}end');
        await desk.page.getByRole('button', { name: 'Replay' }).click();
        await desk.page.getByRole('group', { name: 'Replay' }).waitFor();
        const admin = await come('admin');
        await admin.page.getByRole('heading', { name: 'Sessions' }).waitFor();
        for (const { page } of [juliet, desk, admin]) {
          expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
          expect(await page.locator('img[src="x"]').count()).toBe(0);
        }
      },
    );

    genuine(
      58,
      'each page is served under a policy that lets nothing but its own files run',
      async () => {
        for (const path of ['inspector', 'admin']) {
          const { headers } = await fetch(`${demo.url}${path}`);
          const policy = headers.get('content-security-policy') ?? '';
          expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
          expect(policy).toContain("frame-ancestors 'none'");
          expect(policy).toContain("require-trusted-types-for 'script'");
          expect(headers.get('referrer-policy')).toBe('no-referrer');
        }
      },
    );

    hostile(
      61,
      'a link that acts is neither followed nor made a link, in inspector and page',
      async () => {
        const [juliet, desk] = [await arrive('Juliet'), await come('inspector')];
        const jid = `mallory@${demo.server.domain}`;
        await desk.send(
          'romeo',
          `<message xmlns="jabber:client" to="juliet@${demo.server.domain}"
        type="chat"><body>xmpp:${jid}?roster;name=x and xmpp:${jid}?remove</body></message>`,
        );
        await desk.page.keyboard.press('Escape');
        await juliet.talkTo('Romeo');
        await juliet.line('?roster').first().click();
        await desk.search('mallory');
        await desk.page.locator('.row.in').last().click();
        await desk.details.getByText('?remove').first().click();
        for (const { page } of [juliet, desk]) {
          expect(await page.locator('a[href^="xmpp:"]').count()).toBe(0);
        }
        await desk.rows('Message/Displayed').count();
        const sent = desk.page.locator('.row.out').filter({ hasText: 'iq set' });
        expect(await sent.count()).toBe(0);
      },
    );

    genuine(61, 'a stanza that names it leaves when an administrator sends it', async () => {
      const desk = await come('inspector');
      await desk.page.getByPlaceholder('anything').fill('mercutio');
      await desk.send(
        'romeo',
        `<iq xmlns="jabber:client" type="set" id="by-hand">
        <query xmlns="jabber:iq:roster"><item jid="mercutio@${demo.server.domain}"/></query></iq>`,
      );
      await desk.page.locator('.row.out').filter({ hasText: 'iq set' }).waitFor();
      await desk.page.locator('.row.in').filter({ hasText: 'iq set' }).first().waitFor();
    });

    hostile(
      56,
      'no secret is in the pages: passwords, tokens and hidden fields are masked',
      async () => {
        const desk = await come('inspector');
        await desk.send(
          'romeo',
          `<message xmlns="jabber:client" to="juliet@${demo.server.domain}">
        <x xmlns="http://jabber.org/protocol/muc"><password>open-sesame-1</password></x>
        <x xmlns="jabber:x:data" type="form"><field type="text-private" var="a">
        <value>open-sesame-2</value></field></x><body>with secrets</body></message>`,
        );
        await desk.page.keyboard.press('Escape');
        await desk.search('with secrets');
        const row = desk.page.locator('.row.in').last();
        await row.click();
        const xml = desk.details.locator('pre').last();
        await xml.getByText('with secrets').waitFor();
        expect(await xml.innerText()).toContain('<password>…</password>');
        const text = await desk.allText();
        const events = await desk.page.evaluate(async () =>
          (await fetch('/api/inspector/events')).text(),
        );
        for (const secret of ['open-sesame', ...Object.values(demo.passwords)]) {
          expect(text).not.toContain(secret);
          expect(events).not.toContain(secret);
        }
      },
    );
  });

  it.each(['light', 'dark'] as const)(
    'axe finds nothing wrong in %s, wide and narrow',
    async (colorScheme) => {
      const desk = await come('inspector', { colorScheme });
      const { page } = desk;
      const look = async (what: string): Promise<void> => {
        expect([what, await axeViolations(page)]).toEqual([what, []]);
        expect([what, await overflow(page)]).toEqual([what, 0]);
      };
      await desk.rows('').first().waitFor();
      await page.getByPlaceholder('anything').fill('<presence');
      // Colours are the same in every width: by night one is enough.
      for (const width of colorScheme === 'light' ? [1200, 320] : [1200]) {
        await page.setViewportSize({ width, height: 640 });
        await look(`the list at ${width}`);
        // Not the end of a request: payloads were looked for.
        await page.locator('.row.in').filter({ hasText: 'presence' }).last().click();
        await desk.details.locator('.looks li').first().waitFor();
        await look(`a stanza at ${width}`);
        await page.getByRole('button', { name: 'Send XML' }).click();
        await page.getByLabel('Stanza').waitFor();
        await look(`writing at ${width}`);
        await page.keyboard.press('Escape');
        await page.locator('xec-event-details').getByRole('button', { name: 'Close' }).click();
      }
      await page.getByRole('link', { name: 'Administration' }).click();
      await page.getByRole('heading', { name: 'Sessions' }).waitFor();
      for (const width of colorScheme === 'light' ? [320, 1200] : [1200]) {
        await page.setViewportSize({ width, height: 640 });
        await look(`the administration at ${width}`);
      }
      await page.getByRole('button', { name: 'Drain' }).click();
      await page.getByRole('dialog').waitFor();
      await look('a question');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      await page.setViewportSize({ width: 320, height: 640 });
      await look('from right to left');
    },
  );

  describe('others than everybody', () => {
    let strict: Gateway;
    let closed: Gateway;

    beforeAll(async () => {
      const journal = memoryJournal();
      const accounts = clientAccounts({ domains: ['x.example'], features: allFeatures, journal });
      const options = { accounts, page: pageFolder(), log: silentLog };
      [strict, closed] = await Promise.all([
        startGateway({ ...options, admin: {} }),
        startGateway(options),
      ]);
    });

    afterAll(async () => {
      await Promise.all([strict.close(), closed.close()]);
    });

    it('are told why they see nothing, until they say the token', async () => {
      const desk = await DeskVisitor.open(browser, `${strict.url}inspector`);
      const { page } = desk;
      await page.getByRole('heading', { name: 'For administrators only' }).waitFor();
      await page.getByText('only to who knows its administrator’s token').waitFor();
      expect(await axeViolations(page)).toEqual([]);
      await page.getByLabel('token').fill('a guess');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('alert').getByText('This is not the token.').waitFor();
      await page.getByLabel('token').fill(strict.adminToken ?? '');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('listbox', { name: 'Events' }).waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.getByRole('heading', { name: 'For administrators only' }).waitFor();
      await page.goto(`${strict.url}admin#${strict.adminToken ?? ''}`);
      await page.getByText('Nobody is signed in.').waitFor();
      expect(page.url()).toBe(`${strict.url}admin`);
      // The one complaint is of the guess, which the browser says by itself.
      expect(desk.complaints.filter((each) => !each.includes('401'))).toEqual([]);
      await desk.leave();
    });

    it('are told that there is no administrator, where there is none', async () => {
      const desk = await DeskVisitor.open(browser, `${closed.url}admin`);
      desks.push(desk);
      await desk.page.getByRole('heading', { name: 'has no administrators' }).waitFor();
      expect(await desk.page.locator('xec-admin').count()).toBe(0);
      await desk.page.goto(closed.url);
      await desk.page.getByRole('link', { name: 'Log in without the gateway' }).waitFor();
      expect(await desk.page.getByRole('link', { name: 'Inspector' }).count()).toBe(0);
    });
  });

  it('an administrator sees what waits, disconnects and drains, and is asked once before', async () => {
    const [juliet, { page }] = [await arrive('Juliet'), await come('admin')];
    const session = page.getByRole('listitem').filter({ hasText: 'juliet@' });
    await session.getByText('Online').waitFor();
    await page.getByRole('row', { name: /^Message / }).waitFor();
    await page.getByText('Well', { exact: true }).waitFor();
    await page.getByText('1 tab', { exact: false }).first().waitFor();
    const admit = demo.server.faults.refuseConnections(503);
    demo.server.disconnect('juliet', 'abort');
    await session.getByText('Reconnecting').waitFor();
    await juliet.talkTo('Romeo');
    await juliet.say('It waits');
    const waiting = page.getByRole('region', { name: 'Requests that wait' });
    await waiting.getByText('Message/Publish').first().waitFor();
    await waiting.getByText('juliet').first().waitFor();
    admit();
    await session.getByText('Online').waitFor();
    await waiting.getByText('No request waits.').waitFor();
    await page.getByRole('button', { name: /^Disconnect juliet/ }).click();
    await page.getByRole('dialog', { name: /^Disconnect juliet/ }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await session.getByText('Online').waitFor();
    await page.getByRole('button', { name: /^Disconnect juliet/ }).click();
    await page.getByRole('button', { name: 'Disconnect', exact: true }).last().click();
    await session.getByText('Ended').waitFor();
    await juliet.page.getByRole('heading', { name: 'Who are you?' }).waitFor();
    await page.getByRole('button', { name: 'Drain', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Drain', exact: true }).click();
    await page.getByText('nobody signs in any more').first().waitFor();
    expect(await page.getByRole('button', { name: 'Drain', exact: true }).isDisabled()).toBe(true);
    expect((await fetch(`${demo.url}readyz`)).status).toBe(503);
  });
});
