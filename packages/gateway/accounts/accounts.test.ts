import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { memoryJournal, type Client } from '@xec/client';
import { startTestServer, type TestServer } from '@xec/testing';
import { genuine, hostile } from '@xec/testing/security';
import { Log, ping, roster, silentLog, type Journal, type LogLine } from '@xec/xec';
import { startGateway, type Gateway } from '../gateway.js';
import type { GatewayLimits } from '../limits.js';
import { attempt, enter, leave, tabOf } from '../testing/accounts.js';
import {
  openSocket,
  openWithTicket,
  originOf,
  refusal,
  signIn,
  ticketOf,
} from '../testing/browser.js';
import { clientAccounts } from './client-accounts.js';
import type { AccountSource } from './source.js';

let server: TestServer;
let journal: Journal;
let gateway: Gateway;
const gateways: Gateway[] = [];
/** The clients that gateways opened, in order. */
const clients: Client[] = [];
const lines: LogLine[] = [];
let jid: string;
let count = 0;

beforeAll(async () => {
  server = await startTestServer('devserver');
});

afterAll(() => server.stop());

beforeEach(async () => {
  count += 1;
  const name = `juliet-${String(count)}`;
  await server.addUser(name, 'secret');
  jid = `${name}@${server.domain}`;
  journal = memoryJournal();
  gateway = await open();
});

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((each) => each.close()));
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  lines.length = 0;
});

function source(): AccountSource {
  const made = clientAccounts({
    domains: [server.domain],
    service: server.ws,
    features: [ping, roster],
    journal,
    log: silentLog,
  });
  return {
    ...made,
    open(account, password) {
      const opened = made.open(account, password);
      clients.push(opened.client);
      return opened;
    },
  };
}

async function open(limits: Partial<GatewayLimits> = {}, accounts = source()): Promise<Gateway> {
  const log = new Log({ level: 'debug', sink: (line) => lines.push(line) });
  const opened = await startGateway({ accounts, limits, log });
  gateways.push(opened);
  return opened;
}

/** Resolves when the last client has left its session. */
const asleep = async (): Promise<void> => {
  const last = clients.at(-1)!;
  while (last.state.state !== 'offline') await new Promise(setImmediate);
};

describe('signing in with JID and password', () => {
  genuine(57, 'whose password is right gets the packets of the account', async () => {
    const browser = await enter(gateway, jid, 'secret');
    const tab = await tabOf(gateway, browser);
    expect(await tab.next('ready')).toMatchObject({
      person: { id: browser.id, name: jid, jid },
      state: { state: 'online' },
    });
    await tab.subscribe(['ping_*']);
    expect(await tab.request('1', 'Ping/Server')).toMatchObject({ ok: true });
    expect(tab.all('packet')).toHaveLength(1);
  });

  it('tells why the server refuses, by its condition and in words', async () => {
    const response = await attempt(gateway, jid, 'wrong');
    expect(response.status).toBe(401);
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(await response.json()).toEqual({
      condition: 'not-authorized',
      error: 'The address or the password is wrong.',
    });
    expect(clients).toEqual([]);
  });

  hostile(57, 'a wrong password does not open a session that is there already', async () => {
    const browser = await enter(gateway, jid, 'secret');
    const tab = await tabOf(gateway, browser);
    expect((await attempt(gateway, jid, 'wrong')).status).toBe(401);
    expect(await tab.request('1', 'Ping/Server')).toMatchObject({ ok: true });
  });

  it.each([
    ['another domain', 'juliet@evil.example'],
    ['an address', 'juliet@127.0.0.1'],
    ['no account', 'localhost'],
    ['nothing', '@'],
  ])('connects to no server for %s', async (_what, other) => {
    const response = await attempt(gateway, other, 'secret');
    expect([response.status, ((await response.json()) as { condition: string }).condition]).toEqual(
      [403, 'not-allowed'],
    );
  });

  it('tells when the server cannot be reached', async () => {
    const nowhere = {
      ...source(),
      verify: () => Promise.reject(new Error('ECONNREFUSED 10.0.0.7')),
    };
    const other = await open({}, nowhere);
    const response = await attempt(other, jid, 'secret');
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain('10.0.0.7');
  });

  it('makes one session for several browsers and tabs, also when they come at once', async () => {
    const browsers = await Promise.all([1, 2, 3].map(() => enter(gateway, jid, 'secret')));
    expect(clients).toHaveLength(1);
    expect(new Set(browsers.map(({ cookie }) => cookie)).size).toBe(3);
    const tabs = await Promise.all(browsers.map((browser) => tabOf(gateway, browser)));
    for (const tab of tabs) await tab.subscribe(['ping_*']);
    await tabs[0]?.request('1', 'Ping/Server');
    for (const tab of tabs) expect(await tab.next('packet')).toMatchObject({ ref: 'a' });
  });

  hostile(57, 'the cookie of one account opens nothing of another', async () => {
    await server.addUser(`romeo-${String(count)}`, 'other');
    const romeo = await enter(gateway, `romeo-${String(count)}@${server.domain}`, 'other');
    const juliet = await enter(gateway, jid, 'secret');
    const { cookie } = romeo;
    expect(await refusal(await openWithTicket(gateway, juliet.id, { cookie }))).toBe(401);
    const ticket = await ticketOf(gateway, romeo.id, cookie);
    expect(await refusal(openSocket(gateway, juliet.id, { cookie }, ticket))).toBe(401);
  });

  it('lets nobody be an account without its password', async () => {
    const { id } = await enter(gateway, jid, 'secret');
    await expect(signIn(gateway, id)).rejects.toThrow('404');
  });
});

