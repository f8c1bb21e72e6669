/**
 * The ways in that a server has to be set up for: channel binding, certificates, access tokens, no
 * account, SASL2 and its tokens.
 */
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startDevServer, type DevServer, type DevServerOptions } from '@xec/devserver';
import { MemoryJournal } from '@xec/journal-memory';
import { Authority, DAY_MS, describeWith, nextPacket, startServer } from '@xec/testing';
import { ChangePassword, PingServer, ping, register, silentLog } from '@xec/xec';
import { aesVault, createClient, type Client, type ClientOptions } from '../index.js';

const authority = new Authority();
const clients: Client[] = [];
let server: DevServer | undefined;
let ca = '';

beforeAll(() => {
  ca = authority.certificate('localhost', Date.now() + DAY_MS, ['127.0.0.1']);
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  await server?.close();
  server = undefined;
});

async function start(options: DevServerOptions = {}): Promise<DevServer> {
  server = await startDevServer({
    accounts: { alice: 'secret' },
    tcp: true,
    tls: { key: authority.key, cert: ca, ca, requestCert: true },
    say: () => undefined,
    ...options,
  });
  return server;
}

const at = (address: string | undefined): string => address ?? 'not served';

function open(service: string | undefined, options: Partial<ClientOptions>): Client {
  const client = createClient({
    jid: 'alice@localhost',
    service: at(service),
    connect: { ca },
    features: [ping],
    log: silentLog,
    ...options,
  });
  clients.push(client);
  return client;
}

/** Logs in, asks something, and tells by which mechanism it was. */
async function mechanismOf(client: Client): Promise<string> {
  const success = nextPacket(client, 'saslsuccess');
  await client.connect();
  await expect(client.request(new PingServer())).resolves.toEqual({});
  return (await success).content.mechanism;
}

const types = ['tls-exporter', 'tls-server-end-point'];

