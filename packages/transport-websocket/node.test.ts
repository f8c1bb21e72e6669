import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RecordedEvents } from '@xec/testing';
import { TransportError, type Lookup } from '@xec/transport';
import { genuine, hostile } from '@xec/testing/security';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { websocket, websocketWith } from './index.js';

/** What each test leaves open. */
const open: (() => void)[] = [];
afterEach(() => {
  for (const end of open.splice(0)) end();
});

describe('connecting in Node', () => {
  it('opens with the subprotocol "xmpp" and asks for nothing else', async () => {
    const { url, request } = await startServer();
    const transport = await websocket(url, new RecordedEvents());

    const { headers } = await request;
    expect(headers['sec-websocket-protocol']).toBe('xmpp');
    expect(headers['sec-websocket-extensions']).toBeUndefined();
    expect(transport).toMatchObject({
      kind: 'websocket',
      framing: 'websocket',
      isSecure: false,
      isLoopback: true,
      bufferedBytes: 0,
    });
  });

  it('offers compression without memory of earlier frames when told to', async () => {
    const { url, request, accepted } = await startServer({ perMessageDeflate: true });
    const events = new RecordedEvents();
    await websocketWith({ perMessageDeflate: true })(url, events, { maxFrameBytes: 5000 });

    const { headers } = await request;
    expect(headers['sec-websocket-extensions']).toContain('server_no_context_takeover');
    expect(headers['sec-websocket-extensions']).toContain('client_no_context_takeover');

    // The limit counts what a frame inflates to.
    const peer = await accepted;
    peer.send('x'.repeat(5000));
    expect(await events.nextFrame()).toHaveLength(5000);
    peer.send('x'.repeat(5001));
    expect((await events.closed).error?.code).toBe('too-big');
  });

  it.each([
    ['none', false as const, 'it selected none'],
    ['another', 'chat', 'it selected "chat"'],
  ])('refuses a server that selects %s', async (_name, selected, sentence) => {
    const { url } = await startServer({ handleProtocols: () => selected });
    await expect(websocket(url, new RecordedEvents())).rejects.toMatchObject({
      code: 'subprotocol',
      message: expect.stringContaining(sentence),
    });
  });

  it('goes where its lookup says, and not where it refuses', async () => {
    const { url } = await startServer();
    const { port } = new URL(url);
    const lookup: Lookup = (host, options, callback) => {
      if (host !== 'montague.example') callback(new TransportError('invalid-service', 'no'), []);
      else if (options.all === true) callback(null, [{ address: '127.0.0.1', family: 4 }]);
      else callback(null, '127.0.0.1', 4);
    };
    const options = { lookup, allowInsecure: true };
    const to = (host: string) => websocket(`ws://${host}:${port}/`, new RecordedEvents(), options);
    expect((await to('montague.example')).isLoopback).toBe(false);
    for (const host of ['capulet.example', '127.0.0.1', '[::1]']) {
      await expect(to(host)).rejects.toMatchObject({ code: 'invalid-service' });
    }
  });

  it('says when nothing listens', async () => {
    const { url, stop } = await startServer();
    await stop();
    await expect(websocket(url, new RecordedEvents())).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('nothing listens there (ECONNREFUSED)'),
    });
  });

  it('says what a server answered that is no WebSocket server', async () => {
    const url = await startHttp((_request, response) => response.writeHead(404).end());
    await expect(websocket(url, new RecordedEvents())).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('it answered 404'),
    });
  });

  it('follows no redirect', async () => {
    const { url: elsewhere, connections } = await startServer();
    const url = await startHttp((_request, response) =>
      response.writeHead(302, { location: elsewhere }).end(),
    );
    await expect(websocket(url, new RecordedEvents())).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('302 (redirects are not followed)'),
    });
    expect(connections()).toBe(0);
  });

  it('says when a server ends the connection instead of answering', async () => {
    const url = await startTcp((socket) => socket.end());
    await expect(websocket(url, new RecordedEvents())).rejects.toMatchObject({ code: 'closed' });
  });

  it('does not wait longer for a server that keeps sending bits of an answer', async () => {
    const url = await startTcp((socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\n');
      const timer = setInterval(() => socket.write('x-more: 1\r\n'), 5);
      socket.on('close', () => clearInterval(timer));
    });
    const connecting = websocket(url, new RecordedEvents(), { timeoutMs: 60 });
    await expect(connecting).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('did not open within 60 ms'),
    });
  });

  hostile(47, 'ws:// to another machine is refused before anything is sent', async () => {
    const connecting = websocket('ws://xmpp.example/', new RecordedEvents());
    await expect(connecting).rejects.toMatchObject({ code: 'invalid-service' });
  });

  it('keeps tokens of the URL out of its messages', async () => {
    const url = await startHttp((_request, response) => response.writeHead(403).end());
    await expect(websocket(`${url}?token=s3cret`, new RecordedEvents())).rejects.toMatchObject({
      message: expect.not.stringContaining('s3cret'),
    });
  });

  it('delivers nothing before its caller has the transport, who may pause at once', async () => {
    const { url, accepted } = await startServer();
    accepted.then((peer) => peer.send('early')).catch(() => undefined);
    const events = new RecordedEvents();
    const transport = await websocket(url, events);
    transport.pause();
    expect(events.frames).toEqual([]);

    const second = new RecordedEvents();
    await websocket(url, second);
    await second.nextFrame();
    expect(events.frames).toEqual([]);
    transport.resume();
    expect(await events.nextFrame()).toBe('early');
  });
});

