import { once } from 'node:events';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient, memoryJournal, type Client } from '@xec/client';
import { startTestServer, type TestServer } from '@xec/testing';
import { ping, roster, silentLog } from '@xec/xec';
import { genuine, hostile } from '@xec/testing/security';
import { startGateway, type Gateway } from './gateway.js';
import { defaultGatewayLimits } from './limits.js';
import type { GatewayOptions, Person } from './options.js';
import {
  openSocket,
  openWithTicket,
  post,
  refusal,
  signIn,
  TestTab,
  ticketOf,
} from './testing/browser.js';

let server: TestServer;
const clients: Client[] = [];
const gateways: Gateway[] = [];
let people: Person[];
let gateway: Gateway;
let count = 0;

beforeAll(async () => {
  server = await startTestServer('devserver');
});

afterAll(() => server.stop());

/** Somebody online, in a session of its own. */
async function person(id: string): Promise<Person> {
  count += 1;
  const account = `${id}-${count}`;
  await server.addUser(account, 'secret');
  const journal = memoryJournal();
  const session = `session of ${account}`;
  const client = createClient({
    jid: `${account}@${server.domain}`,
    password: 'secret',
    service: server.ws,
    features: [ping, roster],
    journal,
    session,
    log: silentLog,
    backoff: { baseMs: 20 },
  });
  clients.push(client);
  await client.connect();
  return { id, name: id === 'juliet' ? 'Juliet' : 'Romeo', client, journal, session };
}

async function open(options: Partial<GatewayOptions> = {}): Promise<Gateway> {
  const opened = await startGateway({
    people,
    keys: ['session_state', 'ping_*'],
    actions: ['Ping/Server'],
    ...options,
  });
  gateways.push(opened);
  return opened;
}

beforeEach(async () => {
  people = await Promise.all([person('juliet'), person('romeo')]);
  gateway = await open();
});

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((each) => each.close()));
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
});

