import { once } from 'node:events';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { genuine, hostile } from '@xec/testing/security';
import type { Gateway } from '../gateway.js';
import type { Person } from '../options.js';
import { ask, asAdmin, tell, TestInspector } from '../testing/admin.js';
import { cookieOf, originOf, post, refusal, TestTab } from '../testing/browser.js';
import { World } from '../testing/world.js';
import type { Overview, PendingView, SessionView } from './view-types.js';

const world = new World();
let juliet: Person;
let romeo: Person;
let gateway: Gateway;

beforeEach(async () => {
  [juliet, romeo] = await Promise.all([world.person('juliet'), world.person('romeo')]);
  gateway = await world.gateway({ people: [juliet, romeo], admin: {} });
});

const addresses = [
  '/metrics',
  '/api/admin/overview',
  '/api/admin/sessions',
  '/api/admin/pending',
  '/api/inspector/events',
];
const get = (path: string, headers: Record<string, string>): Promise<Response> =>
  fetch(new URL(path, gateway.url), { headers });

describe('who is an administrator', () => {
  hostile(57, 'nobody without the token, a browser of an account neither', async () => {
    const { socket } = await TestTab.open(gateway, 'juliet');
    const cookie = cookieOf(await post(gateway, '/api/sign-in', { person: 'juliet' }));
    socket.terminate();
    for (const path of addresses) {
      for (const headers of [{}, { cookie }, { authorization: 'Bearer guess' }]) {
        expect((await get(path, headers as Record<string, string>)).status).toBe(401);
      }
    }
    expect(await refusal(TestInspector.socket(gateway, { cookie }))).toBe(401);
    const origin = originOf(gateway);
    for (const path of ['/api/admin/drain', '/api/inspector/send', '/api/inspector/replay']) {
      expect((await post(gateway, path, {}, { origin, cookie })).status).toBe(401);
    }
  });

  hostile(57, 'there is none where the application names none', async () => {
    const plain = await world.gateway({ people: [juliet] });
    expect(plain.adminToken).toBeUndefined();
    for (const path of addresses) {
      const response = await fetch(new URL(path, plain.url), {
        headers: { authorization: 'Bearer undefined' },
      });
      expect(response.status).toBe(404);
    }
    expect(await refusal(TestInspector.socket(plain, {}))).toBe(404);
  });

  hostile(57, 'a page of somebody else does nothing with an administrator’s cookie', async () => {
    const token = gateway.adminToken ?? '';
    const cookie = cookieOf(await post(gateway, '/api/admin/sign-in', { token }));
    const evil = { origin: 'http://evil.example', cookie };
    expect((await post(gateway, '/api/admin/drain', {}, evil)).status).toBe(403);
    expect((await post(gateway, '/api/admin/sign-in', { token }, evil)).status).toBe(403);
    expect(await refusal(TestInspector.socket(gateway, evil))).toBe(403);
  });

  genuine(57, 'who knows the token, or has a browser that did', async () => {
    const response = await post(gateway, '/api/admin/sign-in', { token: gateway.adminToken });
    const all = response.headers.get('set-cookie') ?? '';
    expect(all).toContain('HttpOnly');
    expect(all).toContain('SameSite=Strict');
    const cookie = cookieOf(response);
    expect((await get('/api/admin/overview', { cookie })).status).toBe(200);
    expect(await refusal(TestInspector.socket(gateway, { cookie }))).toBeUndefined();
    const origin = originOf(gateway);
    await post(gateway, '/api/admin/sign-out', {}, { cookie, origin });
    expect((await get('/api/admin/overview', { cookie })).status).toBe(401);
  });

  hostile(
    57,
    'a page of somebody else does nothing where everybody is an administrator',
    async () => {
      const open = await world.gateway({ people: [juliet], admin: { isOpen: true } });
      const evil = { origin: 'http://evil.example' };
      expect((await post(open, '/api/admin/sign-in', {}, evil)).status).toBe(403);
      expect((await get('/api/admin/overview', {})).status).toBe(401);
      for (const options of [
        { people: [juliet], host: '0.0.0.0', tls: { key: '', cert: '' } },
        { accounts: {} as never },
        { accounts: {} as never, publicOrigin: 'https://chat.capulet.example' },
      ]) {
        const starting = world.gateway({ ...options, admin: { isOpen: true } });
        await expect(starting).rejects.toThrow('on a loopback address');
      }
    },
  );

  genuine(57, 'a page of our own, where everybody is an administrator', async () => {
    const open = await world.gateway({ people: [juliet], admin: { isOpen: true } });
    const entry = async (cookie = ''): Promise<unknown> =>
      (await fetch(new URL('/api/admin/entry', open.url), { headers: { cookie } })).json();
    expect(await entry()).toEqual({ entry: 'open', isIn: false });
    const cookie = cookieOf(await post(open, '/api/admin/sign-in', {}));
    expect(await entry(cookie)).toEqual({ entry: 'open', isIn: true });
    expect((await post(gateway, '/api/admin/sign-in', {})).status).toBe(401);
  });

  it('is not found out by guessing', async () => {
    const strict = await world.gateway({
      people: [juliet],
      admin: { token: 'x'.repeat(32) },
      limits: { addressAttempts: 1 },
    });
    const guess = { token: 'guess' };
    expect((await post(strict, '/api/admin/sign-in', guess)).status).toBe(401);
    const right = { token: 'x'.repeat(32) };
    expect((await post(strict, '/api/admin/sign-in', right)).status).toBe(429);
  });

  it('has a token that is long enough', async () => {
    await expect(world.gateway({ people: [juliet], admin: { token: 'short' } })).rejects.toThrow(
      '32 characters',
    );
  });
});

