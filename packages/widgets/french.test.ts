import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { describeInChromium } from '@xec/testing';
import type { Page } from 'playwright-core';
import { catalogues, englishOnly } from './testing/catalogues.js';
import { widgetTags } from './index.js';
import { WidgetBrowser } from './testing/widget-browser.js';

jest.setTimeout(60_000);

/** All that can be read or heard of an element: texts, and names that attributes give. */
const said = (page: Page, tag: string): Promise<string[]> =>
  page.evaluate(async (name) => {
    const { source, preferences, tasks } = window.xec;
    const element = document.createElement(name);
    const open = {
      path: 'romeo@localhost',
      jid: 'romeo@localhost',
      openName: 'Romeo',
      name: 'Romeo',
    };
    const person = { id: 'juliet', name: 'Juliet' };
    // A picture of nobody trusted: it says that it can be shown.
    const file = { url: 'https://a.example/b', name: 'b', mediaType: 'image/png', size: 9000 };
    const given = { source, preferences, tasks, person, file, canChangePassword: true, ...open };
    Object.assign(element, given);
    document.body.append(element);
    await new Promise((resolve) => setTimeout(resolve, 50)); // for it and all within it to be drawn
    const found: string[] = [];
    const read = (node: Node): void => {
      if (node instanceof Text) found.push(node.data.trim());
      if (node instanceof Element) {
        for (const label of ['aria-label', 'title', 'placeholder', 'alt']) {
          found.push(node.getAttribute(label) ?? '');
        }
        node.shadowRoot?.childNodes.forEach(read);
      }
      if (!(node instanceof HTMLStyleElement)) node.childNodes.forEach(read);
    };
    read(element);
    element.remove();
    return found.filter((text) => text !== '');
  }, tag);

describeInChromium('in French', (executablePath) => {
  let widgets: WidgetBrowser;
  let page: Page;
  let english: Awaited<ReturnType<typeof englishOnly>>;

  beforeAll(async () => {
    english = englishOnly(await catalogues());
    widgets = await WidgetBrowser.start(executablePath);
    page = await widgets.open({ locale: 'fr' });
    await page.evaluate(() => {
      const { source, tasks, preferences } = window.xec;
      const reason = { condition: 'system-shutdown' };
      source.emit('session_state', { state: 'reconnecting', inMs: 60_000, reason });
      source.emit('vcard4_set_errorconflict', { condition: 'conflict', type: 'cancel' });
      source.emit('blocking_request_handle', { jids: ['tybalt@localhost'] });
      tasks.begin({ kind: 'upload', name: 'a', unit: 'bytes', total: 9, cancel: () => undefined });
      tasks.begin({ kind: 'join', name: 'b' }).fail('timeout');
      preferences.mute('nurse@localhost', true);
    });
  });

  afterAll(() => widgets.stop());

  it('there are catalogues to look for', () => {
    expect(english.whole.size).toBeGreaterThan(60);
    expect(english.parts.size).toBeGreaterThan(5);
  });

  /** What `<tag>` says that only English has. */
  const englishOf = async (tag: string): Promise<string[]> =>
    (await said(page, tag)).filter(
      (text) => english.whole.has(text) || [...english.parts].some((part) => text.includes(part)),
    );

  it.each(widgetTags)('<%s> says nothing in English', async (tag) => {
    expect(await englishOf(tag)).toEqual([]);
  });

  it('a file says things', async () => {
    expect(await said(page, 'xec-shared-file')).toHaveLength(1);
  });

  it('the settings say things in French, and would have said them in English', async () => {
    expect(await said(page, 'xec-settings')).toContain('Paramètres');
    await page.evaluate(() => (document.documentElement.lang = 'en'));
    expect(await englishOf('xec-settings')).toContain('Settings');
  });
});
