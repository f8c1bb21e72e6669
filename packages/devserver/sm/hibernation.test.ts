import { describe, expect, it } from '@jest/globals';
import type { XmlElement } from '@xec/stanza';
import type { DevServer, DevServerOptions } from '../index.js';
import type { RawClient } from '../testing/raw-client.js';
import { authenticate, login, online, startServer } from '../testing/servers.js';

const NS_STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams';
const NS_DELAY = 'urn:xmpp:delay';
/** Short enough to wait for, where a test waits for the end of a session. */
const SHORT: DevServerOptions = { streamManagement: { resumeMs: 40 } };

const chat = (to: string, id: string, type = 'chat'): string =>
  `<message xmlns='jabber:client' type='${type}' to='${to}' id='${id}'><body>${id}</body></message>`;
const ids = (frames: readonly XmlElement[]): unknown[] =>
  frames.filter((el) => el.getName() !== 'r').map(({ attrs }) => attrs['id']);
const types = (frames: readonly XmlElement[]): string[] =>
  frames.map((el) => `${el.getName()} ${String(el.attrs['type'])}`);

/** Alice, on a stream that can be resumed, and bob, who sees her. */
async function pair(server: DevServer): Promise<{ alice: RawClient; bob: RawClient; id: string }> {
  server.befriend('alice', 'bob');
  const alice = await online(server, 'alice', 'a');
  const id = await alice.enable();
  const bob = await online(server, 'bob', 'b');
  await alice.until('r'); // after bob's presence
  alice.send(`<a xmlns='urn:xmpp:sm:3' h='1'/>`);
  await alice.handled(); // and the acknowledgement is read
  return { alice, bob, id };
}

describe('a session whose connection is lost', () => {
  it('stays bound and available, and gets what came meanwhile when it resumes', async () => {
    const server = await startServer();
    const { alice, bob, id } = await pair(server);
    server.disconnect(alice.jid, 'abort');
    expect(server.sessions()).toEqual([alice.jid, bob.jid]);
    bob.send(chat(alice.jid, '1'));
    bob.send(chat('alice@localhost', '2'));
    bob.send(`<iq xmlns='jabber:client' type='get' to='${alice.jid}' id='3'><q xmlns='x'/></iq>`);
    expect(await bob.settle()).toEqual([]);
    const again = await authenticate(server, 'alice');
    await again.resume(id, 1);
    expect(ids(await again.until('r'))).toEqual(['1', '2', '3']);
    bob.send(chat(alice.jid, '4'));
    expect(ids(await again.until('r'))).toEqual(['4']);
    expect(await bob.settle()).toEqual([]);
  });

  it.each<[string, (client: RawClient) => void]>([
    ['without a close frame', (client) => client.socket.terminate()],
    ['with a WebSocket close frame', (client) => client.socket.close(1000)],
  ])('is kept after an end %s', async (_how, end) => {
    const server = await startServer();
    const { alice, bob, id } = await pair(server);
    end(alice);
    await alice.closed;
    const again = await authenticate(server, 'alice');
    expect((await again.resume(id, 1)).name).toBe('resumed');
    expect(await bob.settle()).toEqual([]);
  });

  it.each<[string, (server: DevServer, client: RawClient) => void]>([
    [
      'the client closes the stream',
      (_server, client) => client.send(`<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`),
    ],
    ['the server closes it', (server) => server.disconnect('alice')],
    [
      'the server ends it with an error',
      (server) => server.disconnect('alice', { streamError: 'reset' }),
    ],
  ])('is over when %s', async (_how, end) => {
    const server = await startServer();
    const { alice, bob, id } = await pair(server);
    end(server, alice);
    expect(types([await bob.next()])).toEqual(['presence unavailable']);
    const failed = await (await authenticate(server, 'alice')).resume(id, 1);
    expect(failed.name).toBe('failed');
    expect(failed.attrs['h']).toBeUndefined();
  });

  it('is over when the server ends it meanwhile', async () => {
    const server = await startServer();
    const { bob } = await pair(server);
    server.disconnect('alice', 'abort');
    server.disconnect('alice', { streamError: 'reset' });
    expect(types([await bob.next()])).toEqual(['presence unavailable']);
    expect(server.sessions()).toEqual([bob.jid]);
  });

  it('does not count a stanza of which half came', async () => {
    const server = await startServer();
    const { alice, id } = await pair(server);
    alice.send(chat('bob@localhost', 'whole'));
    expect(await alice.handled()).toBe(1);
    // ws has no public way to its socket; the field has been there in every version since 1.
    const { _socket: raw } = alice.socket as unknown as { _socket: NodeJS.WritableStream };
    raw.write(Buffer.from([0x81, 0xfd, 1, 2, 3, 4, 5, 6, 7, 8]));
    raw.end();
    await alice.closed;
    const again = await authenticate(server, 'alice');
    expect((await again.resume(id, 1)).attrs['h']).toBe('1');
  });
});

