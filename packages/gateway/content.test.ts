/** Rules 58 and 61: what others wrote is text, and does nothing by itself. */
import { beforeEach, expect } from '@jest/globals';
import { genuine, hostile } from '@xec/testing/security';
import { allFeatures } from '@xec/xec';
import type { Gateway } from './gateway.js';
import type { InspectorEvent } from './inspector/events.js';
import type { Person } from './options.js';
import { ask, events } from './testing/admin.js';
import { TestTab } from './testing/browser.js';
import { World } from './testing/world.js';

const world = new World();
let juliet: Person;
let romeo: Person;
let gateway: Gateway;

beforeEach(async () => {
  [juliet, romeo] = await Promise.all([
    world.person('juliet', allFeatures),
    world.person('romeo', allFeatures),
  ]);
  gateway = await world.gateway({ people: [juliet, romeo], admin: {} });
});

/** Romeo writes `body`, and Juliet's tab has it. */
async function written(body: string): Promise<TestTab> {
  const [tab, romeos] = [
    await TestTab.open(gateway, 'juliet'),
    await TestTab.open(gateway, 'romeo'),
  ];
  await tab.subscribe(['message']);
  const to = juliet.client.jid.toString();
  expect(await romeos.request('1', 'Message/Publish', { to, body })).toMatchObject({ ok: true });
  await tab.next('packet', ({ content }) => (content as { body?: string }).body === body);
  return tab;
}

hostile(58, 'markup and scripts in a message reach a tab as the text that they are', async () => {
  const body = `<img src=x onerror=alert(1)><script>alert(2)</script>&amp;`;
  const tab = await written(body);
  expect(tab.all('packet').at(-1)?.content).toMatchObject({ body });
});

genuine(58, 'a message with signs of markup comes as it was written', async () => {
  const tab = await written('1 < 2 && "3" > \'2\'');
  expect(tab.all('packet')).toHaveLength(1);
});

/** What Juliet's session sent from the event after `n` on. */
const sentSince = async (n: number): Promise<InspectorEvent[]> => {
  const session = encodeURIComponent(juliet.session);
  return ask(gateway, `/api/inspector/events?session=${session}&kind=out&after=${String(n)}`);
};

hostile(61, 'a link that acts does nothing when it comes in a message', async () => {
  const domain = world.server.domain;
  await written(`xmpp:mallory@${domain}?roster;name=x and xmpp:mallory@${domain}?remove`);
  const session = encodeURIComponent(juliet.session);
  const told = await events(gateway, `session=${session}&key=message`);
  expect(await sentSince(told[0]?.n ?? 0)).toEqual([]);
});

genuine(61, 'what the link names is done when its user asks for it', async () => {
  const jid = `mallory@${world.server.domain}`;
  const tab = await written(`xmpp:${jid}?roster`);
  expect(await tab.request('1', 'Roster/AddItem', { jid })).toMatchObject({ ok: true });
});
