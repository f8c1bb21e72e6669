import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Authority, DAY_MS } from '@xec/testing';
import type { FrameSocket } from './frame-socket.js';
import { TcpEndpoint } from './tcp-endpoint.js';

const authority = new Authority();
const other = new Authority();
let cert = '';
beforeAll(() => {
  cert = authority.certificate('localhost', Date.now() + DAY_MS);
});

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A client's socket, and the server's end of it. */
async function secureSocket(
  options: ConnectionOptions,
): Promise<{ socket: TLSSocket; seen: FrameSocket }> {
  let accepted: (socket: FrameSocket) => void = () => undefined;
  const accepting = new Promise<FrameSocket>((resolve) => (accepted = resolve));
  const endpoint = new TcpEndpoint({
    security: 'direct',
    tls: { key: authority.key, cert, ca: cert, requestCert: true },
    isRefusing: () => false,
    accept: (socket) => {
      accepted(socket);
      const nothing = (): void => undefined;
      return { receive: nothing, broken: nothing, closed: nothing };
    },
  });
  await endpoint.listening.listen('127.0.0.1', 0);
  const { port } = endpoint.listening;
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    ca: cert,
    ...options,
  });
  ends.push(async () => {
    socket.destroy();
    endpoint.cut();
    await endpoint.close();
  });
  await once(socket, 'secureConnect');
  return { socket, seen: await accepting };
}

describe('what a socket tells of its TLS', () => {
  it('binds a login, in the same way on both sides', async () => {
    const { socket, seen } = await secureSocket({ minVersion: 'TLSv1.3' });
    const exported = socket.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
    expect(seen.channelBinding?.('tls-exporter')).toEqual(exported);
    expect(seen.channelBinding?.('tls-unique')).toBeUndefined();
    const der = new X509Certificate(cert).raw;
    const hash = createHash('sha256').update(der).digest();
    expect(seen.channelBinding?.('tls-server-end-point')).toEqual(hash);
    expect(seen.channelBinding?.('tls-other')).toBeUndefined();
  });

  it('is the first Finished on older TLS', async () => {
    const { socket, seen } = await secureSocket({ maxVersion: 'TLSv1.2' });
    expect(seen.channelBinding?.('tls-unique')).toEqual(socket.getFinished());
    expect(seen.channelBinding?.('tls-exporter')).toBeUndefined();
  });

  it('names the client, where one of ours signed its certificate', async () => {
    const known = await secureSocket({ cert, key: authority.key });
    expect(known.seen.clientCertificate?.subject.CN).toBe('localhost');
    const theirs = { cert: other.certificate('localhost', Date.now() + DAY_MS) };
    const unknown = await secureSocket({ ...theirs, key: other.key });
    expect(unknown.seen.clientCertificate).toBeUndefined();
    expect((await secureSocket({})).seen.clientCertificate).toBeUndefined();
  });
});