describe('an administrator', () => {
  it('sees the sessions, their tabs and their requests by age', async () => {
    await romeo.client.suspend(); // it keeps what it is asked until it is online
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.request('1', 'Roster/GetList');
    const sessions = await ask<SessionView[]>(gateway, '/api/admin/sessions');
    expect(sessions).toMatchObject([
      { id: 'juliet', session: juliet.session, state: { state: 'online' }, tabs: 1, pending: 0 },
      { id: 'romeo', state: { state: 'offline' }, tabs: 0 },
    ]);
    expect(await ask(gateway, '/api/admin/pending')).toEqual([]);
    const romeos = await TestTab.open(gateway, 'romeo');
    romeos.say({ t: 'request', ref: '1', action: 'Ping/Server' });
    let pending: PendingView[] = [];
    while (pending.length === 0) pending = await ask(gateway, '/api/admin/pending');
    expect(new Set(pending.map(({ session }) => session))).toEqual(new Set([romeo.session]));
    const ages = pending.map(({ ageMs }) => ageMs);
    expect(ages).toEqual([...ages].sort((one, other) => other - one));
    expect(ages[0]).toBeLessThan(20_000);
  });

  it('sees packets a second, slow handlers and how journals do', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.request('1', 'Ping/Server');
    let seen = await ask<Overview>(gateway, '/api/admin/overview');
    while (seen.packetsPerSecond === 0) seen = await ask<Overview>(gateway, '/api/admin/overview');
    expect(seen).toMatchObject({ isDraining: false, sessions: 2, tabs: 1 });
    expect(seen.slowHandlers.map(({ name }) => name)).toContain('Ping/Server');
    expect(seen.journals).toMatchObject([{ isWell: true }, { isWell: true }]);
  });

  it('ends a session, with its tabs', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    const closed = once(tab.socket, 'close');
    expect((await tell(gateway, '/api/admin/sessions/juliet/disconnect')).status).toBe(204);
    expect((await closed)[0]).toBe(4401);
    expect(juliet.client.state.state).toBe('ended');
    expect((await tell(gateway, '/api/admin/sessions/nobody/disconnect')).status).toBe(404);
  });

  it('drains the gateway', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    const closed = once(tab.socket, 'close');
    expect((await tell(gateway, '/api/admin/drain')).status).toBe(204);
    expect((await closed)[0]).toBe(1012);
    expect((await fetch(new URL('/readyz', gateway.url))).status).toBe(503);
    expect(await ask<Overview>(gateway, '/api/admin/overview')).toMatchObject({ isDraining: true });
  });
});

describe('the metrics', () => {
  it('count by action and key, and name nobody', async () => {
    const tab = await TestTab.open(gateway, 'juliet');
    await tab.subscribe(['ping_*']);
    await tab.request('1', 'Ping/Server');
    await tab.request('2', 'Nothing/AtAll');
    const text = await (await get('/metrics', asAdmin(gateway))).text();
    expect(text).toContain(
      'xec_gateway_request_seconds_count{action="Ping/Server",outcome="ok"} 1',
    );
    expect(text).toContain('xec_gateway_packets_total{key="ping_server_handle"} 1');
    expect(text).toContain('xec_gateway_tabs 1');
    expect(text).toContain('xec_gateway_sessions{state="online"} 2');
    expect(text).not.toContain('Nothing/AtAll');
    expect(text).not.toContain('juliet');
    expect(text).not.toContain(world.server.domain);
  });
});
