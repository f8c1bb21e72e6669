import { describe, expect, it } from '@jest/globals';
import { auth, plain, type RawClient } from '../testing/raw-client.js';
import { connect, login, startServer } from '../testing/servers.js';
import type { DevServer } from '../index.js';

const NS_STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams';
const ping = (id: string): string =>
  `<iq xmlns='jabber:client' type='get' id='${id}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`;
const isId =
  (id: string) =>
  (el: { attrs: Record<string, unknown> }): boolean =>
    el.attrs['id'] === id;
const ids = async (client: RawClient): Promise<unknown[]> =>
  (await client.settle()).map(({ attrs }) => attrs['id']);

describe('faults on stanzas', () => {
  it('drop answers, for one account, a predicate, a number of times', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice'), await login(server, 'bob')];
    server.faults.drop({ jid: 'alice', stanza: isId('x'), times: 2 });
    for (const client of [alice, bob]) for (let i = 0; i < 3; i++) client.send(ping('x'));
    expect(await ids(alice)).toEqual(['x']);
    expect(await ids(bob)).toEqual(['x', 'x', 'x']);
  });

  it('drop requests before the server sees them', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice', 'a'), await login(server, 'bob', 'b')];
    const end = server.faults.drop({
      jid: alice.jid,
      direction: 'in',
      stanza: (el) => el.is('message'),
    });
    alice.send(`<message xmlns='jabber:client' to='${bob.jid}' id='lost'/>`);
    await alice.settle();
    end();
    alice.send(`<message xmlns='jabber:client' to='${bob.jid}' id='seen'/>`);
    await alice.settle();
    expect(await ids(bob)).toEqual(['seen']);
  });

  it('duplicate', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.duplicate(isId('x'), 2);
    alice.send(ping('x'));
    expect(await ids(alice)).toEqual(['x', 'x', 'x']);
  });

  it('hold until released, and let the rest pass', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    const release = server.faults.hold((el) => String(el.attrs['id']).startsWith('h'));
    alice.send(ping('h1'));
    alice.send(ping('x'));
    alice.send(ping('h2'));
    expect(await ids(alice)).toEqual(['x']);
    release();
    expect(await ids(alice)).toEqual(['h1', 'h2']);
  });

  it('rewrite', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.rewrite(isId('x'), (el) => {
      el.attrs['from'] = 'forged.example';
      return el;
    });
    expect((await alice.request(ping('x'))).attrs['from']).toBe('forged.example');
    expect((await alice.request(ping('y'))).attrs['from']).toBe('localhost');
  });

  it('delay', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.delay(isId('slow'), 150);
    alice.send(ping('slow'));
    alice.send(ping('fast'));
    expect((await alice.next()).attrs['id']).toBe('fast');
    expect((await alice.next()).attrs['id']).toBe('slow');
  });

  it('cut in the middle of a frame', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice', 'a');
    let bytes = Buffer.alloc(0);
    (await tcpOf(alice)).prependListener('data', (data) => {
      bytes = Buffer.concat([bytes, data]);
    });
    server.faults.cutMidFrame('alice');
    alice.send(ping('x'));
    expect((await alice.closed).code).toBe(1006);
    const announced = bytes[1] ?? 0;
    expect(bytes[0]).toBe(0x81);
    expect(bytes.length).toBe((announced === 126 ? 4 : 2) + Math.floor(lengthOf(bytes) / 2));
    expect(bytes.toString('utf8')).toContain('<iq');
    expect(server.sessions()).toEqual([]);
  });
});

/** The TCP socket of a client, for its bytes. */
async function tcpOf(client: RawClient): Promise<NodeJS.ReadableStream> {
  // ws has no public way to it; the field has been there in every version since 1.
  return (client.socket as unknown as { _socket: NodeJS.ReadableStream })._socket;
}

const lengthOf = (frame: Buffer): number =>
  frame[1] === 126 ? frame.readUInt16BE(2) : (frame[1] ?? 0);