describe('giving up in Node', () => {
  it('drops the connection that was begun', async () => {
    let tellGone: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => (tellGone = resolve));
    const url = await startTcp((socket) => socket.resume().once('close', tellGone));
    const connecting = websocket(url, new RecordedEvents(), { timeoutMs: 20 });
    await expect(connecting).rejects.toMatchObject({ code: 'timeout' });
    await gone;
  });
});

describe('an open WebSocket in Node', () => {
  it.each(['at once', 'later'])('slows its peer down when it is paused %s', async (when) => {
    const { url, accepted } = await startServer();
    const events = new RecordedEvents();
    const transport = await websocket(url, events);
    if (when === 'at once') transport.pause();
    const peer = await accepted;
    if (when === 'later') {
      peer.send('first');
      await events.nextFrame();
      events.log.length = 0;
      transport.pause();
    }
    const frame = 'x'.repeat(1024 * 1024);
    for (let count = 0; count < 40; count++) peer.send(frame);

    // What is sent on other connections meanwhile arrives.
    for (let count = 0; count < 5; count++) {
      const other = new RecordedEvents();
      await websocket(url, other);
      expect(await other.nextFrame()).toBe('hello');
    }
    expect(events.log).toEqual([]);
    expect(peer.bufferedAmount).toBeGreaterThan(0);

    transport.resume();
    for (let count = 0; count < 40; count++) expect(await events.nextFrame()).toHaveLength(2 ** 20);
    expect(peer.bufferedAmount).toBe(0);
  });

  it('says no farewell when it is aborted', async () => {
    const { transport, peer } = await connect();
    const code = closeCode(peer);
    transport.abort();
    expect(await code).toBe(1006);
  });

  hostile(43, 'binary frames close the connection with 1003', async () => {
    const { events, peer } = await connect();
    peer.send(Buffer.from('<message/>'));

    expect(await events.closed).toMatchObject({
      clean: false,
      code: 1003,
      error: { code: 'protocol' },
    });
    expect(events.frames).toEqual([]);
    expect(await closeCode(peer)).toBe(1003);
  });

  hostile(43, 'text that is not UTF-8 closes it with 1007', async () => {
    const { events, peer } = await connect();
    peer.send(Buffer.from([0x3c, 0xff, 0x3e]), { binary: false });

    expect((await events.closed).error?.code).toBe('not-utf8');
    expect(await closeCode(peer)).toBe(1007);
  });

  genuine(43, 'text frames of every plane of Unicode are taken as they are', async () => {
    const { events, peer } = await connect();
    peer.send('<a>ä € 💌 \u{10FFFD}</a>');
    expect(await events.nextFrame()).toBe('<a>ä € 💌 \u{10FFFD}</a>');
  });

  hostile(44, 'a frame that is too big closes it with 1009, by its announced length', async () => {
    const { events, peer } = await connect({ maxFrameBytes: 100 });
    peer.send('x'.repeat(50), { fin: false });
    peer.send('x'.repeat(51), { fin: true });

    expect(await events.closed).toMatchObject({ code: 1009, error: { code: 'too-big' } });
    expect(await closeCode(peer)).toBe(1009);
  });

  genuine(44, 'frames of 1 MiB are taken if nothing else is said', async () => {
    const { events, peer } = await connect();
    peer.send('x'.repeat(1024 * 1024));
    expect(await events.nextFrame()).toHaveLength(1024 * 1024);
    peer.send('x'.repeat(1024 * 1024 + 1));
    expect((await events.closed).error?.code).toBe('too-big');
  });

  it('tells the code and text of the peer', async () => {
    const { events, peer } = await connect();
    peer.close(1001, 'going away');
    expect(await events.closed).toEqual({ clean: true, code: 1001, text: 'going away' });
  });

  it('closes with 1000', async () => {
    const { transport, peer } = await connect();
    const code = closeCode(peer);
    transport.close();
    expect(await code).toBe(1000);
  });

  it('does not wait for ever until the peer answers its closing', async () => {
    const { url, accepted } = await startServer();
    const events = new RecordedEvents();
    const transport = await websocketWith({ closeTimeoutMs: 30 })(url, events);
    (await accepted).pause();
    transport.close();

    expect(await events.closed).toMatchObject({ clean: false, error: { code: 'closed' } });
  });
});

