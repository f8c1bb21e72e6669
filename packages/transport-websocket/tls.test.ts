import { once } from 'node:events';
import httpsModule, { createServer as createHttpsServer } from 'node:https';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Authority, DAY_MS, RecordedEvents } from '@xec/testing';
import { genuine, hostile } from '@xec/testing/security';
import { WebSocketServer } from 'ws';
import { websocket } from './index.js';

describe('wss in Node', () => {
  const { cert, key } = makeCertificate('localhost');
  const https = createHttpsServer({ cert, key });
  const http = createHttpServer();
  const server = new WebSocketServer({ server: https });
  const urls = { localhost: '', address: '', http: '' };

  beforeAll(async () => {
    // The names of IPv4 and IPv6 differ between machines; `localhost` may be either.
    https.listen(0, 'localhost');
    http.listen(0, 'localhost');
    await Promise.all([once(https, 'listening'), once(http, 'listening')]);
    const { port, address, family } = https.address() as AddressInfo; // a TCP server
    urls.localhost = `wss://localhost:${port}/`;
    urls.address = `wss://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
    urls.http = `wss://localhost:${(http.address() as AddressInfo).port}/`; // a TCP server
  });

  afterAll(() => {
    for (const client of server.clients) client.terminate();
    https.close().closeAllConnections();
    http.close().closeAllConnections();
  });

  genuine(47, 'wss:// opens with a certificate that its caller trusts', async () => {
    const events = new RecordedEvents();
    const transport = await websocket(urls.localhost, events, { ca: cert });
    expect(transport.isSecure).toBe(true);
    transport.close();
    expect((await events.closed).clean).toBe(true);
  });

  it('shows a certificate of its own', async () => {
    const own = makeCertificate('juliet');
    const asking = createHttpsServer({ cert, key, requestCert: true, ca: own.cert });
    const webSockets = new WebSocketServer({ server: asking });
    asking.listen(0, 'localhost');
    await once(asking, 'listening');
    const { port } = asking.address() as AddressInfo; // a TCP server
    const connected = once(asking, 'secureConnection') as Promise<[TLSSocket]>;
    const transport = await websocket(`wss://localhost:${port}/`, new RecordedEvents(), {
      ca: cert,
      clientCertificate: { certificate: own.cert, key: own.key },
    });
    const [socket] = await connected;
    expect(socket.authorized).toBe(true);
    expect(socket.getPeerCertificate().subject.CN).toBe('juliet');
    transport.abort();
    webSockets.close();
    asking.close().closeAllConnections();
  });

  it('takes several certificates', async () => {
    const other = makeCertificate('other.example').cert;
    const transport = await websocket(urls.localhost, new RecordedEvents(), { ca: [other, cert] });
    expect(transport.isSecure).toBe(true);
    transport.abort();
  });

  hostile(47, 'wss:// refuses a certificate from someone unknown', async () => {
    await expect(websocket(urls.localhost, new RecordedEvents())).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('nobody who is trusted'),
    });
  });

  hostile(47, 'wss:// refuses a certificate for another name', async () => {
    const connecting = websocket(urls.address, new RecordedEvents(), { ca: cert });
    await expect(connecting).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
    });
  });

  hostile(47, 'wss:// verifies whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    // The variable is the default of this option. Node reads its own environment, not the test's.
    const request = jest.spyOn(httpsModule, 'request');
    const connecting = websocket(urls.localhost, new RecordedEvents());
    await expect(connecting).rejects.toMatchObject({ code: 'certificate' });
    expect(request.mock.calls[0]?.[0]).toMatchObject({ rejectUnauthorized: true });
    request.mockRestore();
  });

  it('says when there is no TLS', async () => {
    await expect(websocket(urls.http, new RecordedEvents())).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('does not speak TLS'),
    });
  });

  it('says when what it should trust is no certificate', async () => {
    const ca = '-----BEGIN CERTIFICATE-----\nnonsense\n-----END CERTIFICATE-----';
    const connecting = websocket(urls.localhost, new RecordedEvents(), { ca });
    await expect(connecting).rejects.toMatchObject({ name: 'TransportError' });
  });
});

function makeCertificate(host: string): { cert: string; key: string } {
  const authority = new Authority();
  return { cert: authority.certificate(host, Date.now() + DAY_MS), key: authority.key };
}
