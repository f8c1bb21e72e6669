/** What is pictured: by name, who looks, and how they come there. */

const FRIAR = encodeURIComponent('friar@localhost');
const ROMEO = encodeURIComponent('romeo@localhost');
const BALCONY = encodeURIComponent('balcony@conference.localhost');

const at = (hash) => async (page) => {
  await page.evaluate((place) => (location.hash = place), hash);
};

/** @type {Record<string, { person?: string, looks?: string[], go(page: import('playwright-core').Page): Promise<unknown> }>} */
export const scenes = {
  entrance: {
    person: '',
    go: (page) => page.getByRole('heading', { name: 'Who are you?' }).waitFor(),
  },
  'log-in': {
    person: '',
    looks: ['light', 'dark', 'narrow'],
    async go(page) {
      await page.getByRole('link', { name: 'without the gateway' }).click();
      await page.getByLabel('Account').fill('juliet@localhost');
      // A port is another one each time.
      await page.getByLabel('Address').fill('wss://verona.example/ws');
      await page.evaluate(() => document.activeElement.blur());
    },
  },
  chats: { go: at('#/chat') },
  conversation: { go: talk(ROMEO, 'the brightness of her cheek') },
  history: {
    looks: ['light', 'narrow'],
    go: talk(FRIAR, 'Until tomorrow then.', 'Good night!', 'Thank you'),
  },
  room: { looks: ['light', 'dark', 'narrow'], go: talk(BALCONY, 'Anon, good nurse') },
  details: {
    looks: ['light', 'narrow'],
    async go(page) {
      await talk(ROMEO, 'the brightness of her cheek')(page);
      await page.getByRole('button', { name: 'Details', exact: true }).click();
      await page.getByLabel('Mute this conversation').waitFor();
    },
  },
  contacts: {
    async go(page) {
      await at('#/contacts')(page);
      await page.locator('xec-roster .person').first().waitFor();
    },
  },
  rooms: {
    async go(page) {
      await at('#/rooms')(page);
      await page.locator('xec-rooms').getByText('The balcony').first().waitFor();
    },
  },
  'room-people': {
    looks: ['light', 'narrow'],
    async go(page) {
      await at(`#/rooms/${BALCONY}`)(page);
      await page.waitForTimeout(1500);
    },
  },
  feed: {
    async go(page) {
      await at('#/feed')(page);
      await page.locator('xec-feed').getByText('The first fig of the year!').waitFor();
    },
  },
  profile: {
    async go(page) {
      await at('#/profile')(page);
      await page.locator('xec-profile').waitFor();
      await page.waitForTimeout(1000);
    },
  },
  settings: {
    async go(page) {
      await at('#/settings')(page);
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
      const device = page
        .locator('xec-devices')
        .getByText(/^\s*xec-/u)
        .first();
      // The name of a session is another one each time.
      await device.evaluate((el) => {
        const names = document.createTreeWalker(el, NodeFilter.SHOW_TEXT);
        while (names.nextNode()) {
          const { currentNode: text } = names;
          text.data = text.data.replace(/xec-[\w-]{8}/u, 'xec-balcony');
        }
      });
    },
  },
  jump: {
    looks: ['light', 'dark'],
    async go(page) {
      await page.keyboard.press('Control+k');
      await page.getByRole('option').first().waitFor();
    },
  },
  inspector: {
    person: '',
    looks: ['light', 'dark', 'narrow'],
    async go(page) {
      await page.goto(new URL('/inspector', page.url()).href);
      const actions = page.locator('.row.action');
      await actions.last().waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await actions.last().click();
      await page.locator('xec-event-details .life li').first().waitFor();
    },
  },
  admin: {
    person: '',
    looks: ['light', 'dark', 'narrow'],
    async go(page) {
      await page.goto(new URL('/admin', page.url()).href);
      await page.getByRole('heading', { name: 'Sessions' }).waitFor();
      await page.getByText('online').first().waitFor();
    },
  },
  keys: {
    looks: ['light', 'narrow'],
    async go(page) {
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  },
};

/** Opens a conversation, and waits for one of these lines. */
function talk(jid, ...lines) {
  return async (page) => {
    await at(`#/chat/${jid}`)(page);
    const log = page.getByRole('log');
    await log.waitFor();
    const found = lines.map((text) => log.getByText(text).last());
    await found
      .reduce((one, other) => one.or(other))
      .last()
      .waitFor();
  };
}

/** What was said before the pictures are made. */
export async function rehearse(page, { browser, demo }) {
  const context = await browser.newContext({ locale: 'en' });
  const romeo = await context.newPage();
  await romeo.goto(demo.url);
  await romeo.getByRole('button', { name: 'Romeo', exact: true }).click();
  await romeo.locator('xec-connection-status').getByText('Online').waitFor();
  const go = (whose, jid) => whose.evaluate((path) => (location.hash = `#/chat/${path}`), jid);
  await go(page, ROMEO);
  await go(romeo, encodeURIComponent('juliet@localhost'));
  const say = async (whose, other, text) => {
    const box = whose.locator('xec-composer').getByRole('textbox');
    await box.fill(text);
    await box.press('Enter');
    for (const each of [whose, other]) {
      await each
        .getByRole('log')
        .getByText(text.split(/[*_\n]/u)[0].trim())
        .first()
        .waitFor();
    }
  };
  await say(romeo, page, 'But soft! What light through yonder window breaks?');
  await say(page, romeo, 'Romeo? Speak *softly*, my kinsmen are _everywhere_.');
  await say(
    romeo,
    page,
    'O, speak again, bright angel! For thou art as glorious to this night, being o’er my head, as is a winged messenger of heaven.',
  );
  await say(page, romeo, 'How camest thou hither, tell me, and wherefore?');
  await say(
    romeo,
    page,
    'With love’s light wings did I o’er-perch these walls.\nSee https://verona.example/orchard for the way.',
  );
  await say(
    page,
    romeo,
    'Well, do not swear. Although I joy in thee, I have no joy of this contract tonight.',
  );
  await say(romeo, page, 'See how the brightness of her cheek would shame those stars');
  await go(page, BALCONY);
  await go(romeo, BALCONY);
  await say(romeo, page, 'Is anybody awake? I hear an owl.');
  await say(page, romeo, 'Anon, good nurse! I come.');
  await context.close();
}
