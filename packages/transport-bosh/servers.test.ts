/** Sessions over BOSH on real servers, in clear text on this machine and over TLS. */
import { afterEach, expect, it, jest } from '@jest/globals';
import { describeOnServers, nextPacket, openClients } from '@xec/testing';
import { PingServer, PublishMessage, allFeatures } from '@xec/xec';
import { bosh } from './index.js';

jest.setTimeout(30_000);

describeOnServers('a session over BOSH', (server) => {
  const clients = openClients(server, { features: allFeatures, connector: bosh });
  afterEach(() => clients.end());

  it('logs in, asks, and is told what others say', async () => {
    const romeo = await clients.online('romeo', { service: server().bosh });
    await romeo.request(new PingServer());
    const juliet = await clients.online('juliet', { service: server().bosh });
    for (const [from, to] of [
      [romeo, juliet],
      [juliet, romeo],
    ] as const) {
      const heard = nextPacket(to, 'message');
      const body = `å 漢字 𝄞 ${'x'.repeat(50_000)}`;
      const address = to.jid.toString();
      await from.request(new PublishMessage({ to: address, type: 'chat', body }));
      expect((await heard).content).toMatchObject({ body });
    }
  });

  it('keeps the order of many messages', async () => {
    const romeo = await clients.online('romeo', { service: server().bosh });
    const juliet = await clients.online('juliet', { service: server().bosh });
    const bodies = Array.from({ length: 50 }, (_, index) => String(index));
    const heard: unknown[] = [];
    const last = nextPacket(juliet, 'message', ({ content }) => {
      heard.push((content as { body?: string }).body);
      return heard.length === bodies.length;
    });
    const to = juliet.jid.toString();
    const said = bodies.map((body) =>
      romeo.request(new PublishMessage({ to, type: 'chat', body })),
    );
    await Promise.all([last, ...said]);
    expect(heard).toEqual(bodies);
  });

  it('speaks TLS, with a certificate that is verified', async () => {
    const service = server().boshTls;
    const romeo = await clients.online('romeo', { service, connect: { ca: server().ca } });
    await romeo.request(new PingServer());
    const stranger = await clients.make('stranger', { service });
    await expect(stranger.connect()).rejects.toMatchObject({ code: 'certificate' });
  });

  it('is ended by an administrator', async () => {
    const romeo = await clients.online('romeo', { service: server().bosh });
    const over = nextPacket(romeo, 'session_state');
    await server().kick(romeo.jid.local ?? '');
    expect((await over).content).not.toMatchObject({ state: 'online' });
  });
});