describe('faults on streams', () => {
  it('silence: the socket stays open, nothing is answered, not even pings; it can end', async () => {
    const server = await startServer();
    const [alice, bob] = [await login(server, 'alice', 'a'), await login(server, 'bob', 'b')];
    const end = server.faults.silence('alice');
    let heard = 0;
    alice.socket.on('pong', () => heard++);
    alice.socket.on('message', () => heard++);
    alice.socket.ping();
    alice.send(ping('x'));
    bob.send(`<message xmlns='jabber:client' to='${alice.jid}' id='lost'/>`);
    await bob.settle();
    await bob.settle();
    expect(heard).toBe(0);
    expect(alice.socket.readyState).toBe(alice.socket.OPEN);
    expect(server.sessions()).toContain(alice.jid);
    end();
    expect((await alice.next()).attrs['id']).toBe('x');
    expect(heard).toBe(2);
  });

  it('silence streams to come, from the login on', async () => {
    const server = await startServer();
    server.faults.silence('alice');
    const alice = await connect(server);
    await alice.open();
    alice.send(plain('alice', 'secret'));
    expect((await alice.next()).name).toBe('success');
    alice.send(`<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>`);
    const bob = await login(server, 'bob');
    await bob.settle();
    expect(server.sessions()).toEqual([bob.jid]);
  });

  it('stream errors, now or after some stanzas', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.streamError('alice', 'reset', { text: 'again' });
    const error = await alice.next();
    expect(error.getChild('reset', NS_STREAMS)).toBeDefined();
    expect(error.getChildText('text')).toBe('again');
    const bob = await login(server, 'bob');
    server.faults.streamError('bob', 'system-shutdown', { after: 2 });
    expect((await bob.request(ping('1'))).attrs['id']).toBe('1');
    expect((await bob.request(ping('2'))).attrs['id']).toBe('2');
    expect((await bob.next()).getChild('system-shutdown', NS_STREAMS)).toBeDefined();
    await bob.closed;
  });

  it('close codes', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.closeCode('alice', 1012, 'restart');
    expect(await alice.closed).toEqual({ code: 1012, reason: 'restart' });
  });

  it('directions to another address', async () => {
    const server = await startServer();
    const alice = await login(server, 'alice');
    server.faults.seeOtherUri('alice', 'ws://127.0.0.1:1/');
    const close = await alice.next();
    expect(close.name).toBe('close');
    expect(close.attrs['see-other-uri']).toBe('ws://127.0.0.1:1/');
  });

  it('refused connections', async () => {
    const server = await startServer();
    const end = server.faults.refuseConnections(503);
    await expect(connect(server)).rejects.toThrow('503');
    end();
    await connect(server);
  });
});

describe('faults on logins', () => {
  const first = async (server: DevServer, nonce = 'mine'): Promise<string> => {
    const client = await connect(server);
    await client.open();
    client.send(auth('SCRAM-SHA-256', `n,,n=alice,r=${nonce}`));
    return Buffer.from((await client.next()).getText(), 'base64').toString();
  };
  const nonceOf = (challenge: string): string => /^r=([^,]*)/.exec(challenge)?.[1] ?? '';

  it('refuse an account', async () => {
    const server = await startServer();
    server.faults.refuseLogin('alice', 'account-disabled', 'not today');
    const client = await connect(server);
    await client.open();
    client.send(plain('alice', 'secret'));
    const failure = await client.next();
    expect(failure.getChild('account-disabled')).toBeDefined();
    expect(failure.getChildText('text')).toBe('not today');
    client.send(plain('bob', 'secret'));
    expect((await client.next()).name).toBe('success');
  });

  it('nonces that are short, reused or foreign', async () => {
    const server = await startServer();
    const { faults } = server;
    expect(nonceOf(await first(server))).toMatch(/^mine.{20,}$/);
    faults.shortNonce('alice');
    expect(nonceOf(await first(server))).toBe('mine');
    faults.clear();
    faults.reuseNonce('alice');
    const [one, two] = [nonceOf(await first(server, 'a')), nonceOf(await first(server, 'b'))];
    expect(one.slice(1)).toBe(two.slice(1));
    faults.clear();
    faults.foreignNonce('alice');
    expect(nonceOf(await first(server))).not.toContain('mine');
  });

  it('iteration counts', async () => {
    const server = await startServer();
    const end = server.faults.iterations(1);
    expect(await first(server)).toMatch(/,i=1$/);
    end();
    expect(await first(server)).toMatch(/,i=4096$/);
  });

  it('resources', async () => {
    const server = await startServer();
    server.faults.imposeResource((asked) => `${asked}!`, 'alice');
    expect((await login(server, 'alice', 'a')).jid).toBe('alice@localhost/a!');
    expect((await login(server, 'bob', 'b')).jid).toBe('bob@localhost/b');
  });
});