describe('who may come in', () => {
  hostile(57, 'a socket that another page opened is refused', async () => {
    const cookie = await signIn(gateway, 'juliet');
    for (const origin of ['http://evil.example', 'null', `${gateway.url}x`]) {
      expect(await refusal(await openWithTicket(gateway, 'juliet', { origin, cookie }))).toBe(403);
    }
    expect(await refusal(await openWithTicket(gateway, 'juliet', { cookie }))).toBeUndefined();
  });

  hostile(
    57,
    'a socket without a sign-in, with an unknown one, or with that of somebody else is refused',
    async () => {
      const cookie = await signIn(gateway, 'romeo');
      const [name = ''] = cookie.split('=');
      expect(await refusal(openSocket(gateway, 'juliet', {}))).toBe(401);
      expect(await refusal(openSocket(gateway, 'juliet', { cookie: `${name}=guess` }))).toBe(401);
      expect(await refusal(openSocket(gateway, 'juliet', { cookie }))).toBe(401);
      expect(await refusal(openSocket(gateway, 'nobody', { cookie }))).toBe(401);
    },
  );

  hostile(57, 'a socket without a ticket is refused, and with one of another sign-in', async () => {
    const cookie = await signIn(gateway, 'juliet');
    const other = await ticketOf(gateway, 'juliet', await signIn(gateway, 'juliet'));
    for (const ticket of ['', 'guess', other]) {
      expect(await refusal(openSocket(gateway, 'juliet', { cookie }, ticket))).toBe(401);
    }
  });

  hostile(57, 'a ticket opens one socket, and soon', async () => {
    const hasty = await open({ limits: { ticketMs: 1 } });
    const late = await signIn(hasty, 'juliet');
    const old = await ticketOf(hasty, 'juliet', late);
    const cookie = await signIn(gateway, 'juliet');
    const ticket = await ticketOf(gateway, 'juliet', cookie);
    expect(await refusal(openSocket(gateway, 'juliet', { cookie }, ticket))).toBeUndefined();
    expect(await refusal(openSocket(gateway, 'juliet', { cookie }, ticket))).toBe(401);
    expect(await refusal(openSocket(hasty, 'juliet', { cookie: late }, old))).toBe(401);
  });

  hostile(57, 'no ticket goes to another page, or to who is not signed in', async () => {
    const cookie = await signIn(gateway, 'juliet');
    const evil = { origin: 'http://evil.example', cookie };
    expect((await post(gateway, '/as/juliet/ticket', {}, evil)).status).toBe(403);
    expect(await ticketOf(gateway, 'juliet', '')).toBe('');
    expect(await ticketOf(gateway, 'romeo', cookie)).toBe('');
  });

  it('refuses a host name that is not its own', async () => {
    const cookie = await signIn(gateway, 'juliet');
    const host = `evil.example:${gateway.port}`;
    expect(await refusal(openSocket(gateway, 'juliet', { host, cookie }))).toBe(421);
  });

  it('signs in from its own page only, as somebody it knows', async () => {
    const evil = { origin: 'http://evil.example' };
    expect((await post(gateway, '/api/sign-in', { person: 'juliet' }, evil)).status).toBe(403);
    expect((await post(gateway, '/api/sign-in', { person: 'juliet' }, {})).status).toBe(403);
    expect((await post(gateway, '/api/sign-in', { person: 'nobody' })).status).toBe(404);
    expect((await post(gateway, '/api/sign-in', 'nonsense')).status).toBe(400);
  });

  it('gives a cookie that no script reads and no other site sends', async () => {
    const response = await post(gateway, '/api/sign-in', { person: 'juliet' });
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^xec-\d+=[\w-]{43}; /);
    expect(cookie).toContain('HttpOnly');
    expect(cookie).toContain('SameSite=Strict');
    expect(cookie).toContain('Path=/as/juliet');
    expect(await response.text()).not.toContain(cookie.slice(9, 50));
  });

  it('ends the sockets of a sign-in that is ended, and lets nobody in with it again', async () => {
    const cookie = await signIn(gateway, 'juliet');
    const [tab, other] = [
      await TestTab.open(gateway, 'juliet', cookie),
      await TestTab.open(gateway, 'juliet'),
    ];
    const closed = once(tab.socket, 'close');
    await post(gateway, '/as/juliet/sign-out', {}, { cookie, origin: gateway.url.slice(0, -1) });
    expect((await closed)[0]).toBe(4401);
    expect(other.socket.readyState).toBe(other.socket.OPEN);
    expect(await refusal(openSocket(gateway, 'juliet', { cookie }))).toBe(401);
  });

  it('takes a bounded number of tabs', async () => {
    const small = await open({ limits: { tabs: 1 } });
    const cookie = await signIn(small, 'juliet');
    await TestTab.open(small, 'juliet', cookie);
    expect(await refusal(await openWithTicket(small, 'juliet', { cookie }))).toBe(503);
  });

  it('listens to this machine only', async () => {
    await expect(open({ host: '0.0.0.0' })).rejects.toThrow('expected a loopback address');
  });
});