describe('a session that nobody resumes', () => {
  it('is over in time, and its contacts hear of it', async () => {
    const server = await startServer(SHORT);
    const { alice, bob } = await pair(server);
    server.disconnect(alice.jid, 'abort');
    expect(types([await bob.next()])).toEqual(['presence unavailable']);
    expect(server.sessions()).toEqual([bob.jid]);
  });

  it('lets its requests fail and keeps its messages for later, with the time they were sent', async () => {
    const server = await startServer(SHORT);
    const { alice, bob } = await pair(server);
    server.disconnect(alice.jid, 'abort');
    const sentAt = Date.now();
    bob.send(`<iq xmlns='jabber:client' type='get' to='${alice.jid}' id='q'><q xmlns='x'/></iq>`);
    bob.send(`<iq xmlns='jabber:client' type='result' to='${alice.jid}' id='r'/>`);
    bob.send(chat(alice.jid, '1'));
    bob.send(chat('alice@localhost', '2'));
    bob.send(chat(alice.jid, '3', 'headline'));
    bob.send(chat(alice.jid, '4', 'normal'));
    expect(types([await bob.next(), await bob.next(), await bob.next()])).toEqual([
      'presence unavailable',
      'iq error',
      'message error', // a normal message for a resource that is not there
    ]);
    const again = await login(server, 'alice', 'b');
    again.send(`<presence xmlns='jabber:client'/>`);
    const kept = (await again.settle()).filter((el) => el.getName() === 'message');
    expect(ids(kept)).toEqual(['1', '2']);
    const stamp = String(kept[0]?.getChild('delay', NS_DELAY)?.attrs['stamp']);
    expect(Date.parse(stamp) - sentAt).toBeLessThan(40);
  });

  it('gives its messages to other sessions of the account, but no copies twice', async () => {
    const server = await startServer(SHORT);
    const { alice, bob } = await pair(server);
    const plain = await online(server, 'alice', 'plain');
    const copied = await online(server, 'alice', 'copied');
    copied.send(
      `<iq xmlns='jabber:client' type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>`,
    );
    await copied.settle();
    await plain.settle();
    await bob.settle();
    server.disconnect(alice.jid, 'abort');
    bob.send(chat(alice.jid, 'full'));
    bob.send(chat('alice@localhost', 'bare'));
    expect(types(await copied.until('presence'))).toEqual([
      'message chat', // the copy of the first
      'message chat', // the second
      'presence unavailable',
    ]);
    expect(await copied.settle()).toEqual([]);
    expect(ids(await plain.until('presence'))).toEqual(['bare', undefined]);
    expect(ids(await plain.settle())).toEqual(['full']);
  });

  it('is remembered with the count of what was handled', async () => {
    const server = await startServer(SHORT);
    const { alice, bob, id } = await pair(server);
    alice.send(chat('nobody@localhost', '1'));
    expect(await alice.handled()).toBe(1);
    server.disconnect(alice.jid, 'abort');
    await bob.next();
    const failed = await (await authenticate(server, 'alice')).resume(id, 1);
    expect(failed.getChild('item-not-found')).toBeDefined();
    expect(failed.attrs['h']).toBe('1');
    const other = await (await authenticate(server, 'bob')).resume(id, 1);
    expect(other.attrs['h']).toBeUndefined();
  });

  it('is replaced by a new one of the same resource', async () => {
    const server = await startServer();
    const { alice, bob, id } = await pair(server);
    server.disconnect(alice.jid, 'abort');
    bob.send(chat(alice.jid, '1'));
    await bob.settle();
    const again = await login(server, 'alice', 'a');
    expect(types([await bob.next()])).toEqual(['presence unavailable']);
    expect(server.sessions()).toEqual([again.jid, bob.jid]);
    again.send(`<presence xmlns='jabber:client'/>`);
    expect(ids(await again.settle())).toContain('1');
    const failed = await (await authenticate(server, 'alice')).resume(id, 1);
    expect(failed.attrs['h']).toBe('0');
  });

  it('gives up its messages at once where it cannot be resumed', async () => {
    const server = await startServer();
    const alice = await online(server, 'alice', 'a');
    await alice.enable('');
    server.send('alice', chat(alice.jid, '1'));
    server.disconnect('alice', 'abort');
    expect(server.sessions()).toEqual([]);
    const again = await online(server, 'alice', 'a');
    server.send('alice', chat(again.jid, '2'));
    expect(ids(await again.settle())).toEqual(['2']); // online() has dropped the first
  });
});

