import { createHash, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { createServer, type TlsOptions, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Authority, DAY_MS, RecordedEvents } from '@xec/testing';
import type { ConnectOptions } from '@xec/transport';
import { genuine, hostile } from '@xec/testing/security';
import { tcp } from './index.js';

const authority = new Authority();
const { key } = authority;
const tomorrow = Date.now() + DAY_MS;
const cert = authority.certificate('montague.example', tomorrow);
const options = { ca: cert, domain: 'montague.example' };

const started: Server[] = [];

afterEach(() => {
  for (const server of started.splice(0)) server.close();
});

/** A server with TLS, and where it is. */
async function serve(settings: TlsOptions = {}, host = '127.0.0.1') {
  const server = createServer({ cert, key, ...settings });
  started.push(server);
  const connected = new Promise<TLSSocket>((resolve) => {
    server.once('secureConnection', (socket) => {
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port, address, family } = server.address() as AddressInfo; // a TCP server
  const url = `xmpps://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  return { url, port, connected };
}

async function open(url: string, more: ConnectOptions = {}) {
  const events = new RecordedEvents();
  const client = await tcp(url, events, { ...options, ...more });
  return { client, events };
}

/** Opens, and hands out the server's end. */
async function openBoth(settings: TlsOptions = {}, more: ConnectOptions = {}) {
  const { url, connected } = await serve(settings);
  const { client, events } = await open(url, more);
  return { client, events, peer: await connected };
}

describe('TLS from the start', () => {
  genuine(47, 'xmpps:// opens with a certificate for the domain, whatever the host', async () => {
    const { client, peer } = await openBoth({ ALPNProtocols: ['other', 'xmpp-client'] });
    expect(client.isSecure).toBe(true);
    expect(client.startTls).toBeUndefined();
    // Types have it as a text or `false`; a client that asked for nothing would give the latter.
    expect(peer.alpnProtocol).toBe('xmpp-client');
    expect(peer.servername).toBe('montague.example');
    client.abort();
  });

  it('opens with servers that do not know of ALPN', async () => {
    const { client } = await openBoth();
    expect(client.isSecure).toBe(true);
    client.abort();
  });

  it('takes the host for the name where no domain is given', async () => {
    const ca = authority.certificate('localhost', tomorrow);
    const { port } = await serve({ cert: ca }, 'localhost');
    const { client } = await open(`xmpps://localhost:${port}`, { ca, domain: undefined });
    expect(client.isSecure).toBe(true);
    client.abort();
  });

  it.each(['*.montague.example', 'im.montague.example', 'IM.Montague.Example'])(
    'takes a certificate for %s',
    async (name) => {
      const ca = authority.certificate(name, tomorrow);
      const { client } = await openBoth({ cert: ca }, { ca, domain: 'im.montague.example' });
      client.abort();
    },
  );

  it('compares names as they stand in the DNS', async () => {
    const ca = authority.certificate('xn--bcher-kva.example', tomorrow);
    const { client, peer } = await openBoth({ cert: ca }, { ca, domain: 'bücher.example' });
    expect(peer.servername).toBe('xn--bcher-kva.example');
    client.abort();
  });

  it.each([
    ['another name', 'capulet.example', 'montague.example'],
    ['a name below', 'im.montague.example', 'montague.example'],
    ['names below', '*.montague.example', 'montague.example'],
    ['names that are not so far below', '*.example', 'im.montague.example'],
    ['the host, where it should be the domain', 'localhost', 'montague.example'],
  ])('refuses a certificate for %s', async (_case, name, domain) => {
    const ca = authority.certificate(name, tomorrow);
    const { url } = await serve({ cert: ca });
    await expect(open(url, { ca, domain })).rejects.toMatchObject({
      code: 'certificate',
      message: `${url} did not open: its certificate was expected to be for ${domain}; it is for DNS:${name}.`,
    });
  });

  hostile(47, 'xmpps:// refuses a certificate that has expired', async () => {
    const ca = authority.certificate('montague.example', Date.now() - DAY_MS);
    const { url } = await serve({ cert: ca });
    await expect(open(url, { ca })).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('CERT_HAS_EXPIRED'),
    });
  });

  hostile(47, 'xmpps:// refuses a certificate from someone unknown', async () => {
    const { url } = await serve();
    await expect(open(url, { ca: undefined })).rejects.toMatchObject({ code: 'certificate' });
    const other = new Authority().certificate('montague.example', tomorrow);
    await expect(open(url, { ca: [other] })).rejects.toMatchObject({ code: 'certificate' });
  });

  hostile(47, 'xmpps:// refuses TLS 1.1 and older', async () => {
    const { url } = await serve({
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'ALL:@SECLEVEL=0',
    });
    await expect(open(url)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('does not speak TLS'),
    });
  });

  it('says when what it should trust is no certificate', async () => {
    const { url } = await serve();
    const ca = '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----';
    await expect(open(url, { ca })).rejects.toMatchObject({ name: 'TransportError' });
  });

  it('shows its certificate to servers that ask', async () => {
    const own = new Authority();
    const certificate = own.certificate('romeo', tomorrow);
    const settings = { requestCert: true, rejectUnauthorized: true, ca: certificate };
    const { client, peer } = await openBoth(settings, {
      clientCertificate: { certificate, key: own.key },
    });
    expect(peer.getPeerX509Certificate()?.fingerprint256).toBe(
      new X509Certificate(certificate).fingerprint256,
    );
    client.abort();
  });

  it('ends where a server wants a certificate that we do not have', async () => {
    const { url } = await serve({ requestCert: true, rejectUnauthorized: true, ca: cert });
    // In TLS 1.3 the server's word comes after the handshake.
    const { events } = await open(url);
    expect((await events.closed).error?.code).toBe('closed');
  });
});

describe('what a login is bound to', () => {
  it('is keying material in TLS 1.3', async () => {
    const { client, peer } = await openBoth({ minVersion: 'TLSv1.3' });
    const expected = peer.exportKeyingMaterial(32, 'EXPORTER-Channel-Binding', Buffer.alloc(0));
    expect(client.channelBinding?.('tls-exporter')).toEqual(expected);
    expect(client.channelBinding?.('tls-unique')).toBeUndefined();
    client.abort();
    expect(client.channelBinding?.('tls-exporter')).toBeUndefined();
  });

  it('is the first Finished in TLS 1.2', async () => {
    const { client, peer } = await openBoth({ maxVersion: 'TLSv1.2' });
    expect(client.channelBinding?.('tls-unique')).toEqual(peer.getPeerFinished());
    expect(client.channelBinding?.('tls-exporter')).toBeUndefined();
    client.abort();
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)("is the server's certificate in %s", async (version) => {
    const { client } = await openBoth({ minVersion: version, maxVersion: version });
    const expected = createHash('sha256').update(new X509Certificate(cert).raw).digest();
    expect(client.channelBinding?.('tls-server-end-point')).toEqual(expected);
    client.abort();
  });
});

describe('TLS on an address that has none', () => {
  it('is said to be missing', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.end('<?xml version="1.0"?><stream:stream xmlns="jabber:client">');
    });
    started.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // a TCP server
    await expect(open(`xmpps://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('does not speak TLS'),
    });
  });
});
