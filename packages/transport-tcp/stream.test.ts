import { once } from 'node:events';
import { createServer, Socket, type AddressInfo, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RecordedEvents } from '@xec/testing';
import { TransportError, type ConnectOptions, type Lookup } from '@xec/transport';
import { tcp, tcpWith } from './index.js';

const HEADER = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
const END = '</stream:stream>';

describe('a stream over TCP', () => {
  let server: Server;
  let url = '';
  const sockets: Socket[] = [];

  beforeAll(async () => {
    // Half open: a peer that does not answer our end is played, too.
    server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `xmpp://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server
  });

  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    jest.restoreAllMocks();
  });

  afterAll(() => {
    server.close();
  });

  async function open(options: ConnectOptions = {}, connector = tcp) {
    const events = new RecordedEvents();
    const accepted = once(server, 'connection');
    const client = await connector(url, events, options);
    const [peer] = (await accepted) as [Socket];
    return { client, events, peer };
  }

  it('is told as pieces, wherever its bytes are cut', async () => {
    const { client, events, peer } = await open();
    const bytes = Buffer.from(`<?xml version='1.0'?>${HEADER} <a>é𝄞</a>\n<b/>${END}`);
    peer.setNoDelay(true);
    for (const byte of bytes) {
      peer.write(Buffer.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
    }
    for (const piece of [HEADER, '<a>é𝄞</a>', '<b/>', END]) {
      expect(await events.nextFrame()).toBe(piece);
    }
    client.abort();
  });

  it('begins anew after a restart', async () => {
    const { client, events, peer } = await open();
    peer.write(`${HEADER}<success/>`);
    await events.nextFrame();
    await events.nextFrame();
    client.restart?.();
    peer.write(`${HEADER}<features/>`);
    expect(await events.nextFrame()).toBe(HEADER);
    expect(await events.nextFrame()).toBe('<features/>');
    client.abort();
  });

  it('has ended in order after its end tag, and not before', async () => {
    const whole = await open();
    whole.peer.end(HEADER + END);
    expect(await whole.events.closed).toEqual({ clean: true });
    const half = await open();
    half.peer.end(`${HEADER}<a/>`);
    expect(await half.events.closed).toMatchObject({ clean: false, error: { code: 'closed' } });
  });

  it('ends its side only after a peer that it asked to end the stream has', async () => {
    const { client, events, peer } = await open();
    let hasHalfClosed = false;
    peer.on('end', () => (hasHalfClosed = true));
    client.send(END);
    client.close();
    expect(String(await once(peer, 'data'))).toBe(END);
    expect(hasHalfClosed).toBe(false);
    peer.write(`${HEADER}<last/>${END}`);
    await once(peer, 'end');
    peer.destroy();
    expect(await events.closed).toEqual({ clean: true });
    expect(events.frames).toEqual([]);
  });

  it('is in order where a peer that has ended its stream breaks the connection', async () => {
    const { client, events, peer } = await open();
    peer.write(HEADER + END);
    while (events.frames.length < 2) await events.nextFrame();
    client.close();
    peer.resetAndDestroy();
    expect(await events.closed).toEqual({ clean: true });
  });

  it('ends where the peer does not answer our end', async () => {
    const { client, events, peer } = await open({}, tcpWith({ closeTimeoutMs: 20 }));
    peer.resume();
    client.send(END);
    client.close();
    expect(await events.closed).toMatchObject({ clean: false, error: { code: 'closed' } });
  });

  it.each([
    ['too-big', `${HEADER}<a>${'x'.repeat(1000)}`, 'policy-violation'],
    ['too-big', `${HEADER}${'<a>'.repeat(300)}`, 'policy-violation'],
    ['not-utf8', Buffer.concat([Buffer.from(`${HEADER}<a>`), Buffer.of(0xff)]), 'unsupported-enc'],
    ['protocol', `${HEADER}text`, 'bad-format'],
    ['protocol', `${HEADER}<!-- so -->`, 'restricted-xml'],
    ['protocol', 'HTTP/1.1 400 Bad Request\r\n', ''],
  ])('ends with %s, and tells the peer why', async (code, bytes, condition) => {
    const { events, peer } = await open({ maxFrameBytes: 1000 });
    let heard = '';
    peer.on('data', (data: Buffer) => (heard += data.toString()));
    peer.write(bytes);
    expect(await events.closed).toMatchObject({ clean: false, error: { code } });
    await once(peer, 'end');
    expect(heard).toContain(`<${condition}`);
    expect(heard).toMatch(/^<[^>]*error/u);
  });

  it('leaves with one write a turn, or when it is told to', async () => {
    const { client, peer } = await open();
    const write = jest.spyOn(Socket.prototype, '_write');
    const writeMany = jest.spyOn(Socket.prototype as Required<Socket>, '_writev');
    const calls = (): number => write.mock.calls.length + writeMany.mock.calls.length;
    for (const frame of ['<a/>', '<b/>', '<c/>']) client.send(frame);
    expect(calls()).toBe(0);
    expect(client.bufferedBytes).toBe(12);
    await new Promise((resolve) => setImmediate(resolve));
    expect(calls()).toBe(1);
    client.send('<d/>');
    client.flush?.();
    expect(calls()).toBe(2);
    let heard = '';
    for await (const data of peer.iterator({ destroyOnReturn: false })) {
      heard += String(data);
      if (heard === '<a/><b/><c/><d/>') break;
    }
    client.abort();
  });

  it('slows the peer down in a pause', async () => {
    const { client, events, peer } = await open();
    client.pause();
    peer.write(HEADER);
    const part = `<a>${'x'.repeat(100_000)}</a>`;
    // More than the system's buffers take, were it not read.
    let count = 0;
    while (peer.write(part) || peer.writableLength < 20_000_000) count++;
    await new Promise((resolve) => setImmediate(resolve));
    expect(peer.writableLength).toBeGreaterThan(0);
    expect(events.frames).toEqual([]);
    client.resume();
    await once(peer, 'drain');
    expect(count).toBeGreaterThan(0);
    client.abort();
  });

  it('goes where its lookup says, and not where it refuses', async () => {
    const asked: string[] = [];
    const lookup: Lookup = (host, _options, callback) => {
      asked.push(host);
      if (host === 'montague.example') callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(new TransportError('invalid-service', `${host} is not for us`), []);
    };
    const { port } = new URL(url.replace('xmpp:', 'http:'));
    const client = await tcp(`xmpp://montague.example:${port}`, new RecordedEvents(), { lookup });
    client.abort();
    // An address would not be looked up by Node.
    for (const host of ['capulet.example', '127.0.0.1', '[::1]']) {
      await expect(
        tcp(`xmpp://${host}:${port}`, new RecordedEvents(), { lookup }),
      ).rejects.toMatchObject({ code: 'invalid-service' });
    }
    expect(asked).toEqual(['montague.example', 'capulet.example', '127.0.0.1', '::1']);
  });

  it('says where nothing listens', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // a TCP server
    await new Promise((resolve) => other.close(resolve));
    await expect(tcp(`xmpp://127.0.0.1:${port}`, new RecordedEvents())).rejects.toMatchObject({
      code: 'refused',
      message: `xmpp://127.0.0.1:${port} did not open: nothing listens there (ECONNREFUSED).`,
    });
  });
});