describe('a session that is resumed while its connection is open', () => {
  it('ends that one with conflict; nothing that still comes on it is handled', async () => {
    const server = await startServer();
    const { alice, bob, id } = await pair(server);
    const again = await authenticate(server, 'alice');
    // Both arrive in one turn: first the new stream takes the session, then the old one speaks.
    const resumed = again.resume(id, 1);
    const conflict = alice.until('error');
    await resumed;
    alice.send(chat(bob.jid, 'late'));
    expect((await conflict).pop()?.getChild('conflict', NS_STREAMS)).toBeDefined();
    await alice.closed;
    expect(await again.handled()).toBe(0);
    expect(await bob.settle()).toEqual([]);
    bob.send(chat(alice.jid, '1'));
    expect(ids(await again.until('r'))).toEqual(['1']);
  });
});

describe('the stanzas that wait', () => {
  it('are limited: a client that never acknowledges loses its session', async () => {
    const server = await startServer({ streamManagement: { maxUnacknowledged: 3 } });
    const { alice, bob } = await pair(server);
    for (let i = 1; i <= 4; i++) bob.send(chat(alice.jid, `${i}`));
    const error = (await alice.until('error')).pop();
    expect(error?.getChild('policy-violation', NS_STREAMS)).toBeDefined();
    const again = await login(server, 'alice', 'a');
    again.send(`<presence xmlns='jabber:client'/>`);
    const kept = (await again.settle()).filter((el) => el.getName() === 'message');
    expect(ids(kept)).toEqual(['1', '2', '3', '4']);
  });

  it('are limited while the client is away too', async () => {
    const server = await startServer({ streamManagement: { maxUnacknowledged: 3 } });
    const { alice, bob } = await pair(server);
    server.disconnect('alice', 'abort');
    for (let i = 1; i <= 4; i++) bob.send(chat(alice.jid, `${i}`));
    expect(types([await bob.next()])).toEqual(['presence unavailable']);
    expect(server.sessions()).toEqual([bob.jid]);
  });

  it('come in their order, as many as they are', async () => {
    const server = await startServer();
    const { alice, id } = await pair(server);
    server.disconnect('alice', 'abort');
    for (let i = 0; i < 10_000; i++) server.send('alice', chat(alice.jid, `${i}`));
    const again = await authenticate(server, 'alice');
    await again.resume(id, 1);
    const got = ids(await again.until('r'));
    expect(got).toEqual(Array.from({ length: 10_000 }, (_, i) => `${i}`));
  });
});
