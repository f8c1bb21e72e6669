/** What real servers cannot be made to do, over real sockets. */
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startDevServer, type DevServer } from '@xec/devserver';
import { xml, type Element } from '@xec/stanza';
import { nextPacket } from '@xec/testing';
import { AddRosterItem, Log, PingServer, ping, roster, silentLog, type LogLine } from '@xec/xec';
import { createClient, type Client, type ClientOptions, type SessionState } from './index.js';

const PASSWORD = 'r0m30-myr0m30';

let server: DevServer;
const clients: Client[] = [];

beforeEach(async () => {
  server = await startDevServer({
    accounts: { alice: PASSWORD },
    record: true,
    streamManagement: false,
    say: () => undefined,
  });
});

afterEach(async () => {
  server.faults.clear();
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  expect(server.sessions()).toEqual([]);
  await server.close();
});

function make(options: Partial<ClientOptions> = {}) {
  const client = createClient({
    jid: 'alice@localhost',
    password: PASSWORD,
    service: server.url,
    log: silentLog,
    features: [ping, roster],
    backoff: { baseMs: 20, capMs: 50 },
    ...options,
  });
  clients.push(client);
  const states: SessionState[] = [];
  const failures: unknown[] = [];
  client.packets.subscribe('session_state', ({ content }) => states.push(content));
  client.packets.subscribe('saslfailure', ({ content }) => failures.push(content));
  return { client, states, failures };
}

const becomes = (client: Client, state: SessionState['state']): Promise<unknown> =>
  nextPacket(client, 'session_state', ({ content }) => content.state === state);

/** Pings that come in. */
const isPing = {
  direction: 'in',
  stanza: (el: Element) => el.getChild('ping') !== undefined,
} as const;

/** The SASL elements that the client sent. */
const logins = (): string[] =>
  server.log
    .filter(({ direction, xml }) => direction === 'in' && xml.includes('xmpp-sasl'))
    .map(({ xml }) => xml);

describe('a server that cannot prove itself', () => {
  it.each([
    [
      'whose signature is wrong',
      'server-signature',
      () => server.faults.badServerSignature('alice', 'wrong'),
    ],
    [
      'that proves nothing',
      'server-signature',
      () => server.faults.badServerSignature('alice', 'missing'),
    ],
    ['whose nonce is not ours', 'nonce', () => server.faults.foreignNonce('alice')],
    ['whose nonce adds nothing', 'nonce', () => server.faults.shortNonce('alice')],
    ['that asks for too little work', 'iterations', () => server.faults.iterations(1)],
  ])('%s: %s, never online, never again', async (_what, condition, spoil) => {
    spoil();
    const { client, states, failures } = make();
    await expect(client.connect()).rejects.toMatchObject({ name: 'SaslError', condition });
    expect(failures).toEqual([{ condition, text: expect.any(String) }]);
    expect(states.map(({ state }) => state)).toEqual(['connecting', 'authenticating', 'ended']);
    expect(server.sessions()).toEqual([]);
  });

  it('is not believed when the stream is lost and opened anew, either', async () => {
    const { client, states } = make();
    await client.connect();
    server.faults.badServerSignature('alice', 'wrong');
    const ended = becomes(client, 'ended');
    server.disconnect('alice', 'abort');
    await ended;
    expect(states.at(-1)).toMatchObject({ reason: { condition: 'server-signature' } });
    expect(states.filter(({ state }) => state === 'online')).toHaveLength(1);
  });
});

describe('a server that offers less than before', () => {
  it('gets no password: the session ends', async () => {
    const { client, failures } = make({ allowPlain: true });
    const success = nextPacket(client, 'saslsuccess');
    await client.connect();
    expect((await success).content).toEqual({ mechanism: 'SCRAM-SHA-512' });
    server.faults.rewrite(
      (el) => el.getChild('mechanisms') !== undefined,
      (el) => {
        const mechanisms = el.getChild('mechanisms');
        if (mechanisms !== undefined) mechanisms.children = [xml('mechanism', {}, 'PLAIN')];
        return el;
      },
    );
    const before = logins().length;
    const failed = nextPacket(client, 'saslfailure');
    server.disconnect('alice', 'abort');
    expect((await failed).content.condition).toBe('invalid-mechanism');
    expect(failures).toHaveLength(1);
    expect(client.state.state).toBe('ended');
    expect(logins()).toHaveLength(before);
  });
});

