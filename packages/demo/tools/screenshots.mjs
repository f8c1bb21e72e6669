/**
 * Pictures of each view of the page, by day, by night and on a small screen, for `docs/page.md`. The same
 * ones each time on one machine: the clock stands, and everybody says what they always say.
 *
 *     npm run screenshots
 *     npm run screenshots -- --folder /tmp/pictures --png
 */
import { noon } from './fixed-clock.mjs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { rehearse, scenes } from './scenes.mjs';
import { onStage } from './stage.mjs';

const usual = fileURLToPath(new URL('../../../docs/screenshots', import.meta.url));
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: usual },
    /** Pictures that every program can show; they are larger. */
    png: { type: 'boolean', default: false },
    /** Only these, by a part of their names. */
    only: { type: 'string', default: '' },
  },
});

const wide = { width: 1180, height: 740 };
const looks = {
  light: { colorScheme: 'light', viewport: wide },
  dark: { colorScheme: 'dark', viewport: wide },
  narrow: { colorScheme: 'light', viewport: { width: 360, height: 680 } },
  mirrored: { colorScheme: 'light', viewport: wide },
};

await onStage(async (stage) => {
  if (values.only === '') await rm(values.folder, { recursive: true, force: true });
  await mkdir(values.folder, { recursive: true });
  const rehearsal = await openPage(stage, looks.light);
  await rehearse(rehearsal, stage);
  await rehearsal.context().close();
  let bytes = 0;
  for (const [look, options] of Object.entries(looks)) {
    for (const [name, scene] of Object.entries(scenes)) {
      const isAsked = `${name}-${look}`.includes(values.only);
      if (!isAsked || (scene.looks !== undefined && !scene.looks.includes(look))) continue;
      const page = await openPage(stage, options, scene.person);
      if (look === 'mirrored') await page.evaluate(() => (document.documentElement.dir = 'rtl'));
      await scene.go(page);
      bytes += await picture(page, `${values.folder}/${name}-${look}`);
      await page.context().close();
    }
  }
  console.log(`Pictures of ${(bytes / 1024).toFixed(0)} KB are in ${values.folder}.`);
});

/** A page as Juliet's, or of nobody yet. */
async function openPage({ browser, demo }, options, person = 'Juliet') {
  const context = await browser.newContext({
    ...options,
    ...{ locale: 'en', timezoneId: 'Europe/Rome', reducedMotion: 'reduce', bypassCSP: true },
  });
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.clock.setFixedTime(noon);
  await page.goto(demo.url);
  // As people do it: the age of a cookie is counted by the browser's own clock.
  if (person !== '') {
    await page.getByRole('button', { name: person, exact: true }).click();
    await page.locator('xec-conversation-list .person').first().waitFor({ state: 'attached' });
  }
  await page.addStyleTag({ content: ':root { caret-color: transparent }' });
  return page;
}

/** @returns its size in bytes */
async function picture(page, path) {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(300); // what was changed is drawn, and pictures are decoded
  const format = values.png ? { format: 'png' } : { format: 'webp', quality: 82 };
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', format);
  const bytes = Buffer.from(data, 'base64');
  await writeFile(`${path}.${format.format}`, bytes);
  return bytes.length;
}
