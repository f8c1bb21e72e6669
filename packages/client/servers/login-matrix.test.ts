/**
 * Each way in, on each server: mechanism by transport. The table is printed; what a cell must be is
 * known beforehand, and nothing is skipped.
 */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createClient, type Client, type ClientOptions } from '@xec/client';
import { describeOnServers, nextPacket, type TestServer, type TestServerName } from '@xec/testing';
import { PingEntity, PingServer, SaslError, ping, silentLog } from '@xec/xec';

const transports = {
  WebSocket: ({ ws }: TestServer) => ws,
  'WebSocket, TLS': ({ wss }: TestServer) => wss,
  'TCP, STARTTLS': ({ tcp }: TestServer) => tcp,
  'TCP, TLS': ({ tls }: TestServer) => tls,
  BOSH: ({ bosh }: TestServer) => bosh,
  'BOSH, TLS': ({ boshTls }: TestServer) => boshTls,
} as const;

const mechanisms = [
  'SCRAM-SHA-512',
  'SCRAM-SHA-256',
  'SCRAM-SHA-1',
  'DIGEST-MD5',
  'PLAIN',
  'CRAM-MD5',
] as const;

/** What a server offers to everybody; all else must be refused here, as not offered. */
const offered: Readonly<Record<TestServerName, readonly string[]>> = {
  devserver: ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'],
  prosody: ['SCRAM-SHA-256', 'SCRAM-SHA-1', 'PLAIN'],
  ejabberd: ['SCRAM-SHA-512', 'SCRAM-SHA-256', 'SCRAM-SHA-1', 'DIGEST-MD5', 'PLAIN'],
};

describeOnServers('the ways in', (server) => {
  const rows: string[] = [];
  const clients: Client[] = [];

  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  });

  afterAll(() => {
    if (rows.length > 0) process.stdout.write(`${rows.join('\n')}\n`);
  });

  const open = (name: keyof typeof transports, more: Partial<ClientOptions> = {}): Client => {
    const { domain, ca } = server();
    const client = createClient({
      jid: `alice@${domain}`,
      password: 'alice-pw',
      service: transports[name](server()),
      connect: { ca },
      allowPlain: true,
      allowLegacy: ['DIGEST-MD5', 'CRAM-MD5'],
      features: [ping],
      log: silentLog,
      ...more,
    });
    clients.push(client);
    return client;
  };

  describe.each(Object.keys(transports) as (keyof typeof transports)[])('over %s', (name) => {
    it('are those that the server offers, and no others', async () => {
      const cells: string[] = [];
      for (const mechanism of mechanisms) {
        const client = open(name, { mechanisms: [mechanism] });
        const outcome = await client.connect().then(
          () => 'yes',
          (error: unknown) =>
            error instanceof SaslError && error.condition === 'invalid-mechanism'
              ? 'not offered'
              : String(error),
        );
        cells.push(`${mechanism}: ${outcome}`);
      }
      rows.push(`${server().name}, ${name}: ${cells.join(', ')}`);
      const expected = mechanisms.map((mechanism) => {
        const isOffered = offered[server().name].includes(mechanism);
        return `${mechanism}: ${isOffered ? 'yes' : 'not offered'}`;
      });
      expect(cells).toEqual(expected);
    });

    it('lead to a session that works, by default by the strongest', async () => {
      const client = open(name);
      const success = nextPacket(client, 'saslsuccess');
      await client.connect();
      await expect(client.request(new PingServer())).resolves.toEqual({});
      const [strongest = ''] = offered[server().name];
      // Where both ends can bind the login to the connection, they do.
      expect((await success).content.mechanism).toMatch(/^SCRAM-/);
      expect([strongest, `${strongest}-PLUS`]).toContain((await success).content.mechanism);
    });

    it('are closed to a wrong password, and to nobody’s account', async () => {
      for (const wrong of [{ password: 'wrong' }, { jid: `nobody@${server().domain}` }]) {
        await expect(open(name, wrong).connect()).rejects.toMatchObject({
          name: 'SaslError',
          condition: 'not-authorized',
        });
      }
    });
  });

  it.each(['WebSocket, TLS', 'TCP, STARTTLS', 'TCP, TLS', 'BOSH, TLS'] as const)(
    'are closed where the certificate is of somebody unknown: %s',
    async (name) => {
      await expect(open(name, { connect: {} }).connect()).rejects.toMatchObject({
        name: 'TransportError',
        code: 'certificate',
      });
    },
  );

  it('let a component in, which answers for its domain', async () => {
    const { component } = server();
    const gateway = createClient({
      jid: component.domain,
      component: { secret: component.secret },
      service: component.url,
      features: [ping],
      log: silentLog,
    });
    clients.push(gateway);
    await gateway.connect();
    expect(gateway.jid.toString()).toBe(component.domain);
    const client = open('WebSocket');
    await client.connect();
    const pong = await client.request(new PingEntity({ jid: component.domain }));
    expect(pong).toEqual({ jid: component.domain });
  });

  it('are closed to a component with a wrong secret', async () => {
    const { component } = server();
    const gateway = createClient({
      jid: component.domain,
      component: { secret: 'wrong' },
      service: component.url,
      features: [],
      log: silentLog,
    });
    clients.push(gateway);
    await expect(gateway.connect()).rejects.toMatchObject({
      name: 'StreamError',
      condition: 'not-authorized',
    });
  });
});
