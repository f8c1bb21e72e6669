import { afterEach, describe, expect, it } from '@jest/globals';
import { createClient } from '@xec/client';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import { PingServer, ping, silentLog } from '@xec/xec';

describeOnServers('login', (server) => {
  const clients = openClients(server, { features: [ping] });
  afterEach(() => clients.end());

  const mechanisms = ['SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512', 'PLAIN'];
  for (const mechanism of mechanisms) {
    it(`uses ${mechanism} where it is offered, and refuses to log in where it is not`, async () => {
      const client = await clients.make('juliet', { mechanisms: [mechanism], allowPlain: true });
      if (mechanism === 'SCRAM-SHA-512' && !server().supports('scram-sha-512')) {
        await expect(client.connect()).rejects.toMatchObject({ condition: 'invalid-mechanism' });
        return;
      }
      const success = nextPacket(client, 'saslsuccess');
      await client.connect();
      expect((await success).content).toEqual({ mechanism });
      expect(client.state.state).toBe('online');
      await expect(client.request(new PingServer())).resolves.toEqual({});
    });
  }

  it('takes the strongest mechanism there is', async () => {
    const client = await clients.make('juliet');
    const success = nextPacket(client, 'saslsuccess');
    await client.connect();
    const strongest = server().supports('scram-sha-512') ? 'SCRAM-SHA-512' : 'SCRAM-SHA-256';
    expect((await success).content.mechanism).toBe(strongest);
  });

  it('does not show the password to the server unless that is allowed', async () => {
    const client = await clients.make('juliet', { mechanisms: ['PLAIN'] });
    await expect(client.connect()).rejects.toThrow(/not allowed/);
    expect(client.state.state).toBe('ended');
  });

  it('binds a resource of its own making', async () => {
    const client = await clients.online('juliet');
    expect(client.jid.toString()).toMatch(/^juliet-[\d-]+@localhost\/xec-.{8}$/);
  });

  it('binds the resource it was given', async () => {
    const client = await clients.make('juliet');
    const named = await clients.another(client, { jid: `${client.jid.bare}/balcony` });
    expect(named.jid.toString()).toBe(`${client.jid.bare}/balcony`);
  });

  describe('with a wrong password', () => {
    it('ends in one clear error, after each request has its outcome', async () => {
      const client = await clients.make('juliet', { password: 'wrong' });
      const seen: unknown[] = [];
      client.packets.subscribe('*', ({ key, content }) => seen.push([key, content]));
      const asked = client.request(new PingServer());
      const outcome = expect(asked).rejects.toMatchObject({
        condition: 'connection-lost',
        delivered: 'no',
      });
      await expect(client.connect()).rejects.toMatchObject({
        name: 'SaslError',
        condition: 'not-authorized',
      });
      await outcome;
      expect(seen).toMatchObject([
        ['session_state', { state: 'connecting' }],
        ['session_state', { state: 'authenticating' }],
        ['session_state', { state: 'ended', reason: { condition: 'not-authorized' } }],
        ['ping_server_errorconnectionlost', { condition: 'connection-lost', delivered: 'no' }],
        ['saslfailure', { condition: 'not-authorized' }],
      ]);
      expect(client.pending).toEqual([]);
    });
  });
});

describeOnServers(
  'a login without an account',
  (server) => {
    it('is given one, and can ask', async () => {
      const client = createClient({
        jid: 'anon.localhost',
        anonymous: true,
        service: server().ws,
        features: [ping],
        log: silentLog,
      });
      const success = nextPacket(client, 'saslsuccess');
      await client.connect();
      expect((await success).content).toEqual({ mechanism: 'ANONYMOUS' });
      expect(client.jid.toString()).toMatch(/^[^@]+@anon\.localhost\/.+$/);
      await expect(client.request(new PingServer())).resolves.toEqual({});
      await client.disconnect();
    });
  },
  { servers: ['prosody', 'ejabberd'] },
);
