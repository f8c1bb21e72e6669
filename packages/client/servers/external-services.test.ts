import { afterEach, expect, it } from '@jest/globals';
import { describeOnServers, openClients } from '@xec/testing';
import {
  GetExternalCredentials,
  GetExternalServices,
  RequestDisco,
  disco,
  serviceDiscovery,
} from '@xec/xec';

describeOnServers('external services', (server) => {
  const clients = openClients(server, { features: [disco, serviceDiscovery] });
  afterEach(() => clients.end());

  it('are announced, and told', async () => {
    const juliet = await clients.online('juliet');
    const { domain } = server();
    const { features } = await juliet.request(new RequestDisco({ jid: domain }));
    expect(features).toContain('urn:xmpp:extdisco:2');
    const { jid, services } = await juliet.request(new GetExternalServices({}));
    expect(jid).toBe(domain);
    expect(services.map(({ type }) => type)).toEqual(expect.arrayContaining(['stun', 'turn']));
    expect(services.find(({ type }) => type === 'turn')).toMatchObject({
      port: 3478,
      transport: 'udp',
      username: expect.stringMatching(/./),
      password: expect.stringMatching(/./),
      expires: expect.stringMatching(/Z$/),
    });
  });

  it('of one type are told alone', async () => {
    const juliet = await clients.online('juliet');
    const { services } = await juliet.request(new GetExternalServices({ type: 'turn' }));
    expect(new Set(services.map(({ type }) => type))).toEqual(new Set(['turn']));
  });

  it('give name and password when they are asked for', async () => {
    const juliet = await clients.online('juliet');
    const all = await juliet.request(new GetExternalServices({ type: 'turn' }));
    const [turn] = all.services;
    const { services } = await juliet.request(
      new GetExternalCredentials({ host: turn?.host ?? '', type: 'turn' }),
    );
    expect(services).toMatchObject([
      { host: turn?.host, type: 'turn', password: expect.any(String) },
    ]);
    // One that is not there: an error, or nothing.
    const other = new GetExternalCredentials({ host: 'no.such.example', type: 'turn' });
    const none = await juliet.request(other).then(
      (told) => told.services.length,
      (error: unknown) => (error as { condition: string }).condition,
    );
    expect([0, 'item-not-found']).toContain(none);
  });
});