describe('packets', () => {
  it('says who one is, then gives what is kept, then what comes', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['session_state', 'ping_*']);
    const [juliet] = people;
    expect(await tab.next('ready')).toEqual({
      t: 'ready',
      person: { id: 'juliet', name: 'Juliet', jid: juliet?.client.jid.bare },
      session: juliet?.session,
      state: { state: 'online', jid: juliet?.client.jid.toString() },
    });
    await tab.next('live');
    expect(tab.all('packet').map(({ content }) => content)).toMatchObject([
      { state: 'connecting' },
      { state: 'authenticating' },
      { state: 'binding' },
      { state: 'online' },
    ]);
    expect(await tab.request('1', 'Ping/Server')).toMatchObject({ ok: true, content: {} });
    expect(tab.all('packet').at(-1)).toMatchObject({ key: 'ping_server_handle' });
  });

  genuine(
    57,
    'packets go to every tab of their account, and to no tab of another one',
    async () => {
      const [one, two, romeo] = [
        await TestTab.open(gateway, 'juliet'),
        await TestTab.open(gateway, 'juliet'),
        await TestTab.open(gateway, 'romeo'),
      ];
      for (const tab of [one, two, romeo]) {
        await tab.subscribe(['ping_*']);
      }
      await one.request('1', 'Ping/Server');
      await two.next('packet');
      // Romeo's own packet comes after Juliet's would have come.
      await romeo.request('2', 'Ping/Server');
      expect(one.all('packet')).toHaveLength(1);
      expect(two.all('packet')).toHaveLength(1);
      expect(romeo.all('packet')).toHaveLength(1);
    },
  );

  hostile(57, 'keys that are not for browsers, and unknown ones, are refused', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['roster_*', 'pong_server_handle', 'ping_server_handel']);
    expect(tab.all('error')).toMatchObject([
      { what: 'roster_*', error: { condition: 'not-allowed' } },
      { what: 'pong_server_handle', error: { condition: 'item-not-found' } },
      {
        what: 'ping_server_handel',
        error: { text: expect.stringContaining('did you mean "ping_server_handle"') },
      },
    ]);
    expect(tab.all('packet')).toEqual([]);
  });

  it('of several subscriptions come under the name of each, from its own place', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['ping_*']);
    await tab.request('1', 'Ping/Server');
    await tab.subscribe(['ping_server_handle'], 'b');
    await tab.request('2', 'Ping/Server');
    const refs = tab.all('packet').map(({ ref }) => ref);
    expect(refs.sort()).toEqual(['a', 'a', 'b', 'b']);
    tab.say({ t: 'unsubscribe', ref: 'a' });
    await tab.request('3', 'Ping/Server');
    expect(tab.all('packet').at(-1)).toMatchObject({ ref: 'b' });
    expect(tab.all('packet')).toHaveLength(5);
  });

  it('come to a bounded number of subscriptions, each with a name of its own', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    const { subscriptions } = defaultGatewayLimits;
    for (let ref = 0; ref < subscriptions; ref += 1) await tab.subscribe(['ping_*'], String(ref));
    for (const ref of ['0', 'more']) {
      tab.say({ t: 'subscribe', ref, keys: ['ping_*'] });
      expect(await tab.next('error', (error) => error.ref === ref)).toMatchObject({
        what: 'subscribe',
        error: { condition: 'resource-constraint' },
      });
    }
  });

  it('of a pattern that covers more are those that browsers may have', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['*']);
    expect(new Set(tab.all('packet').map(({ key }) => key))).toEqual(new Set(['session_state']));
  });

  it('that a tab missed come when it is back, each once and in order', async () => {
    const first = await TestTab.open(gateway, 'juliet');
    await first.subscribe(['ping_*']);
    await first.request('1', 'Ping/Server');
    const { session } = await first.next('ready');
    const after = first.all('packet').at(-1)?.seq;
    first.socket.terminate();
    const other = await TestTab.open(gateway, 'juliet');
    for (let id = 0; id < 150; id += 1) await other.request(String(id), 'Ping/Server');

    const second = await TestTab.open(gateway, 'juliet');
    second.say({ t: 'subscribe', ref: 'a', keys: ['ping_*'], session, since: after });
    // Some come while the missed ones are being read.
    const during = Promise.all(['a', 'b', 'c'].map((id) => other.request(id, 'Ping/Server')));
    await second.next('live');
    await during;
    await second.request('last', 'Ping/Server');
    const seqs = second.all('packet').map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 154 }, (_, index) => (after ?? 0) + 1 + index));
    expect(second.all('resync')).toEqual([]);
  });

  it.each([
    ['another session', { session: 'of yesterday', since: 3 }],
    ['a place that never was', { since: 100_000 }],
  ])('begin anew for a tab that names %s', async (_what, place) => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['session_state'], 'a', place);
    expect(tab.told.map(({ t }) => t)).toEqual([
      'ready',
      'resync',
      'packet',
      'packet',
      'packet',
      'packet',
      'live',
    ]);
  });

  it('tell of a stream that was cut', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['session_state']);
    await server.kick(people[0]?.client.jid.local ?? '');
    const { content } = await tab.next('packet', (packet) =>
      ['reconnecting', 'ended'].includes((packet.content as { state: string }).state),
    );
    expect(content).toMatchObject({ reason: { condition: expect.any(String) } });
  });
});

