import { describe, expect, it } from '@jest/globals';
import { authenticate, login, startServer } from '../testing/servers.js';

const ping = (id: string): string =>
  `<iq xmlns='jabber:client' type='get' id='${id}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`;
const chat = (to: string, id: string): string =>
  `<message xmlns='jabber:client' type='chat' to='${to}' id='${id}'><body>${id}</body></message>`;

describe('a stream that works one way', () => {
  it('loses what the client sends, unhandled and uncounted, and still sends', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    const bob = await login(server, 'bob', 'b');
    server.faults.oneWay(alice.jid, 'in');
    alice.send(chat(bob.jid, 'lost'));
    bob.send(chat(alice.jid, 'heard'));
    expect((await alice.next()).attrs['id']).toBe('heard');
    const again = await authenticate(server, 'alice');
    const resumed = await again.resume(id, 1);
    expect(resumed.attrs['h']).toBe('0');
    await alice.closed; // by the conflict
    expect(await bob.settle()).toEqual([]);
    expect((await again.settle()).map((el) => el.getName())).not.toContain('message');
  });

  it('loses what the server sends, and still handles', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const id = await alice.enable();
    const bob = await login(server, 'bob', 'b');
    let heard = 0;
    for (const event of ['message', 'pong']) alice.socket.on(event, () => heard++);
    server.faults.oneWay('alice', 'out');
    alice.send(ping('x'));
    alice.socket.ping();
    alice.send(chat(bob.jid, 'seen'));
    expect((await bob.next()).attrs['id']).toBe('seen');
    const again = await authenticate(server, 'alice');
    expect((await again.resume(id, 0)).attrs['h']).toBe('2');
    expect((await again.until('r'))[0]?.attrs['id']).toBe('x');
    expect(heard).toBe(0);
    expect(alice.isClosed).toBe(false);
  });

  it.each(['in', 'out'] as const)('brings it late when the fault ends: %s', async (direction) => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    const bob = await login(server, 'bob', 'b');
    const end = server.faults.oneWay('alice', direction);
    alice.send(ping('1'));
    alice.send(ping('2'));
    bob.send(chat(alice.jid, 'm'));
    await bob.settle();
    end();
    const got = (await alice.settle()).map(({ attrs }) => attrs['id']);
    expect(got.sort()).toEqual(['1', '2', 'm']);
  });

  it('is for streams that are open; the end of its socket is noticed', async () => {
    const server = await startServer();
    const bob = await login(server, 'bob', 'b');
    server.befriend('alice', 'bob');
    bob.send(`<presence xmlns='jabber:client'/>`);
    await bob.settle();
    const alice = await login(server, 'alice', 'a');
    alice.send(`<presence xmlns='jabber:client'/>`);
    await alice.settle();
    server.faults.oneWay('alice', 'in');
    alice.socket.terminate();
    await bob.next();
    expect((await bob.next()).attrs['type']).toBe('unavailable');
    await (await login(server, 'alice', 'a')).settle();
  });
});
