import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDevServer, type DevServer } from '@xec/devserver';
import { silentLog } from '@xec/xec';
import { startService, type ServicePage } from './start-service.js';

let server: DevServer;
let page: ServicePage;

beforeAll(async () => {
  server = await startDevServer({ accounts: { juliet: 'r0m30' }, say: () => undefined });
  page = await startService({
    service: server.url,
    domains: ['localhost'],
    log: silentLog,
    say: () => undefined,
  });
});

afterAll(async () => {
  await page.close();
  await server.close();
});

const signIn = (jid: string, password: string): Promise<Response> =>
  fetch(new URL('/api/sign-in', page.url), {
    method: 'POST',
    headers: { origin: page.url.slice(0, -1), 'content-type': 'application/json' },
    body: JSON.stringify({ jid, password }),
  });

describe('the page for one’s own server', () => {
  it('is there, and has nobody whom anybody may be', async () => {
    expect((await fetch(page.url)).ok).toBe(true);
    expect(await (await fetch(new URL('/api/people', page.url))).json()).toEqual([]);
  });

  it('lets in whoever has an account there, and nobody else', async () => {
    expect((await signIn('juliet@localhost', 'r0m30')).ok).toBe(true);
    expect((await signIn('juliet@localhost', 'wrong')).ok).toBe(false);
    expect((await signIn('juliet@capulet.example', 'r0m30')).ok).toBe(false);
    expect(server.sessions().some((jid) => jid.startsWith('juliet@localhost/'))).toBe(true);
  });
});