describe('attempts', () => {
  hostile(57, 'of an account are bounded, from wherever they come', async () => {
    const strict = await open({ attempts: 2 });
    const statuses: number[] = [];
    for (let guess = 0; guess < 3; guess += 1) {
      statuses.push((await attempt(strict, jid.toUpperCase(), `guess ${String(guess)}`)).status);
    }
    const last = await attempt(strict, jid, 'secret');
    expect([...statuses, last.status]).toEqual([401, 401, 429, 429]);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  hostile(57, 'of an address are bounded, for whatever account', async () => {
    const strict = await open({ addressAttempts: 1 });
    await attempt(strict, jid, 'guess');
    const forwarded = { 'x-forwarded-for': '192.0.2.9' };
    expect((await attempt(strict, `romeo@${server.domain}`, 'guess', forwarded)).status).toBe(429);
  });

  genuine(57, 'that succeed are not counted against the account', async () => {
    const strict = await open({ attempts: 1 });
    for (let times = 0; times < 3; times += 1) await enter(strict, jid, 'secret');
  });
});

describe('signing out', () => {
  it('ends the tabs of that browser, and the session goes on', async () => {
    const [one, two] = [await enter(gateway, jid, 'secret'), await enter(gateway, jid, 'secret')];
    const [tab, other] = [await tabOf(gateway, one), await tabOf(gateway, two)];
    const closed = once(tab.socket, 'close');
    await leave(gateway, one, 'sign-out');
    expect((await closed)[0]).toBe(4401);
    expect(await ticketOf(gateway, one.id, one.cookie)).toBe('');
    expect(await other.request('1', 'Ping/Server')).toMatchObject({ ok: true });
  });

  it('everywhere ends those of all browsers', async () => {
    const browsers = [await enter(gateway, jid, 'secret'), await enter(gateway, jid, 'secret')];
    const tabs = await Promise.all(browsers.map((browser) => tabOf(gateway, browser)));
    const closed = tabs.map(({ socket }) => once(socket, 'close'));
    await leave(gateway, browsers[0]!, 'sign-out-everywhere');
    expect((await Promise.all(closed)).map(([code]) => code as number)).toEqual([4401, 4401]);
    for (const { id, cookie } of browsers) expect(await ticketOf(gateway, id, cookie)).toBe('');
  });
});

describe('a session without tabs', () => {
  it('is suspended after a while, and goes on for who comes back', async () => {
    const hasty = await open({ idleMs: 1 });
    const browser = await enter(hasty, jid, 'secret');
    await asleep();
    const tab = await tabOf(hasty, browser);
    await tab.subscribe(['session_state']);
    await tab.next('packet', ({ content }) => (content as { resumed?: boolean }).resumed === true);
    expect(await tab.request('1', 'Ping/Server')).toMatchObject({ ok: true });
    expect(clients).toHaveLength(1);
  });

  it('is forgotten, with its password, when nobody can come back', async () => {
    const hasty = await open({ idleMs: 1 });
    const browser = await enter(hasty, jid, 'secret');
    await asleep();
    await leave(hasty, browser, 'sign-out');
    await enter(hasty, jid, 'secret');
    expect(clients).toHaveLength(2);
  });

  it('leaves what it missed to a tab that comes later', async () => {
    const hasty = await open({ idleMs: 1 });
    const browser = await enter(hasty, jid, 'secret');
    const first = await tabOf(hasty, browser);
    await first.subscribe(['ping_*']);
    await first.request('1', 'Ping/Server');
    const { session } = await first.next('ready');
    const since = first.all('packet')[0]?.seq;
    await first.request('2', 'Ping/Server');
    first.socket.close();
    await asleep();
    const second = await tabOf(hasty, browser);
    await second.subscribe(['ping_*'], 'a', { session, since });
    expect(second.all('packet').map(({ seq }) => seq)).toEqual([(since ?? 0) + 1]);
  });
});

describe('a cookie', () => {
  it('is for TLS only where the page is behind a proxy that speaks it', async () => {
    const proxied = await startGateway({
      accounts: source(),
      publicOrigin: 'https://chat.capulet.example',
      log: silentLog,
    });
    gateways.push(proxied);
    // `fetch` sets Host itself: what the proxy leaves as it is takes a request of our own.
    const { request } = await import('node:http');
    const cookie = await new Promise<string>((resolve, reject) => {
      const asked = request(
        `${proxied.url}api/sign-in`,
        {
          method: 'POST',
          headers: {
            host: 'chat.capulet.example',
            origin: 'https://chat.capulet.example',
            'content-type': 'application/json',
          },
        },
        (response) => {
          response.resume();
          resolve(response.headers['set-cookie']?.[0] ?? '');
        },
      );
      asked.on('error', reject);
      asked.end(JSON.stringify({ jid, password: 'secret' }));
    });
    expect(cookie).toContain('Secure');
    expect(cookie).toContain('HttpOnly');
    const here = await attempt(gateway, jid, 'secret');
    expect(here.headers.get('set-cookie')).not.toContain('Secure');
  });
});

describe('secrets of a sign-in', () => {
  hostile(56, 'the password, the token and the ticket are in no log', async () => {
    const browser = await enter(gateway, jid, 'secret');
    await attempt(gateway, jid, 'a wrong secret');
    const ticket = await ticketOf(gateway, browser.id, browser.cookie);
    const tab = await tabOf(gateway, browser);
    tab.say({ t: 'request', ref: '1', action: 'Ping/Entity', params: { password: 'secret' } });
    await tab.next('outcome');
    const text = JSON.stringify(lines);
    expect(lines.length).toBeGreaterThan(0);
    for (const secret of ['secret', browser.cookie.split('=')[1] ?? '', ticket]) {
      expect(text).not.toContain(secret);
    }
  });
});

describe('a gateway that drains', () => {
  it('signs in nobody, tells its tabs, and suspends the sessions', async () => {
    const browser = await enter(gateway, jid, 'secret');
    const tab = await tabOf(gateway, browser);
    const closed = once(tab.socket, 'close');
    expect((await fetch(new URL('/readyz', gateway.url))).status).toBe(200);
    await gateway.drain();
    expect((await closed)[0]).toBe(1012);
    expect(clients[0]?.state.state).toBe('offline');
    expect((await attempt(gateway, jid, 'secret')).status).toBe(503);
    const headers = { cookie: browser.cookie, origin: originOf(gateway) };
    expect(await refusal(await openWithTicket(gateway, browser.id, headers))).toBe(503);
    const ready = await fetch(new URL('/readyz', gateway.url));
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not-ready', reasons: ['draining'] },
    ]);
    expect((await fetch(new URL('/healthz', gateway.url))).status).toBe(200);
  });

  it('leaves the stream to the next one, which resumes it', async () => {
    await enter(gateway, jid, 'secret');
    await gateway.close();
    const next = await open();
    const tab = await tabOf(next, await enter(next, jid, 'secret'));
    expect(await tab.next('ready')).toMatchObject({ state: { state: 'online', resumed: true } });
  });
});

describe('a gateway whose journal fails', () => {
  it('is not ready', async () => {
    const broken = { ...journal, survives: 'nothing', packets: () => Promise.reject(new Error()) };
    const other = await open({}, { ...source(), journal: broken as unknown as Journal });
    const ready = await fetch(new URL('/readyz', other.url));
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not-ready', reasons: ['journal'] },
    ]);
  });
});