describe('requests', () => {
  hostile(57, 'other actions than the allowed ones are refused, in words', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    for (const action of ['Ping/Entity', 'Nothing/AtAll', '__proto__', 'constructor']) {
      expect(await tab.request(action, action)).toMatchObject({
        ok: false,
        error: { condition: 'not-allowed', text: `browsers may not request "${action}"` },
      });
    }
  });

  hostile(57, 'params of a browser are checked by the schema of the action', async () => {
    const all = await open({ actions: ['Ping/Entity', 'Ping/Server'] });
    const tab = await TestTab.open(all, 'juliet');
    expect(await tab.request('1', 'Ping/Entity', { jid: '@@' })).toMatchObject({
      ok: false,
      error: { condition: 'bad-request', text: expect.stringContaining('params of Ping/Entity') },
    });
    expect(await tab.request('2', 'Ping/Server', { surprise: true })).toMatchObject({
      ok: false,
      error: { condition: 'bad-request' },
    });
  });

  it('are taken back', async () => {
    const all = await open({ actions: ['Ping/Entity'] });
    const tab = await TestTab.open(all, 'juliet');
    // Romeo's client reads nothing meanwhile, so there is no answer.
    const [, romeo] = people;
    const jid = romeo?.client.jid.toString() ?? '';
    await romeo?.client.suspend();
    tab.say({ t: 'request', ref: '1', action: 'Ping/Entity', params: { jid } });
    tab.say({ t: 'cancel', ref: '1' });
    tab.say({ t: 'cancel', ref: 'of nothing' });
    expect(await tab.next('outcome')).toMatchObject({
      ref: '1',
      ok: false,
      error: { condition: 'cancelled' },
    });
  });

  it('end with the error of the peer, as the error packets have it', async () => {
    const all = await open({ actions: ['Ping/Entity'] });
    const tab = await TestTab.open(all, 'juliet');
    const jid = `nobody@${server.domain}/nowhere`;
    expect(await tab.request('1', 'Ping/Entity', { jid })).toMatchObject({
      ok: false,
      error: { condition: 'service-unavailable', type: 'cancel' },
    });
  });

  it('are bounded in number', async () => {
    const small = await open({ limits: { requests: 1 } });
    const tab = await TestTab.open(small, 'juliet');
    tab.say({ t: 'request', ref: '1', action: 'Ping/Server' });
    expect(await tab.request('2', 'Ping/Server')).toMatchObject({
      error: { condition: 'resource-constraint' },
    });
    await tab.next('outcome', ({ ref }) => ref === '1');
    expect(await tab.request('3', 'Ping/Server')).toMatchObject({ ok: true });
  });

  it.each([
    ['no JSON', 'hello'],
    ['an unknown message', '{"t":"eval"}'],
    ['a message with more in it', '{"t":"subscribe","ref":"a","keys":["ping_*"],"admin":true}'],
    ['no keys', '{"t":"subscribe","ref":"a","keys":[]}'],
    ['a negative place', '{"t":"subscribe","ref":"a","keys":["ping_*"],"since":-1}'],
  ])('of nobody are understood who sends %s: the socket ends', async (_what, frame) => {
    const tab = await TestTab.open(gateway, 'juliet');
    const closed = once(tab.socket, 'close');
    tab.say(frame);
    expect((await closed)[0]).toBe(1008);
    expect(tab.told).toMatchObject([
      { t: 'ready' },
      { t: 'error', what: 'message', error: { condition: 'bad-request' } },
    ]);
  });

  it('to come online are for sessions that wait for it', async () => {
    const client = people[0]!.client;
    let attempts = 0;
    client.connect = async () => {
      attempts += 1;
    };
    const tab = await TestTab.open(gateway, 'juliet');
    tab.say({ t: 'connect' });
    await tab.request('1', 'Ping/Server'); // after it
    expect(attempts).toBe(0);
    const reason = { condition: 'closed' };
    Object.defineProperty(client, 'state', { value: { state: 'reconnecting', inMs: 1, reason } });
    tab.say({ t: 'connect' });
    await tab.request('2', 'Ping/Server');
    expect(attempts).toBe(1);
  });

  it('larger than allowed end the socket', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    const closed = once(tab.socket, 'close');
    tab.say('x'.repeat(70_000));
    expect((await closed)[0]).toBe(1009);
  });
});

