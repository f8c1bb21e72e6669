import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  describeOnServers,
  nextPacket,
  openClients,
  openFriends,
  openProxy,
  type Proxy,
} from '@xec/testing';
import { AddRosterItem, PingServer, PublishMessage, allFeatures } from '@xec/xec';

describeOnServers('a stream that is lost and cannot be resumed', (server) => {
  let proxy: Proxy;
  const limits = { silenceMs: 300, answerMs: 300 };
  const clients = openClients(server, {
    features: allFeatures,
    backoff: { baseMs: 50 },
    limits,
    streamManagement: false,
  });
  beforeEach(async () => {
    proxy = await openProxy(server().ws);
  });
  afterEach(async () => {
    await clients.end();
    await proxy.close();
  });

  it('is replaced: what was asked ends once, what was not sent yet is sent, and once', async () => {
    const juliet = await clients.online('juliet', { service: proxy.url });
    const outcomes: string[] = [];
    juliet.packets.subscribeAny('*', ({ key }: { key: string }) => {
      if (/^(?:roster_additem|ping_server)_/.test(key)) outcomes.push(key);
    });
    proxy.freeze();
    const asked = juliet.request(new AddRosterItem({ jid: 'romeo@montague.example' }));
    const lost = expect(asked).rejects.toMatchObject({
      condition: 'connection-lost',
      delivered: 'unknown',
    });
    const gone = nextPacket(
      juliet,
      'session_state',
      ({ content }) => content.state === 'reconnecting',
    );
    proxy.cut();
    await gone;
    await lost;
    await expect(juliet.request(new PingServer())).resolves.toEqual({});
    expect(juliet.state.state).toBe('online');
    expect(outcomes).toEqual(['roster_additem_errorconnectionlost', 'ping_server_handle']);
  });

  it('is noticed when the other side only falls silent', async () => {
    const juliet = await clients.online('juliet', { service: proxy.url });
    const silent = nextPacket(
      juliet,
      'session_state',
      ({ content }) => content.state === 'reconnecting',
    );
    proxy.freeze();
    expect((await silent).content).toMatchObject({ reason: { condition: 'connection-timeout' } });
    await expect(juliet.request(new PingServer())).resolves.toEqual({});
  });

  it('leaves nothing behind: roster, presence and carbons are set up again, once', async () => {
    const { juliet, romeo } = await openFriends(clients);
    const elsewhere = await clients.another(juliet, { service: proxy.url });
    const back = nextPacket(elsewhere, 'carbons_enable_handle');
    const seen: string[] = [];
    const undo = elsewhere.packets.subscribe('*', ({ key }) => seen.push(key));
    const online = nextPacket(romeo, 'presence', ({ content: { jid, type } }) => {
      return jid === elsewhere.jid.toString() && type === 'available';
    });
    proxy.cut();
    await Promise.all([back, online]);
    undo();
    expect(seen.filter((key) => key === 'roster_getlist_handle')).toHaveLength(1);
    expect(seen.filter((key) => key === 'carbons_enable_handle')).toHaveLength(1);

    const copy = nextPacket(elsewhere, 'carbons');
    const body = 'Parting is such sweet sorrow';
    await juliet.request(new PublishMessage({ to: romeo.jid.toString(), type: 'chat', body }));
    expect((await copy).content).toMatchObject({ direction: 'sent', message: { body } });
  });
});
