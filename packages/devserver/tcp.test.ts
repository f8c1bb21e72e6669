import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Authority, DAY_MS } from '@xec/testing';
import { WebSocket } from 'ws';
import { RawStreamClient } from './testing/raw-stream-client.js';
import { login, startServer } from './testing/servers.js';
import type { DevServer, DevServerOptions } from './index.js';

const NS_TLS = 'urn:ietf:params:xml:ns:xmpp-tls';
const NS_STREAMS = 'urn:ietf:params:xml:ns:xmpp-streams';
const STARTTLS = `<starttls xmlns='${NS_TLS}'/>`;

let tls: { key: string; cert: string };
beforeAll(() => {
  const authority = new Authority();
  const cert = authority.certificate('localhost', Date.now() + DAY_MS, ['127.0.0.1']);
  tls = { key: authority.key, cert };
});

const clients: RawStreamClient[] = [];
afterEach(() => {
  for (const { socket } of clients.splice(0)) socket.destroy();
});

async function connect(url: string | undefined): Promise<RawStreamClient> {
  const client = await RawStreamClient.connect(url ?? 'no address', { ca: tls.cert });
  clients.push(client);
  return client;
}

const start = (options: DevServerOptions = {}): Promise<DevServer> =>
  startServer({ tcp: true, ...options });

async function loggedIn(server: DevServer, name: string): Promise<RawStreamClient> {
  const client = await connect(server.tcpUrl);
  await client.open();
  return client.login(name);
}

const ping = (id: string): string =>
  `<iq type='get' id='${id}' to='localhost'><ping xmlns='urn:xmpp:ping'/></iq>`;

describe('a stream over TCP', () => {
  it('is opened by a header, and says what it says as real servers do', async () => {
    const client = await connect((await start()).tcpUrl);
    const header = await client.header();
    expect(header.is('stream', 'http://etherx.jabber.org/streams')).toBe(true);
    expect(header.attrs).toMatchObject({ xmlns: 'jabber:client', from: 'localhost' });
    const features = await client.next();
    expect(features.getChild('starttls')).toBeUndefined();
    expect(features.getChild('mechanisms')).toBeDefined();
    await client.login('alice', 'a');
    client.send(ping('1'));
    await client.next();
    expect(client.all.at(-1)).toBe(
      '<iq type="result" id="1" from="localhost" to="alice@localhost/a"/>',
    );
  });

  it('carries stanzas to and from WebSockets', async () => {
    const server = await start();
    const alice = await loggedIn(server, 'alice');
    const bob = await login(server, 'bob', 'b');
    alice.send(`<message to='${bob.jid}' type='chat' id='1'><body>å</body></message>`);
    expect((await bob.next()).attrs).toMatchObject({ from: 'alice@localhost/tcp', id: '1' });
    bob.send(`<message xmlns='jabber:client' to='${alice.jid}' id='2'><body>b</body></message>`);
    const got = await alice.next();
    expect(got.is('message', 'jabber:client')).toBe(true);
    expect(got.getChildText('body')).toBe('b');
  });

  it('ends with its end tag, whoever began', async () => {
    const server = await start();
    const alice = await loggedIn(server, 'alice');
    alice.send('</stream:stream>');
    expect(await alice.nextPiece()).toEqual({ kind: 'end' });
    await alice.closed;
    const bob = await loggedIn(server, 'bob');
    server.disconnect('bob');
    expect(await bob.nextPiece()).toEqual({ kind: 'end' });
    await bob.closed;
    expect(server.sessions()).toEqual([]);
  });

  it.each([
    ['a comment', '<!-- a -->', 'restricted-xml'],
    ['broken XML', '<a b></a>', 'not-well-formed'],
    ['bytes that are not UTF-8', Buffer.from([0x3c, 0x61, 0xff]), 'unsupported-encoding'],
    ['a stanza before the login', '<message/>', 'not-authorized'],
    [
      'the header of a WebSocket',
      `<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>`,
      'not-authorized',
    ],
  ])('ends with an error after %s', async (_what, sent, condition) => {
    const client = await connect((await start()).tcpUrl);
    await client.open();
    client.socket.write(sent);
    expect((await client.next()).getChild(condition, NS_STREAMS)).toBeDefined();
    expect(await client.nextPiece()).toEqual({ kind: 'end' });
    await client.closed;
  });

  it('begins with a header before the error, where the header of the client is wrong', async () => {
    const server = await start();
    for (const [xmlns, to, condition] of [
      ['jabber:server', 'localhost', 'invalid-namespace'],
      ['jabber:client', 'other.example', 'host-unknown'],
    ] as const) {
      const client = await connect(server.tcpUrl);
      expect((await client.header(to, xmlns)).name).toBe('stream:stream');
      expect((await client.next()).getChild(condition, NS_STREAMS)).toBeDefined();
    }
  });

  it('can be resumed after a crash of the server, on the same port', async () => {
    const server = await start();
    const alice = await loggedIn(server, 'alice');
    alice.send(`<enable xmlns='urn:xmpp:sm:3' resume='true'/>`);
    await alice.next();
    const url = server.tcpUrl;
    await server.restart();
    await alice.closed;
    expect(server.tcpUrl).toBe(url);
    expect(server.sessions()).toEqual([alice.jid]);
    await loggedIn(server, 'bob');
  });
});