describe('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xec-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>x</title>');
  writeFileSync(join(folder, 'assets/page.js'), 'export {};');
  const large = 'export const said = "How art thou?";\n'.repeat(100);
  writeFileSync(join(folder, 'assets/large.js'), large);
  afterAll(() => rmSync(folder, { recursive: true }));
  const get = (url: string, path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, url), { headers });

  it('comes with its types, and lets nothing run but its own files', async () => {
    const { url, port } = await open({ page: folder });
    const page = await get(url, '/');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const csp = page.headers.get('content-security-policy') ?? '';
    expect(csp).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(csp).toContain(`ws://127.0.0.1:${port}`);
    expect(csp).not.toContain('unsafe');
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await (await get(url, '/as/juliet')).text()).toContain('<title>x</title>');
    const script = await get(url, '/assets/page.js');
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('cache-control')).toContain('immutable');
    const etag = page.headers.get('etag') ?? '';
    expect((await get(url, '/', { 'if-none-match': etag })).status).toBe(304);
  });

  it('is packed as whoever asks can unpack it, and as it is for others', async () => {
    const { url } = await open({ page: folder });
    const packed = await get(url, '/assets/large.js', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers.get('content-encoding')).toBe('br');
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/iu);
    expect(await packed.text()).toBe(large);
    const older = await get(url, '/assets/large.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(older.headers.get('content-encoding')).toBe('gzip');
    expect(await older.text()).toBe(large);
    const plain = await get(url, '/assets/large.js', { 'accept-encoding': 'identity' });
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(plain.headers.get('content-length')).toBe(String(large.length));
    const etags = [packed, older, plain].map(({ headers }) => headers.get('etag') ?? '');
    expect(new Set(etags).size).toBe(3);
    const again = { 'accept-encoding': 'br', 'if-none-match': etags[0] ?? '' };
    expect((await get(url, '/assets/large.js', again)).status).toBe(304);
    const small = await get(url, '/assets/page.js', { 'accept-encoding': 'br' });
    expect(small.headers.get('content-encoding')).toBeNull();
  });

  it('has nothing outside of its folder', async () => {
    const { url } = await open({ page: folder });
    for (const path of ['/%2e%2e/package.json', '/assets/..%2f..%2fx', '/nothing']) {
      expect((await get(url, path)).status).toBe(404);
    }
  });

  it('knows who is signed in, below that person alone', async () => {
    const cookie = await signIn(gateway, 'juliet');
    expect(await (await get(gateway.url, '/as/juliet/me', { cookie })).json()).toEqual({
      id: 'juliet',
      name: 'Juliet',
      stays: true,
    });
    expect((await get(gateway.url, '/as/romeo/me', { cookie })).status).toBe(401);
    expect(await (await get(gateway.url, '/api/people')).json()).toHaveLength(2);
  });
});

describe('a gateway', () => {
  it('that closes tells its tabs first, and leaves the sessions alone', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    const closed = once(tab.socket, 'close');
    await gateway.close();
    expect((await closed)[0]).toBe(1001);
    await expect(fetch(gateway.url)).rejects.toThrow();
    expect(people[0]?.client.state.state).toBe('online');
  });

  it('cuts off tabs that do not answer', async () => {
    const strict = await open({ limits: { pingMs: 20 } });
    const tab = await TestTab.open(strict, 'juliet');
    tab.socket.pong = () => undefined;
    (tab.socket as unknown as { _autoPong: boolean })._autoPong = false;
    await once(tab.socket, 'close');
  });

  it('does not start with an action that nobody has in use', async () => {
    await expect(open({ actions: ['Nothing/AtAll'] })).rejects.toThrow(
      '"Nothing/AtAll" is allowed',
    );
  });
});
