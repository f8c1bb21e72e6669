import { beforeEach, describe, expect, it } from '@jest/globals';
import { hostile } from '@xec/testing/security';
import { memoryJournal } from '@xec/client';
import { parse } from '@xec/stanza';
import { JournalError, allFeatures, payloadHash } from '@xec/xec';
import type { Gateway } from '../gateway.js';
import type { Person } from '../options.js';
import { ask, events, tell, TestInspector } from '../testing/admin.js';
import { TestTab } from '../testing/browser.js';
import { World } from '../testing/world.js';
import type { FixtureView, InspectorEvent, StanzaIn } from './events.js';
import type { ReplayView } from './rehearse.js';
import type { WatchAnswer } from './watch-messages.js';

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

/** What Juliet got, and nobody else. */
const ofJuliet = (rest = ''): string => `session=${encodeURIComponent(juliet.session)}${rest}`;

const isPing = (event: InspectorEvent): boolean =>
  event.kind === 'action' && event.action === 'Ping/Server' && event.step === 'ended';

async function pingServer(): Promise<InspectorEvent[]> {
  const tab = await TestTab.open(gateway, 'juliet');
  await tab.request('1', 'Ping/Server');
  return events(gateway, ofJuliet(), isPing);
}

describe('an inspector', () => {
  it('sees the life of a request, its stanzas both ways, and its packet', async () => {
    const all = await pingServer();
    const { id } = all.find(isPing) as { id: string };
    const own = all.filter((event) => 'id' in event && event.id === id);
    const told = own.map((event) => (event.kind === 'action' ? event.step : event.kind));
    expect(told).toEqual(['stored', 'out', 'sent', 'woken', 'in', 'ended']);
    const reply = own.find((event): event is InspectorEvent & StanzaIn => event.kind === 'in');
    expect(reply).toMatchObject({ woke: { id, action: 'Ping/Server' }, ran: [], ignored: [] });
    expect(reply?.ms).toBeGreaterThanOrEqual(0);
    expect(own.at(-1)).toMatchObject({ keys: ['ping_server_handle'], ms: expect.any(Number) });
    expect(all.at(-1)).toMatchObject({ kind: 'packet', key: 'ping_server_handle' });
  });

  it('sees on which levels payloads were looked for, under which hash, and which ran', async () => {
    const to = juliet.client.jid.toString();
    const tab = await TestTab.open(gateway, 'romeo');
    await tab.request('1', 'Ping/Entity', { jid: to });
    const [stanza] = (await events(
      gateway,
      ofJuliet('&namespace=urn:xmpp:ping&kind=in'),
    )) as (InspectorEvent & StanzaIn)[];
    expect(stanza?.ran).toEqual(['PingPong']);
    expect(stanza?.tried).toEqual([
      {
        level: 1,
        name: 'iq',
        xmlns: 'jabber:client',
        hash: payloadHash('iq', 'jabber:client'),
        found: [],
      },
      {
        level: 2,
        name: 'ping',
        xmlns: 'urn:xmpp:ping',
        hash: payloadHash('ping', 'urn:xmpp:ping'),
        found: ['PingPong'],
      },
    ]);
  });

  it('goes on with a session that began anew from its journal', async () => {
    const journal = memoryJournal();
    const [commit, refuses] = [journal.commit.bind(journal), { isTrue: false }];
    journal.commit = (units) => {
      if (!refuses.isTrue) return commit(units);
      refuses.isTrue = false;
      throw new JournalError('refused', 'not this one');
    };
    const nurse = await world.person('nurse', allFeatures, journal);
    gateway = await world.gateway({ people: [nurse], admin: {} });
    const reconnecting = new Promise<void>((resolve) => {
      nurse.client.packets.subscribe('session_state', ({ content }) => {
        if (content.state === 'reconnecting') resolve();
      });
    });
    refuses.isTrue = true;
    await nurse.client.send(parse("<presence xmlns='jabber:client'/>"));
    await reconnecting;
    const tab = await TestTab.open(gateway, 'nurse');
    expect(await tab.request('1', 'Ping/Server')).toMatchObject({ ok: true });
    const all = await events(gateway, '', isPing);
    const { id } = all.find(isPing) as { id: string };
    const steps = all.flatMap((event) => ('id' in event && event.id === id ? [event.kind] : []));
    expect(steps).toEqual(['action', 'out', 'action', 'action', 'in', 'action']);
  });

  it('filters by key, kind, id and session, and pages by place', async () => {
    const all = await pingServer();
    const { id } = all.find(isPing) as { id: string };
    const byKey = await events(gateway, 'key=ping_*_handle');
    expect(byKey.map(({ kind }) => kind)).toEqual(['action', 'packet']);
    expect(await events(gateway, `id=${id}&kind=out`)).toHaveLength(1);
    const first = await events(gateway, `${ofJuliet()}&after=0&limit=2`);
    expect(first.map(({ n }) => n)).toEqual(all.slice(0, 2).map(({ n }) => n));
    const last = await events(gateway, `${ofJuliet()}&limit=1`);
    expect(last[0]?.n).toBe(all.at(-1)?.n);
    await expect(ask(gateway, '/api/inspector/events?limit=0')).rejects.toThrow('400');
    await expect(ask(gateway, '/api/inspector/events?colour=red')).rejects.toThrow('400');
  });

  it('is told of events as they happen, and of those before where it asks', async () => {
    await pingServer();
    const inspector = await TestInspector.open(gateway);
    inspector.say({ t: 'watch', filter: { key: 'ping_*' }, after: 0 });
    const [watching] = await inspector.upTo(3);
    expect(watching).toMatchObject({ t: 'watching', oldest: 1 });
    await pingServer();
    const told = await inspector.upTo(5);
    expect(told.slice(1).map((answer) => answer.t === 'event' && answer.event.kind)).toEqual([
      'action',
      'packet',
      'action',
      'packet',
    ]);
    inspector.say({ t: 'dance' });
    expect(await inspector.upTo(6)).toMatchObject([{}, {}, {}, {}, {}, { t: 'error' }]);
  });

  it('tells all that is kept to who comes from a gateway before', async () => {
    const all = await pingServer();
    const inspector = await TestInspector.open(gateway);
    const { n } = all.at(-1)!;
    inspector.say({ t: 'watch', filter: { key: 'ping_*' }, after: n, ring: 'of another one' });
    const told = await inspector.upTo(3);
    expect(told.map(({ t }) => t)).toEqual(['watching', 'event', 'event']);
    const { ring } = told[0] as Extract<WatchAnswer, { t: 'watching' }>;
    inspector.say({ t: 'watch', filter: { key: 'ping_*' }, after: n, ring });
    await pingServer();
    const [, , , again, next] = await inspector.upTo(5);
    expect(again).toEqual(told[0]);
    expect(next).toMatchObject({ t: 'event' });
    expect(next?.t === 'event' && next.event.n).toBeGreaterThan(n);
  });

  it('sends a stanza that the parser takes, and no other', async () => {
    const to = romeo.client.jid.toString();
    const xml = `<message xmlns='jabber:client' to='${to}' type='chat'><body>hist</body></message>`;
    expect((await tell(gateway, '/api/inspector/send', { id: 'juliet', xml })).status).toBe(204);
    const session = encodeURIComponent(romeo.session);
    const [packet] = await events(gateway, `session=${session}&key=message`);
    expect(packet).toMatchObject({ content: { body: 'hist' } });
    for (const wrong of ['<message', '<message/>', "<iq xmlns='jabber:client'/></stream>", '']) {
      const body = { id: 'juliet', xml: wrong };
      expect((await tell(gateway, '/api/inspector/send', body)).status).toBe(400);
    }
    expect((await tell(gateway, '/api/inspector/send', { id: 'nobody', xml })).status).toBe(404);
  });

  it('replays a stanza on a stage: nothing of it reaches the session', async () => {
    const heard: unknown[] = [];
    const end = juliet.client.packets.subscribe('message', ({ content }) => heard.push(content));
    const xml = `<message xmlns='jabber:client' from='romeo@${world.server.domain}/x' id='r1'
      type='chat'><body>once more</body></message>`;
    const response = await tell(gateway, '/api/inspector/replay', { id: 'juliet', xml });
    const view = (await response.json()) as ReplayView;
    expect(view.packets).toMatchObject([{ key: 'message', content: { body: 'once more' } }]);
    expect(view.ran).toContain('Message');
    expect(view.faults).toEqual([]);
    expect(await ask(gateway, `/api/inspector/events?id=r1`)).toEqual([]);
    expect(heard).toEqual([]);
    end();
  });

  it('copies a recorded stanza as a fixture', async () => {
    const to = juliet.client.jid.toString();
    const tab = await TestTab.open(gateway, 'romeo');
    await tab.request('1', 'Message/Publish', { to, body: 'for a fixture' });
    const [packet] = await events(gateway, ofJuliet('&key=message'));
    const stanzas = await events(gateway, ofJuliet('&kind=in'));
    const { n } = stanzas.filter((event) => event.n < (packet?.n ?? 0)).at(-1)!;
    const fixture = await ask<FixtureView>(gateway, `/api/inspector/events/${String(n)}/fixture`);
    expect(fixture.xml).toContain('<body>for a fixture</body>');
    expect(fixture.json.packets).toMatchObject({ message: { body: 'for a fixture' } });
    await expect(ask(gateway, '/api/inspector/events/999999/fixture')).rejects.toThrow('404');
  });
});