describe('a connection', () => {
  it('that is half open is found out and replaced', async () => {
    const { client, states } = make({ limits: { silenceMs: 150, answerMs: 100 } });
    await client.connect();
    const waits = becomes(client, 'reconnecting');
    const end = server.faults.silence('alice');
    await waits;
    expect(states.at(-1)).toMatchObject({ reason: { condition: 'connection-timeout' } });
    const online = becomes(client, 'online');
    end();
    await online;
    await expect(client.request(new PingServer())).resolves.toEqual({});
  });

  it('that is idle stays, as long as its server answers', async () => {
    const { client, states } = make({ limits: { silenceMs: 50, answerMs: 1000 } });
    await client.connect();
    let asked = 0;
    await new Promise<void>((resolve) => {
      server.faults.rewrite(isPing, (el) => {
        asked += 1;
        if (asked === 4) resolve();
        return el;
      });
    });
    expect(states.at(-1)).toMatchObject({ state: 'online' });
    expect(states).toHaveLength(4);
  });

  it('that is cut in the middle of an answer loses it, and no other', async () => {
    const { client } = make();
    await client.connect();
    server.faults.cutMidFrame('alice');
    const online = becomes(client, 'online');
    await expect(
      client.request(new AddRosterItem({ jid: 'romeo@montague.example' })),
    ).rejects.toMatchObject({ condition: 'connection-lost', delivered: 'unknown' });
    const next = client.request(new PingServer());
    await online;
    await expect(next).resolves.toEqual({});
  });

  it.each([
    ['closed without a word', () => server.faults.closeCode('alice', 1012, 'restart')],
    ['directed elsewhere', () => server.faults.seeOtherUri('alice', 'ws://127.0.0.1:1/')],
    ['told of a restart', () => server.faults.streamError('alice', 'system-shutdown')],
  ])('that is %s is replaced, at the address we were given', async (_what, end) => {
    const { client } = make();
    await client.connect();
    const online = becomes(client, 'online');
    end();
    await online;
    await expect(client.request(new PingServer())).resolves.toEqual({});
  });

  it('that is refused leaves the session offline', async () => {
    server.faults.refuseConnections(503);
    const { client, states } = make();
    await expect(client.connect()).rejects.toMatchObject({ name: 'TransportError' });
    expect(client.state).toEqual({ state: 'offline' });
    server.faults.clear();
    await client.connect();
    expect(states.map(({ state }) => state)).toEqual([
      'connecting',
      'offline',
      'connecting',
      'authenticating',
      'binding',
      'online',
    ]);
  });

  it('of a newer session with the same resource ends the older: there is no fight', async () => {
    const older = make({ jid: 'alice@localhost/desk' });
    const newer = make({ jid: 'alice@localhost/desk' });
    await older.client.connect();
    const error = nextPacket(older.client, 'streamerror');
    const ended = becomes(older.client, 'ended');
    await newer.client.connect();
    expect((await error).content.condition).toBe('conflict');
    await ended;
    await expect(newer.client.request(new PingServer())).resolves.toEqual({});
    expect(newer.states.filter(({ state }) => state === 'online')).toHaveLength(1);
  });

  it('gets the resource that the server imposes', async () => {
    server.faults.imposeResource('imposed', 'alice');
    const { client, states } = make();
    await client.connect();
    expect(client.jid.toString()).toBe('alice@localhost/imposed');
    expect(states.at(-1)).toEqual({ state: 'online', jid: 'alice@localhost/imposed' });
    await expect(client.request(new PingServer())).resolves.toEqual({});
  });
});

describe('a secret', () => {
  it.each([
    ['a login by PLAIN', { mechanisms: ['PLAIN'], allowPlain: true }],
    ['a login by SCRAM', { mechanisms: ['SCRAM-SHA-256'] }],
    [
      'a wrong password by PLAIN',
      { mechanisms: ['PLAIN'], allowPlain: true, password: 'wr0ng-0ne' },
    ],
    ['a wrong password by SCRAM', { password: 'wr0ng-0ne' }],
    [
      'a password that cannot be sent',
      { password: `wr0ng\u0000-0ne`, mechanisms: ['PLAIN'], allowPlain: true },
    ],
    ['a password that cannot be prepared', { password: 'wr0ng\u0007-0ne' }],
  ] as const)(
    'of %s is in no log, packet, error or print of the client',
    async (_what, options) => {
      const lines: LogLine[] = [];
      const seen: unknown[] = [];
      const { client } = make({
        ...options,
        log: new Log({ level: 'debug', sink: (line) => lines.push(line) }),
        onFault: (...fault) => seen.push(fault),
      });
      client.packets.subscribe('*', (packet) => seen.push(packet));
      await client.connect().catch((error: unknown) => seen.push(error, String(error)));
      await client
        .request(new PingServer(), { timeoutMs: 50 })
        .catch((error: unknown) => seen.push(error));
      await client.disconnect();
      const text = inspect([lines, seen, client], {
        depth: 20,
        showHidden: true,
        maxStringLength: null,
      });
      expect(text).toContain('session-state');
      expect(seen.length).toBeGreaterThan(3);
      for (const secret of [PASSWORD, 'wr0ng', '0ne', ...payloads()])
        expect(text).not.toContain(secret);
    },
  );

  /** What the SASL elements of both sides carried. */
  const payloads = (): string[] =>
    server.log
      .filter(({ xml }) => /^<(auth|response|challenge|success)/.test(xml))
      .map(({ xml }) => />([\w+/=]{5,})</.exec(xml)?.[1])
      .filter((payload) => payload !== undefined);
});
