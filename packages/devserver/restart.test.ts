import { describe, expect, it } from '@jest/globals';
import { authenticate, connect, login, online, startServer } from './testing/servers.js';

const chat = (to: string, id: string): string =>
  `<message xmlns='jabber:client' type='chat' to='${to}' id='${id}'><body>${id}</body></message>`;

describe('a restart', () => {
  it('cuts every socket without a word, and comes back on the same port', async () => {
    const server = await startServer();
    const { port, url } = server;
    const [alice, bob] = [await online(server, 'alice', 'a'), await login(server, 'bob', 'b')];
    const early = await connect(server);
    await server.restart();
    for (const client of [alice, bob, early]) expect((await client.closed).code).toBe(1006);
    expect(await Promise.race([alice.next(), Promise.resolve('nothing')])).toBe('nothing');
    expect([server.port, server.url]).toEqual([port, url]);
    expect(server.sessions()).toEqual([]);
    await login(server, 'alice', 'a');
  });

  it('does not listen while it is down', async () => {
    const server = await startServer();
    const up = server.restart({ downMs: 50 });
    await expect(connect(server)).rejects.toThrow();
    await up;
    await connect(server);
  });

  it('stays closed where it is closed meanwhile', async () => {
    const server = await startServer();
    const up = server.restart({ downMs: 20 });
    await server.close();
    await up;
    await expect(connect(server)).rejects.toThrow();
  });

  it('keeps managed streams; whoever is not managed is gone', async () => {
    const server = await startServer();
    server.befriend('alice', 'bob');
    const alice = await online(server, 'alice', 'a');
    const id = await alice.enable();
    const bob = await online(server, 'bob', 'b');
    bob.send(chat(alice.jid, '1'));
    await bob.settle();
    await server.restart();
    expect(server.sessions()).toEqual([alice.jid]);
    const again = await authenticate(server, 'alice');
    expect((await again.resume(id, 0)).attrs['h']).toBe('0');
    const got = (await again.until('r')).map(({ attrs }) => attrs['type']);
    // Bob came, wrote, and went.
    expect(got).toEqual([undefined, 'chat', 'unavailable', undefined]);
  });

  it('handles nothing that came with the cut', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    alice.send(chat('bob@localhost', 'late'));
    await server.restart();
    expect((await (await authenticate(server, 'alice')).resume(id, 0)).attrs['h']).toBe('0');
  });

  it('forgets every stream where it is told to, and what was not acknowledged', async () => {
    const server = await startServer();
    const alice = await online(server, 'alice', 'a');
    const id = await alice.enable();
    server.disconnect('alice', 'abort');
    server.send('alice', chat(alice.jid, 'unacknowledged'));
    await server.restart({ keepStreams: false });
    expect(server.sessions()).toEqual([]);
    const again = await authenticate(server, 'alice');
    const failed = await again.resume(id, 0);
    expect(failed.getChild('item-not-found')).toBeDefined();
    expect(failed.attrs['h']).toBeUndefined();
    await again.bind('a');
    again.send(`<presence xmlns='jabber:client'/>`);
    expect((await again.settle()).map((el) => el.getName())).toEqual(['presence']);
  });

  it('keeps messages that were stored', async () => {
    const server = await startServer();
    const bob = await login(server, 'bob', 'b');
    bob.send(chat('alice@localhost', 'stored'));
    await bob.settle();
    await server.restart({ keepStreams: false });
    const alice = await login(server, 'alice', 'a');
    alice.send(`<presence xmlns='jabber:client'/>`);
    expect((await alice.settle()).map(({ attrs }) => attrs['id'])).toContain('stored');
  });
});