async function connect(options: Parameters<typeof websocket>[2] = {}) {
  const { url, accepted } = await startServer();
  const events = new RecordedEvents();
  const transport = await websocket(url, events, options);
  return { transport, events, peer: await accepted };
}

const closeCode = async (peer: WebSocket): Promise<number> => {
  const [code] = (await once(peer, 'close')) as [number]; // the first argument of ws's event
  return code;
};

async function startServer(options: ServerOptions = {}) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, ...options });
  let count = 0;
  const connection = new Promise<[WebSocket, IncomingMessage]>((resolve) => {
    server.on('connection', (socket, request) => {
      count++;
      socket.on('error', () => undefined);
      if (count > 1) socket.send('hello');
      resolve([socket, request]);
    });
  });
  const stop = async (): Promise<void> => {
    for (const client of server.clients) client.terminate();
    await new Promise((resolve) => server.close(resolve));
  };
  open.push(() => void stop());
  await once(server, 'listening');
  return {
    url: urlOf(server.address() as AddressInfo), // a TCP server
    accepted: connection.then(([socket]) => socket),
    request: connection.then(([, request]) => request),
    connections: () => count,
    stop,
  };
}

async function startHttp(answer: Parameters<typeof createHttpServer>[1]): Promise<string> {
  const server = createHttpServer(answer).listen(0, '127.0.0.1');
  open.push(() => server.close().closeAllConnections());
  await once(server, 'listening');
  return urlOf(server.address() as AddressInfo); // a TCP server
}

async function startTcp(accept: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(accept).listen(0, '127.0.0.1');
  open.push(() => server.close());
  server.on('connection', (socket) => {
    socket.on('error', () => undefined);
    open.push(() => socket.destroy());
  });
  await once(server, 'listening');
  return urlOf(server.address() as AddressInfo); // a TCP server
}

const urlOf = ({ port }: AddressInfo): string => `ws://127.0.0.1:${port}/`;
