import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Authority, DAY_MS, RecordedEvents } from '@xec/testing';
import type { ConnectOptions } from '@xec/transport';
import { genuine, hostile } from '@xec/testing/security';
import { tcp } from './index.js';

const HEADER = `<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>`;
const PROCEED = `<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>`;
const authority = new Authority();
const cert = authority.certificate('montague.example', Date.now() + DAY_MS);

describe('STARTTLS', () => {
  let server: Server;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    server = createServer((socket) => {
      sockets.push(socket);
      socket.on('error', () => undefined);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });

  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  /** A client in clear text that has read `<proceed/>`, and what came behind it in one piece. */
  async function proceed(behind = '', more: ConnectOptions = {}) {
    const { port } = server.address() as AddressInfo; // a TCP server
    const events = new RecordedEvents([HEADER]);
    const options = { ca: cert, domain: 'montague.example', ...more };
    const accepted = once(server, 'connection');
    const client = await tcp(`xmpp://127.0.0.1:${port}`, events, options);
    const [peer] = (await accepted) as [Socket];
    peer.write(HEADER + PROCEED + behind);
    expect(await events.nextFrame()).toBe(PROCEED);
    return { client, events, peer };
  }

  /** The server's side of the handshake. */
  function secured(peer: Socket, certificate = cert): TLSSocket {
    const secureContext = createSecureContext({ cert: certificate, key: authority.key });
    const socket = new TLSSocket(peer, { isServer: true, secureContext });
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  }

  genuine(47, 'STARTTLS makes a connection secure, and begins a new stream', async () => {
    const { client, events, peer } = await proceed();
    expect(client.isSecure).toBe(false);
    expect(client.channelBinding?.('tls-server-end-point')).toBeUndefined();
    const upper = secured(peer);
    await client.startTls?.();
    expect(client.isSecure).toBe(true);
    expect(client.channelBinding?.('tls-server-end-point')).toHaveLength(32);

    client.send('<a/>');
    expect(String((await once(upper, 'data'))[0])).toBe('<a/>');
    upper.write(`${HEADER}<b>é</b>`);
    expect(await events.nextFrame()).toBe('<b>é</b>');

    client.close();
    expect((await events.closed).clean).toBe(true);
  });

  hostile(47, 'nothing leaves in clear text between STARTTLS and the handshake', async () => {
    const { client, peer } = await proceed();
    const upper = secured(peer);
    const starting = client.startTls?.();
    client.send('<secret/>');
    expect(client.isSecure).toBe(false);
    await starting;
    expect(String((await once(upper, 'data'))[0])).toBe('<secret/>');
    client.abort();
  });

  it.each([
    ['an element', '<evil/>'],
    ['the beginning of one', '<evil>'],
  ])('forgets %s that came behind proceed', async (_case, evil) => {
    const { client, events, peer } = await proceed();
    // A reader that goes over to TLS at once, with what came in the same piece still before it.
    events.whenFrame = () => {
      events.whenFrame = () => undefined;
      secured(peer);
      client.startTls?.().catch(() => undefined);
    };
    peer.write(`${PROCEED}${evil}`);
    expect(await events.nextFrame()).toBe(PROCEED);
    const upper = sockets.at(-1)!;
    await once(upper, 'secure');
    upper.write(`${HEADER}<good/>`);
    expect(await events.nextFrame()).toBe('<good/>');
    expect(events.frames).not.toContain('<evil/>');
    client.abort();
  });

  hostile(47, 'what came in clear text before the handshake is forgotten', async () => {
    const { client, events, peer } = await proceed();
    events.whenFrame = () => {
      events.whenFrame = () => undefined;
      client.pause();
    };
    peer.write(`${PROCEED}<evil/>`);
    expect(await events.nextFrame()).toBe(PROCEED);
    const upper = secured(peer);
    await client.startTls?.();
    upper.write(`${HEADER}<good/>`);
    client.resume();
    expect(await events.nextFrame()).toBe('<good/>');
    expect(events.frames).not.toContain('<evil/>');
    client.abort();
  });

  it('ends where clear text comes in place of the handshake', async () => {
    const { client, events, peer } = await proceed();
    peer.write('<message>injected</message>');
    await expect(client.startTls?.()).rejects.toMatchObject({ code: 'refused' });
    expect((await events.closed).error?.code).toBe('refused');
    expect(events.frames).toEqual([PROCEED]);
    expect(client.isSecure).toBe(false);
  });

  hostile(47, 'STARTTLS ends where the certificate is for another name', async () => {
    const other = authority.certificate('capulet.example', Date.now() + DAY_MS);
    const { client, events, peer } = await proceed('', { ca: other });
    secured(peer, other);
    const starting = client.startTls?.();
    client.send('<secret/>');
    await expect(starting).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('expected to be for montague.example'),
    });
    expect((await events.closed).error?.code).toBe('certificate');
    expect(client.isSecure).toBe(false);
  });

  it('ends where the handshake takes too long', async () => {
    const { client, events } = await proceed('', { timeoutMs: 100 });
    await expect(client.startTls?.()).rejects.toMatchObject({ code: 'timeout' });
    expect((await events.closed).error?.code).toBe('timeout');
  });

  it('ends where the server leaves, or this side does', async () => {
    const left = await proceed();
    const starting = left.client.startTls?.();
    left.peer.destroy();
    await expect(starting).rejects.toMatchObject({ name: 'TransportError', code: 'closed' });
    expect((await left.events.closed).clean).toBe(false);

    const { client, events } = await proceed();
    const aborted = client.startTls?.();
    client.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'TransportError' });
    expect((await events.closed).error?.code).toBe('aborted');
  });

  it('begins once', async () => {
    const { client, peer } = await proceed();
    secured(peer);
    await client.startTls?.();
    await expect(client.startTls?.()).rejects.toMatchObject({ code: 'protocol' });
    client.abort();
    const { client: gone } = await proceed();
    gone.abort();
    await expect(gone.startTls?.()).rejects.toMatchObject({ code: 'closed' });
  });
});