describe('the place where a stream is resumed', () => {
  const place = async (service: string, location: string): Promise<string[]> => {
    const asked: string[] = [];
    const lookup: Lookup = (host, _options, callback) => {
      asked.push(host);
      callback(new TransportError('unreachable', 'nobody there'), []);
    };
    await tcp(service, new RecordedEvents(), { location, lookup }).catch(() => undefined);
    return asked;
  };

  it.each([
    ['xmpp://a.example', 'b.example:5222', ['b.example', 'a.example']],
    ['xmpp://a.example', 'b.example', ['b.example', 'a.example']],
    ['xmpp://a.example', 'xmpps://b.example', ['b.example', 'a.example']],
    ['xmpps://a.example', 'b.example:5223', ['b.example', 'a.example']],
    ['xmpp://a.example', '[2001:db8::1]:5222', ['2001:db8::1', 'a.example']],
    ['xmpps://a.example', 'xmpp://b.example', ['a.example']],
    ['xmpp://a.example', 'localhost:5222', ['a.example']],
    ['xmpp://a.example', '127.0.0.1:5222', ['a.example']],
    ['xmpp://a.example', 'a.example:5222', ['a.example']],
    ['xmpp://a.example', 'wss://b.example/', ['a.example']],
    ['xmpp://a.example', 'no place at all', ['a.example']],
  ])('of %s, said to be %s, is asked for in that order: %s', async (service, location, hosts) => {
    expect(await place(service, location)).toEqual(hosts);
  });
});