describe('faults over TCP', () => {
  it('cut the line in the middle of a stanza', async () => {
    const server = await start();
    const alice = await loggedIn(server, 'alice');
    server.faults.cutMidFrame('alice');
    let bytes = '';
    alice.socket.on('data', (data: Buffer) => (bytes += data.toString()));
    alice.send(ping('1'));
    await alice.closed;
    expect(bytes).toMatch(/^<iq [^>]*$/);
  });

  it('are silent, and go on', async () => {
    const server = await start();
    const alice = await loggedIn(server, 'alice');
    const end = server.faults.silence('alice');
    alice.send(ping('1'));
    await loggedIn(server, 'bob'); // had the time
    end();
    expect((await alice.next()).attrs['id']).toBe('1');
  });

  it.each(['in', 'out'] as const)('hold back one direction: %s', async (direction) => {
    const server = await start();
    const alice = await loggedIn(server, 'alice');
    const end = server.faults.oneWay('alice', direction);
    alice.send(ping('1'));
    await loggedIn(server, 'bob'); // had the time
    expect(alice.all.at(-1)).not.toContain('id="1"');
    end();
    expect((await alice.next()).attrs['id']).toBe('1');
  });

  it('point to another host, when the stream is open and when it opens', async () => {
    const server = await start();
    const alice = await loggedIn(server, 'alice');
    server.faults.seeOtherHost('alice', '[::1]:5222');
    const error = await alice.next();
    expect(error.getChildText('see-other-host', NS_STREAMS)).toBe('[::1]:5222');
    await alice.closed;
    const end = server.faults.redirectStreams('other.example');
    const bob = await connect(server.tcpUrl);
    const told = await bob.open();
    expect(told.getChildText('see-other-host', NS_STREAMS)).toBe('other.example');
    end();
    await loggedIn(server, 'bob');
  });

  it('refuse connections', async () => {
    const server = await start();
    server.faults.refuseConnections(503);
    await (
      await connect(server.tcpUrl)
    ).closed;
  });
});

describe('STARTTLS', () => {
  it('is offered with a certificate, and followed by a new stream', async () => {
    const server = await start({ tls });
    const client = await connect(server.tcpUrl);
    const features = await client.open();
    expect(features.getChild('starttls', NS_TLS)?.getChild('required')).toBeUndefined();
    expect(features.getChild('mechanisms')).toBeDefined();
    client.send(STARTTLS);
    expect((await client.next()).is('proceed', NS_TLS)).toBe(true);
    const socket = await client.startTls({ ca: tls.cert });
    expect(socket.authorized).toBe(true);
    const secured = await client.open();
    expect(secured.getChild('starttls')).toBeUndefined();
    await client.login('alice');
    expect(server.sessions()).toEqual([client.jid]);
  });

  it('comes before everything else where it is required', async () => {
    const server = await start({ tls, requireTls: true });
    const client = await connect(server.tcpUrl);
    const features = await client.open();
    expect(features.getChild('starttls', NS_TLS)?.getChild('required')).toBeDefined();
    expect(features.getChild('mechanisms')).toBeUndefined();
    client.send(`<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>`);
    expect((await client.next()).getChild('policy-violation', NS_STREAMS)).toBeDefined();
  });

  it('fails where there is no certificate', async () => {
    const client = await connect((await start()).tcpUrl);
    await client.open();
    client.send(STARTTLS);
    expect((await client.next()).is('failure', NS_TLS)).toBe(true);
    await client.closed;
  });

  it('reads nothing that was said in clear text after it', async () => {
    const server = await start({ tls });
    const client = await connect(server.tcpUrl);
    await client.open();
    client.send(`${STARTTLS}<message/>`);
    expect((await client.next()).is('proceed', NS_TLS)).toBe(true);
    await client.startTls({ ca: tls.cert });
    expect((await client.open()).getName()).toBe('features');
  });

  it('that fails ends the connection', async () => {
    const server = await start({ tls });
    const client = await connect(server.tcpUrl);
    await client.open();
    client.send(STARTTLS);
    await client.next();
    client.send('no handshake at all');
    await client.closed;
  });
});

describe('TLS from the first byte', () => {
  it('is XMPP by its protocol name, and asks for no STARTTLS', async () => {
    const server = await start({ tls });
    const client = await RawStreamClient.connect(server.tlsUrl ?? '', {
      ca: tls.cert,
      ALPNProtocols: ['xmpp-client'],
    });
    clients.push(client);
    expect(client.socket).toMatchObject({ alpnProtocol: 'xmpp-client' });
    const features = await client.open();
    expect(features.getChild('starttls')).toBeUndefined();
    await client.login('alice');
    await server.restart();
    await client.closed;
    await (await connect(server.tlsUrl)).open();
  });

  it('is nothing for other protocols', async () => {
    const server = await start({ tls });
    const port = Number(new URL(server.tlsUrl ?? '').port);
    const socket = connectTls({
      port,
      ca: tls.cert,
      ALPNProtocols: ['h2'],
      servername: 'localhost',
    });
    await expect(once(socket, 'secureConnect')).rejects.toThrow();
  });

  it('carries WebSockets, too', async () => {
    const server = await start({ tls });
    const socket = new WebSocket(server.wssUrl ?? '', ['xmpp'], { ca: tls.cert });
    await once(socket, 'open');
    socket.send(`<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' to='localhost' version='1.0'/>`);
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(data.toString()).toMatch(/^<open/);
    socket.terminate();
  });
});

it('the addresses are there where something listens', async () => {
  const plain = await startServer();
  expect([plain.tcpUrl, plain.tlsUrl, plain.wssUrl]).toEqual([undefined, undefined, undefined]);
  const all = await start({ tls });
  expect([all.tcpUrl, all.tlsUrl, all.wssUrl]).toEqual([
    expect.stringMatching(/^xmpp:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^xmpps:\/\/127\.0\.0\.1:\d+$/),
    expect.stringMatching(/^wss:\/\/127\.0\.0\.1:\d+\/xmpp-websocket$/),
  ]);
});
