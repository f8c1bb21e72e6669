/**
 * With a real https server: over what the links came is what makes them believable.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Authority, DAY_MS } from '@xec/testing';
import { genuine, hostile } from '@xec/testing/security';
import { guardedLookup } from './addresses.js';
import { askHostMeta, type Fetch } from './host-meta.js';
import { nodeFetch } from './node-fetch.js';

const authority = new Authority();
const ca = authority.certificate('localhost', Date.now() + DAY_MS);
const link = (href: string): object => ({ rel: 'urn:xmpp:alt-connections:websocket', href });
const json = JSON.stringify({ links: [link('wss://json.example/ws')] });
const xml =
  "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>" +
  "<Link rel='urn:xmpp:alt-connections:websocket' href='wss://xml.example/ws'/></XRD>";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

describe('asking for a host-meta', () => {
  let server: Server;
  let origin = '';
  const paths = new Map<string, Handle>();
  const asked: string[] = [];

  beforeAll(async () => {
    server = createServer({ cert: ca, key: authority.key }, (request, response) => {
      const path = request.url ?? '';
      asked.push(`${path} ${request.headers.accept ?? ''}`);
      const handle = paths.get(path);
      if (handle !== undefined) handle(request, response);
      else response.writeHead(404).end('<html>');
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    origin = `https://localhost:${(server.address() as AddressInfo).port}`; // a TCP server
  });

  beforeEach(() => {
    paths.clear();
    asked.length = 0;
  });

  afterAll(() => {
    server.close().closeAllConnections();
  });

  const send =
    (text: string): Handle =>
    (_request, response) =>
      void response.end(text);
  const redirect =
    (to: string): Handle =>
    (_request, response) =>
      void response.writeHead(302, { location: to }).end();
  const serve = (path: string, handle: Handle) => paths.set(`/.well-known/${path}`, handle);

  /** The domain's own server has another port in tests. */
  const own: Fetch = (url, options) =>
    nodeFetch({ ca })(url.replace('https://montague.example', origin), options);

  const ask = async (fetch: Fetch = own, signal = new AbortController().signal) =>
    (await askHostMeta('montague.example', { fetch, redirect: 'manual', signal })).map(
      ({ href }) => href,
    );

  it('prefers that of JSON', async () => {
    serve('host-meta.json', send(json));
    serve('host-meta', send(xml));
    expect(await ask()).toEqual(['wss://json.example/ws']);
    expect(asked.sort()).toEqual([
      '/.well-known/host-meta application/xrd+xml',
      '/.well-known/host-meta.json application/json',
    ]);
  });

  it.each([
    ['is missing', undefined],
    ['is none', send('<html>')],
    ['names nothing', send('{"links":[]}')],
    ['is too big', send(`${' '.repeat(65_537)}${json}`)],
    [
      'is not UTF-8',
      (_request: IncomingMessage, response: ServerResponse) => void response.end(Buffer.of(0xff)),
    ],
  ])('takes that of XML where JSON %s', async (_case, handle) => {
    if (handle !== undefined) serve('host-meta.json', handle);
    serve('host-meta', send(xml));
    expect(await ask()).toEqual(['wss://xml.example/ws']);
  });

  genuine(48, 'host-meta of 64 KiB over https is read', async () => {
    serve('host-meta.json', send(json.padEnd(65_536)));
    expect(await ask()).toEqual(['wss://json.example/ws']);
  });

  it('says when there is none', async () => {
    await expect(ask()).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('it answered 404'),
    });
  });

  hostile(48, 'host-meta is followed over three redirects, and no fourth', async () => {
    serve('host-meta.json', redirect('/1'));
    for (const n of [1, 2, 3]) paths.set(`/${n}`, redirect(`/${n + 1}`));
    paths.set('/3', send(json));
    expect(await ask()).toEqual(['wss://json.example/ws']);
    paths.set('/3', redirect('/4'));
    paths.set('/4', send(json));
    serve('host-meta', redirect('/1'));
    await expect(ask()).rejects.toMatchObject({
      message: expect.stringContaining('redirected 3 times at most'),
    });
  });

  hostile(48, 'host-meta is followed to no clear text', async () => {
    for (const path of ['host-meta.json', 'host-meta']) serve(path, redirect('http://localhost/'));
    await expect(ask()).rejects.toMatchObject({
      message: expect.stringContaining('leads to http:'),
    });
  });

  hostile(48, 'host-meta without a valid certificate for the domain is not believed', async () => {
    serve('host-meta.json', send(json));
    const strange: Fetch = (url, options) =>
      nodeFetch({})(url.replace('https://montague.example', origin), options);
    await expect(ask(strange)).rejects.toMatchObject({ code: 'unreachable' });
    const misnamed: Fetch = (url, options) => {
      const lookup = guardedLookup(
        { cidrs: ['127.0.0.0/8', '::1'] },
        (_host, _options, callback) => {
          callback(null, [{ address: (server.address() as AddressInfo).address, family: 0 }]);
        },
      );
      const { port } = new URL(origin);
      return nodeFetch({ ca, lookup })(url.replace('.example', `.example:${port}`), options);
    };
    await expect(ask(misnamed)).rejects.toMatchObject({
      message: expect.stringContaining("does not match certificate's altnames"),
    });
  });

  hostile(49, 'host-meta is asked at no private address, redirected or not', async () => {
    const lookup = guardedLookup('public');
    const guarded: Fetch = (url, options) =>
      nodeFetch({ ca, lookup })(url.replace('https://montague.example', origin), options);
    await expect(ask(guarded)).rejects.toMatchObject({ cause: { code: 'invalid-service' } });
    const to = `https://127.0.0.1:${new URL(origin).port}/`;
    const literal: Fetch = (_url, options) => nodeFetch({ ca, lookup })(to, options);
    await expect(ask(literal)).rejects.toMatchObject({ cause: { code: 'invalid-service' } });
    expect(asked).toEqual([]);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    serve('host-meta.json', () => abort.abort());
    serve('host-meta', () => undefined);
    await expect(ask(own, abort.signal)).rejects.toMatchObject({ code: 'unreachable' });
  });
});