describe('a login to a server that was set up for it', () => {
  const hashes = ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1'];
  it.each(hashes)('binds to the connection: %s-PLUS', async (hash) => {
    const { tcpUrl, tlsUrl } = await start();
    for (const address of [tlsUrl, tcpUrl]) {
      const client = open(address, { password: 'secret', mechanisms: [`${hash}-PLUS`] });
      expect(await mechanismOf(client)).toBe(`${hash}-PLUS`);
    }
  });

  it('binds to the connection by what the server says it takes', async () => {
    const cases = [
      [['tls-exporter'], 'SCRAM-SHA-512-PLUS'],
      [['tls-server-end-point'], 'SCRAM-SHA-512-PLUS'],
      // Nobody knows what such a server takes: one that is in use refuses what it should take.
      [false, 'SCRAM-SHA-512'],
    ] as const;
    for (const [channelBindings, expected] of cases) {
      const { tlsUrl } = await start({ channelBindings });
      expect(await mechanismOf(open(tlsUrl, { password: 'secret' }))).toBe(expected);
      await server?.close();
    }
  });

  it.each<[string, DevServerOptions]>([
    ['binds by nothing that it names, with SASL2', { sasl2: true, channelBindings: false }],
    ['names types and binds nothing', { mechanisms: ['SCRAM-SHA-256'], channelBindings: types }],
    [
      'names types and binds nothing, with SASL2',
      { mechanisms: ['PLAIN'], sasl2: { fast: false }, channelBindings: types },
    ],
    ['binds by what nobody knows', { channelBindings: ['tls-magic'] }],
    ['binds by what nobody knows, with SASL2', { channelBindings: ['tls-magic'], sasl2: true }],
  ])('leaves a server that %s (XEP-0440)', async (_what, options) => {
    const { tlsUrl, url } = await start(options);
    const client = open(tlsUrl, { password: 'secret', allowPlain: true });
    await expect(client.connect()).rejects.toMatchObject({
      name: 'SaslError',
      condition: 'downgrade',
    });
    // Without TLS there is nothing to bind to, and nothing to contradict.
    await mechanismOf(open(url, { password: 'secret', allowPlain: true, connect: {} }));
  });

  it('goes on with a server that proves that it binds by what nobody knows (XEP-0474)', async () => {
    for (const sasl2 of [false, true]) {
      const { tlsUrl } = await start({
        channelBindings: ['tls-magic'],
        downgradeProtection: true,
        sasl2,
      });
      expect(await mechanismOf(open(tlsUrl, { password: 'secret' }))).toBe('SCRAM-SHA-512');
      await server?.close();
    }
  });

  it('shows a certificate: EXTERNAL', async () => {
    const own = { certificate: ca, key: authority.key };
    const { tlsUrl, tcpUrl } = await start({ external: 'alice' });
    for (const address of [tlsUrl, tcpUrl]) {
      const client = open(address, { connect: { ca, clientCertificate: own } });
      expect(await mechanismOf(client)).toBe('EXTERNAL');
    }
  });

  it.each(['OAUTHBEARER', 'X-OAUTH2'])('shows an access token: %s', async (mechanism) => {
    const { wssUrl } = await start({ tokens: { 'a-token': 'alice' } });
    const options = { accessToken: 'a-token', mechanisms: [mechanism] };
    expect(await mechanismOf(open(wssUrl, options))).toBe(mechanism);
    const other = open(wssUrl, { ...options, accessToken: 'another' });
    await expect(other.connect()).rejects.toMatchObject({ name: 'SaslError' });
  });

  it('needs no account: ANONYMOUS', async () => {
    const { wssUrl } = await start({ anonymous: true });
    const client = open(wssUrl, { jid: 'localhost', anonymous: true });
    expect(await mechanismOf(client)).toBe('ANONYMOUS');
    expect(client.jid.toString()).toMatch(/^[^@]+@localhost\/./u);
  });

  it('comes back with a token, in another process too, and without the password', async () => {
    const addresses = ({ url, wssUrl, tlsUrl, secureBoshUrl }: DevServer) => {
      return [url, wssUrl, tlsUrl, secureBoshUrl];
    };
    const { length } = addresses(await start({ sasl2: true }));
    for (let index = 0; index < length; index += 1) {
      const address = addresses(server as DevServer)[index]; // it was started above
      const journal = new MemoryJournal();
      const kept = {
        journal,
        session: `token-${String(index)}`,
        vault: aesVault(new Uint8Array(32).fill(7)),
      };
      const first = open(address, { ...kept, password: 'secret' });
      expect(await mechanismOf(first)).toMatch(/^SCRAM-SHA-512(?:-PLUS)?$/u);
      const jid = first.jid.toString();
      await first.suspend();
      const second = open(address, kept);
      expect(await mechanismOf(second)).toMatch(/^HT-SHA-256-/u);
      expect(second.jid.toString()).toBe(jid); // the stream went on
      await second.disconnect();
    }
  });

  it('lets the server forget a token, and needs the password then', async () => {
    const { url } = await start({ sasl2: true });
    const vault = aesVault(new Uint8Array(32).fill(7));
    const kept = { journal: new MemoryJournal(), session: 'forgets', vault };
    const first = open(url, { ...kept, password: 'secret' });
    await first.connect();
    await first.suspend();
    const second = open(url, { ...kept, tokens: 'forget', scramKeys: undefined });
    expect(await mechanismOf(second)).toBe('HT-SHA-256-NONE');
    await second.suspend();
    const third = open(url, { ...kept, password: 'secret' });
    expect(await mechanismOf(third)).toBe('SCRAM-SHA-512');
  });

  it('comes back with the password that it was told of', async () => {
    const { url } = await start({ registration: 'open' });
    const client = open(url, { password: 'secret', features: [ping, register] });
    await client.connect();
    await client.request(new ChangePassword({ password: 'another' }));
    await client.setPassword('another');
    const isBack = new Promise<void>((resolve) => {
      client.packets.subscribe('session_state', ({ content }) => {
        if (content.state === 'online') resolve();
      });
    });
    await server?.restart({ keepStreams: false });
    await isBack;
    await expect(client.request(new PingServer())).resolves.toEqual({});
  });
});

describe('a client that was sent to a place that it must not use', () => {
  it('comes back to the one that was named', async () => {
    const named = await start();
    const strange = await startDevServer({
      accounts: { alice: 'secret' },
      tls: {
        key: authority.key,
        cert: authority.certificate('other.example', Date.now() + DAY_MS),
      },
      say: () => undefined,
    });
    try {
      const client = open(named.tlsUrl, { password: 'secret', backoff: { baseMs: 10 } });
      await client.connect();
      const reasons: unknown[] = [];
      const isBack = new Promise<void>((resolve) => {
        client.packets.subscribe('session_state', ({ content }) => {
          if (content.state === 'reconnecting') reasons.push(content.reason.condition);
          if (content.state === 'online') resolve();
        });
      });
      named.faults.seeOtherHost('alice', new URL(at(strange.tlsUrl)).host);
      await isBack;
      expect(reasons).toEqual(['see-other-host', 'certificate']);
    } finally {
      await strange.close();
    }
  });
});

describeWith('prosody', 'SASL2 as Prosody has it', () => {
  it('logs in and binds in one exchange', async () => {
    const prosody = await startServer('prosody');
    try {
      const client = open(`ws://127.0.0.1:${String(prosody.ports.http)}/xmpp-websocket`, {
        jid: 'alice@sasl2.localhost',
        password: 'alice-pw',
      });
      expect(await mechanismOf(client)).toBe('SCRAM-SHA-256');
      expect(client.jid.toString()).toMatch(/^alice@sasl2\.localhost\/./u);
      await client.disconnect();
    } finally {
      await prosody.stop();
    }
  }, 60_000);
});
