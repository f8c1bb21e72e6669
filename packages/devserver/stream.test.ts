import { describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { startDevServer } from './index.js';
import { plain } from './testing/raw-client.js';
import { connect, login, startServer } from './testing/servers.js';

const OPEN = `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>`;
const CLOSE = `<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`;
const NS_STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams';

describe('the start', () => {
  it('says that the server is for development, and where it is', async () => {
    const lines: string[] = [];
    const server = await startServer({ say: (line) => lines.push(line) });
    expect(lines).toEqual([`xec devserver (for development) on ${server.url}`]);
    expect(server.url).toBe(`ws://127.0.0.1:${server.port}/xmpp-websocket`);
  });

  it('refuses to listen where others reach it, unless told to', async () => {
    await expect(startDevServer({ host: '0.0.0.0' })).rejects.toThrow('loopback only');
  });

  it('refuses a WebSocket without the subprotocol xmpp', async () => {
    const server = await startServer();
    await expect(connect(server, [])).rejects.toThrow('400');
    await expect(connect(server, ['mqtt'])).rejects.toThrow('400');
  });

  it('takes the subprotocol xmpp among others, on any path', async () => {
    const server = await startServer();
    const client = await connect(server, ['mqtt', 'xmpp']);
    expect(client.socket.protocol).toBe('xmpp');
    const other = new WebSocket(`ws://127.0.0.1:${server.port}/ws`, ['xmpp']);
    await new Promise((resolve) => other.once('open', resolve));
    other.terminate();
  });
});

describe('a stream', () => {
  it('opens, offers mechanisms, and offers bind after the login', async () => {
    const client = await connect(await startServer());
    client.send(OPEN);
    const open = await client.next();
    expect(open.is('open', 'urn:ietf:params:xml:ns:xmpp-framing')).toBe(true);
    expect(open.attrs).toMatchObject({ from: 'localhost', version: '1.0' });
    const features = await client.next();
    expect(features.is('features', 'http://etherx.jabber.org/streams')).toBe(true);
    const offered = features.getChild('mechanisms', 'urn:ietf:params:xml:ns:xmpp-sasl');
    expect(offered?.getChildren('mechanism').map((el) => el.getText())).toEqual([
      'SCRAM-SHA-512',
      'SCRAM-SHA-256',
      'SCRAM-SHA-1',
      'PLAIN',
    ]);
    client.send(plain('alice', 'secret'));
    expect((await client.next()).name).toBe('success');
    const after = await client.open();
    expect(after.getChild('bind', 'urn:ietf:params:xml:ns:xmpp-bind')).toBeDefined();
    expect(after.getChild('mechanisms')).toBeUndefined();
  });

  it('closes with a handshake', async () => {
    const client = await login(await startServer(), 'alice');
    client.send(CLOSE);
    expect((await client.next()).is('close', 'urn:ietf:params:xml:ns:xmpp-framing')).toBe(true);
    expect((await client.closed).code).toBe(1000);
  });

  it.each([
    ['a stanza before login', `<message xmlns='jabber:client'/>`, 'not-authorized'],
    ['broken XML', `<message`, 'not-well-formed'],
    ['a comment', `<!-- a --><message/>`, 'restricted-xml'],
    ['two elements in a frame', `<a/><b/>`, undefined],
  ])('ends with an error after %s', async (_what, frame, condition) => {
    const client = await connect(await startServer());
    await client.open();
    client.send(frame);
    const error = await client.next();
    expect(error.is('error', 'http://etherx.jabber.org/streams')).toBe(true);
    if (condition !== undefined) expect(error.getChild(condition, NS_STREAMS)).toBeDefined();
    expect((await client.next()).name).toBe('close');
    await client.closed;
  });

  it.each([
    ['another domain', OPEN.replace('localhost', 'other.example'), 'host-unknown'],
    ['another version', OPEN.replace('1.0', '0.9'), 'unsupported-version'],
    [
      'the header of TCP',
      `<stream:stream xmlns:stream='http://etherx.jabber.org/streams'/>`,
      'invalid-namespace',
    ],
  ])('answers a header with %s by its own and an error', async (_what, frame, condition) => {
    const client = await connect(await startServer());
    client.send(frame);
    expect((await client.next()).name).toBe('open');
    expect((await client.next()).getChild(condition, NS_STREAMS)).toBeDefined();
    await client.closed;
  });

  it('ends where a client forges its address', async () => {
    const client = await login(await startServer(), 'alice', 'a');
    client.send(`<message xmlns='jabber:client' from='bob@localhost/a' to='carol@localhost'/>`);
    expect((await client.next()).getChild('invalid-from', NS_STREAMS)).toBeDefined();
  });

  it('closes the WebSocket on binary frames, and on frames over a mebibyte', async () => {
    const server = await startServer();
    const binary = await connect(server);
    binary.socket.send(Buffer.from(OPEN));
    expect((await binary.closed).code).toBe(1003);
    const long = await connect(server);
    long.send(`<a>${'x'.repeat(1024 * 1024)}</a>`);
    expect((await long.closed).code).toBe(1009);
  });

  it('says system-shutdown to everybody when the server closes', async () => {
    const server = await startServer();
    const client = await login(server, 'alice');
    await server.close();
    expect((await client.next()).getChild('system-shutdown', NS_STREAMS)).toBeDefined();
    await client.closed;
  });
});

describe('bind', () => {
  it('gives the resource asked for, or one of its own', async () => {
    const server = await startServer();
    expect((await login(server, 'alice', 'orchard')).jid).toBe('alice@localhost/orchard');
    expect((await login(server, 'alice')).jid).toMatch(/^alice@localhost\/.{16}$/);
    expect(server.sessions()).toHaveLength(2);
  });

  it('may impose another', async () => {
    const server = await startServer({ imposeResource: (asked) => `${asked}-7` });
    expect((await login(server, 'alice', 'orchard')).jid).toBe('alice@localhost/orchard-7');
  });

  it('ends the older stream of a resource with conflict', async () => {
    const server = await startServer();
    const older = await login(server, 'alice', 'same');
    const newer = await login(server, 'alice', 'same');
    expect((await older.next()).getChild('conflict', NS_STREAMS)).toBeDefined();
    await older.closed;
    expect(await newer.settle()).toEqual([]);
    expect(server.sessions()).toEqual(['alice@localhost/same']);
  });

  it('is refused for what is no resource, and may be asked again', async () => {
    const client = await connect(await startServer());
    await client.open();
    client.send(plain('alice', 'secret'));
    await client.next();
    await client.open();
    expect((await client.bind('x'.repeat(1024))).attrs['type']).toBe('error');
    await client.bind('y');
    expect(client.jid).toBe('alice@localhost/y');
  });

  it('comes before any other stanza', async () => {
    const client = await connect(await startServer());
    await client.open();
    client.send(plain('alice', 'secret'));
    await client.next();
    await client.open();
    client.send(`<presence xmlns='jabber:client'/>`);
    expect((await client.next()).getChild('not-authorized', NS_STREAMS)).toBeDefined();
  });
});
