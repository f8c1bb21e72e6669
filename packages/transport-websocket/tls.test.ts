import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import httpsModule, { createServer as createHttpsServer } from 'node:https';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RecordedEvents } from '@xec/testing';
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

  it('is secure with a certificate that its caller trusts', async () => {
    const events = new RecordedEvents();
    const transport = await websocket(urls.localhost, events, { ca: cert });
    expect(transport.isSecure).toBe(true);
    transport.close();
    expect((await events.closed).clean).toBe(true);
  });

  it('takes several certificates', async () => {
    const other = makeCertificate('other.example').cert;
    const transport = await websocket(urls.localhost, new RecordedEvents(), { ca: [other, cert] });
    expect(transport.isSecure).toBe(true);
    transport.abort();
  });

  it('refuses a certificate from someone unknown', async () => {
    await expect(websocket(urls.localhost, new RecordedEvents())).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('certificate is not valid'),
    });
  });

  it('refuses a certificate for another name', async () => {
    const connecting = websocket(urls.address, new RecordedEvents(), { ca: cert });
    await expect(connecting).rejects.toMatchObject({
      code: 'certificate',
      message: expect.stringContaining('ERR_TLS_CERT_ALTNAME_INVALID'),
    });
  });

  it('verifies whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
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

/** A certificate that signs itself, in DER (RFC 5280): Node reads them and makes none. */
function makeCertificate(host: string): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = der(0x30, der(0x31, der(0x30, oid('550403'), der(0x0c, Buffer.from(host)))));
  const ecdsaWithSha256 = der(0x30, oid('2a8648ce3d040302'));
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))), // version 3
    der(0x02, Buffer.from([1])),
    ecdsaWithSha256,
    name,
    der(0x30, time(-86_400_000), time(86_400_000)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, subjectAltName(host))),
  );
  const signature = sign('sha256', body, privateKey);
  const cert = der(0x30, body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  return { cert: pem(cert), key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

function subjectAltName(host: string): Buffer {
  return der(0x30, oid('551d11'), der(0x04, der(0x30, der(0x82, Buffer.from(host)))));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

/** UTCTime. */
function time(fromNowMs: number): Buffer {
  const digits = new Date(Date.now() + fromNowMs).toISOString().replace(/[^0-9]/gu, '');
  return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pem(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;
}