describe('secrets before an inspector', () => {
  hostile(56, 'passwords of rooms, headers of uploads and fields of forms are hidden', async () => {
    const to = romeo.client.jid.toString();
    const xml = `<message xmlns='jabber:client' to='${to}'>
      <x xmlns='http://jabber.org/protocol/muc'><password>open-sesame-1</password></x>
      <header name='Authorization'>Basic open-sesame-2</header>
      <service xmlns='urn:xmpp:extdisco:2' password='open-sesame-3'/>
      <x xmlns='jabber:x:data' type='form'>
        <field type='text-private' var='any'><value>open-sesame-4</value></field>
        <field var='muc#roomconfig_roomsecret'><value>shown</value></field>
        <field var='password'><value>open-sesame-5</value></field></x>
      <body>a body</body></message>`;
    await tell(gateway, '/api/inspector/send', { id: 'juliet', xml });
    const session = encodeURIComponent(romeo.session);
    await events(gateway, `session=${session}&namespace=urn:xmpp:extdisco:2`);
    const text = JSON.stringify(await ask(gateway, '/api/inspector/events'));
    expect(text).toContain('a body');
    expect(text).not.toContain('open-sesame');
  });

  hostile(56, 'a request that is secret is seen without its stanza', async () => {
    const params = { password: 'open-sesame' };
    const { registry } = juliet.client;
    const { type } = registry.actions.get('Register/ChangePassword')!;
    await juliet.client.request(new type(params as never)).catch(() => undefined);
    const all = await events(
      gateway,
      ofJuliet(),
      (event) => event.kind === 'action' && event.action === 'Register/ChangePassword',
    );
    expect(JSON.stringify(all)).not.toContain('open-sesame');
  });
});
