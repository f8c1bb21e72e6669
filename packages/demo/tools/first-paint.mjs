/**
 * Measures when people first see something of the page, and when what they came for, with a cold cache,
 * through the gateway. Not a test: a machine that is busy is slower.
 *
 *     npm run first-paint -- --visits 15
 */
import { parseArgs } from 'node:util';
import { onStage } from './stage.mjs';

const { values } = parseArgs({ options: { visits: { type: 'string', default: '15' } } });
const visits = Number(values.visits);
if (!Number.isInteger(visits) || visits < 1)
  throw new TypeError('expected a number after --visits');

/** What is looked at: where, and what people wait for there. */
const views = {
  'who are you?': { path: '', wanted: 'xec-pick-person button' },
  'the conversations': { path: 'as/juliet', wanted: 'xec-conversation-list .person' },
};

await onStage(async ({ demo, browser }) => {
  console.log(
    `${String(visits)} visits, each with an empty cache; milliseconds: median (least – most)\n`,
  );
  for (const [name, view] of Object.entries(views)) {
    const seen = [];
    for (let visit = 0; visit < visits; visit += 1) seen.push(await look(browser, demo.url, view));
    for (const what of ['painted', 'there']) {
      console.log(
        `${name.padEnd(18)} ${what.padEnd(8)} ${summary(seen.map((each) => each[what]))}`,
      );
    }
  }
});

/** One visit of a browser that was never here: times since the address was asked for. */
async function look(browser, url, { path, wanted }) {
  const context = await browser.newContext();
  try {
    const origin = new URL(url).origin;
    await context.request.post(`${url}api/sign-in`, {
      data: { person: 'juliet' },
      headers: { origin },
    });
    const page = await context.newPage();
    await page.goto(`${url}${path}`, { waitUntil: 'commit' });
    // Playwright looks into shadow roots, each time something is drawn.
    await page.locator(wanted).first().waitFor();
    const there = await page.evaluate(() => performance.now());
    const [painted] = await page.evaluate(() =>
      performance.getEntriesByName('first-contentful-paint').map(({ startTime }) => startTime),
    );
    return { painted, there };
  } finally {
    await context.close();
  }
}

function summary(times) {
  const [least, median, most] = [0, 0.5, 1].map((part) =>
    Math.round([...times].sort((one, other) => one - other)[Math.floor((times.length - 1) * part)]),
  );
  return `${String(median).padStart(5)} (${String(least)} – ${String(most)})`;
}
