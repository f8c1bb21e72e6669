import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { putFile } from './put-file.js';

const seen: { headers: IncomingMessage['headers']; bytes: number }[] = [];
let status = 201;
const http = createServer((request, response) => {
  let bytes = 0;
  request.on('data', (piece: Buffer) => (bytes += piece.length));
  request.on('end', () => {
    seen.push({ headers: request.headers, bytes });
    if (status >= 300 && status < 400) response.setHeader('location', '/elsewhere');
    response.writeHead(status).end();
  });
});
let put = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  put = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}/a`;
});
afterAll(() => {
  http.close();
  http.closeAllConnections();
});
afterEach(() => {
  seen.length = 0;
  status = 201;
});

const slot = () => ({ put, get: put, headers: [{ name: 'Authorization', value: 'Bearer x' }] });
const file = new Blob(['good night'], { type: 'text/plain' });

describe('a file on its way', () => {
  it('has its length, its type and the headers of its place', async () => {
    await putFile(slot(), file, { contentType: 'text/plain' });
    expect(seen).toMatchObject([
      {
        bytes: 10,
        headers: {
          'content-length': '10',
          'content-type': 'text/plain',
          authorization: 'Bearer x',
        },
      },
    ]);
    expect(seen[0]?.headers['transfer-encoding']).toBeUndefined();
  });

  it('may be empty, and of no type', async () => {
    await putFile(slot(), new Blob([]));
    expect(seen).toMatchObject([
      { bytes: 0, headers: { 'content-length': '0', 'content-type': 'application/octet-stream' } },
    ]);
  });

  it.each([
    [413, 'too-large'],
    [401, 'refused'],
    [500, 'refused'],
  ])('that is answered with %i is an error', async (answer, reason) => {
    status = answer;
    await expect(putFile(slot(), file)).rejects.toMatchObject({ reason, status: answer });
  });

  it('follows no redirect', async () => {
    status = 307;
    await expect(putFile(slot(), file)).rejects.toMatchObject({ reason: 'failed' });
    expect(seen).toHaveLength(1);
  });

  it('does not begin when it was given up', async () => {
    const signal = AbortSignal.abort();
    await expect(putFile(slot(), file, { signal })).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual([]);
  });

  it('fails where nobody listens', async () => {
    const nobody = { ...slot(), put: 'http://127.0.0.1:1/' };
    await expect(putFile(nobody, file)).rejects.toMatchObject({ reason: 'failed' });
  });
});

/** What putByXhr uses of XMLHttpRequest. */
class FakeXhr {
  static last: FakeXhr | undefined;
  readonly upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  readonly headers: string[] = [];
  status = 0;
  responseURL = '';
  onload?: () => void;
  onerror?: () => void;
  onabort?: () => void;

  constructor() {
    FakeXhr.last = this;
  }

  open(method: string, url: string): void {
    this.responseURL = `${method === 'PUT' ? '' : method}${url}`;
  }

  setRequestHeader(name: string, value: string): void {
    this.headers.push(`${name}: ${value}`);
  }

  send(): void {
    this.upload.onprogress?.({ loaded: 5, total: 10 });
  }

  abort(): void {
    this.onabort?.();
  }
}

describe('a file on its way out of a browser', () => {
  const place = {
    put: 'https://a.example/',
    get: 'https://a.example/',
    headers: ['Authorization', 'Cookie'].map((name) => ({ name, value: 'v' })),
  };
  beforeAll(() => {
    Object.assign(globalThis, { XMLHttpRequest: FakeXhr });
  });
  afterAll(() => {
    Reflect.deleteProperty(globalThis, 'XMLHttpRequest');
  });

  const begin = (options: Parameters<typeof putFile>[2] = {}) => {
    const done = putFile(place, file, options);
    done.catch(() => undefined);
    if (FakeXhr.last === undefined) throw new Error('expected a request');
    return { done, xhr: FakeXhr.last };
  };

  it('tells its progress, and sends the headers that browsers let it', async () => {
    const told: number[][] = [];
    const { done, xhr } = begin({ onProgress: (...progress) => told.push(progress) });
    expect(told).toEqual([[5, 10]]);
    expect(xhr.headers).toEqual(['Content-Type: application/octet-stream', 'Authorization: v']);
    xhr.status = 201;
    xhr.onload?.();
    await expect(done).resolves.toBeUndefined();
  });

  it('fails where it was led elsewhere, or did not arrive', async () => {
    const led = begin();
    led.xhr.status = 201;
    led.xhr.responseURL = 'https://evil.example/';
    led.xhr.onload?.();
    await expect(led.done).rejects.toMatchObject({ reason: 'failed' });
    const lost = begin();
    lost.xhr.onerror?.();
    await expect(lost.done).rejects.toMatchObject({ reason: 'failed' });
  });

  it('can be given up', async () => {
    const abort = new AbortController();
    const { done } = begin({ signal: abort.signal });
    abort.abort();
    await expect(done).rejects.toMatchObject({ name: 'AbortError' });
  });
});
