import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RecordedEvents } from '@xec/testing';
import { HIGH_WATER_BYTES } from '@xec/transport';
import { websocket, websocketWith } from './browser.js';
import * as index from './index.js';
import * as browser from './browser.js';

/** What a page has: no limits, no pause, and few codes to close with. */
class PageWebSocket extends EventTarget {
  static made: PageWebSocket[] = [];
  static refuses: Error | undefined;
  readonly OPEN = 1;
  readyState = 0;
  protocol = '';
  binaryType = 'blob';
  bufferedAmount = 0;
  readonly sent: string[] = [];
  readonly closedWith: (number | undefined)[] = [];

  constructor(
    readonly url: URL,
    readonly protocols: string,
  ) {
    super();
    if (PageWebSocket.refuses) throw PageWebSocket.refuses;
    PageWebSocket.made.push(this);
  }

  send(frame: string): void {
    this.sent.push(frame);
  }

  close(code?: number): void {
    if (code !== undefined && code !== 1000 && (code < 3000 || code > 4999)) {
      throw new RangeError(`InvalidAccessError: ${code}`);
    }
    this.closedWith.push(code);
    this.readyState = 2;
  }

  open(protocol = 'xmpp'): void {
    this.readyState = 1;
    this.protocol = protocol;
    this.dispatchEvent(new Event('open'));
  }

  message(data: unknown): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data }));
  }

  end(code: number, reason = '', wasClean = code !== 1006): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason, wasClean }));
  }
}

const scope = globalThis as { WebSocket?: unknown };
const before = scope.WebSocket;

beforeEach(() => {
  scope.WebSocket = PageWebSocket;
  PageWebSocket.made = [];
  PageWebSocket.refuses = undefined;
});
afterEach(() => {
  scope.WebSocket = before;
  jest.useRealTimers();
});

describe('connecting in a page', () => {
  it('asks for the subprotocol "xmpp" and no Blobs', async () => {
    const { socket, transport } = await connect();
    expect(socket.protocols).toBe('xmpp');
    expect(socket.url.href).toBe('wss://xmpp.example/ws');
    expect(socket.binaryType).toBe('arraybuffer');
    expect(transport).toMatchObject({ kind: 'websocket', framing: 'websocket', isSecure: true });
  });

  it('refuses a server that selected no subprotocol', async () => {
    const connecting = websocket('wss://xmpp.example/ws', new RecordedEvents());
    made().open('');
    await expect(connecting).rejects.toMatchObject({ code: 'subprotocol' });
    expect(made().closedWith).toHaveLength(1);
  });

  it('says that browsers do not say why it did not open', async () => {
    const connecting = websocket('wss://xmpp.example/ws', new RecordedEvents());
    made().dispatchEvent(new Event('error'));
    await expect(connecting).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('Browsers do not say why'),
    });
  });

  it('says what the page may not do', async () => {
    PageWebSocket.refuses = new Error('SecurityError');
    const connecting = websocket('ws://localhost/ws', new RecordedEvents());
    await expect(connecting).rejects.toMatchObject({ code: 'invalid-service' });
  });

  it('refuses a certificate to trust, because it could not keep to it', async () => {
    const options = { ca: 'PEM' };
    const connecting = websocket('wss://xmpp.example/', new RecordedEvents(), options);
    await expect(connecting).rejects.toMatchObject({ code: 'invalid-service' });
  });

  it('refuses clear text to other machines', async () => {
    const connecting = websocket('ws://xmpp.example/', new RecordedEvents());
    await expect(connecting).rejects.toMatchObject({ code: 'invalid-service' });
    expect(PageWebSocket.made).toEqual([]);
  });

  it('closes what it began when the caller gives up', async () => {
    const abort = new AbortController();
    const { signal } = abort;
    const connecting = websocket('wss://xmpp.example/ws', new RecordedEvents(), { signal });
    abort.abort();
    await expect(connecting).rejects.toMatchObject({ code: 'aborted' });
    expect(made().closedWith).toEqual([undefined]);
  });
});

describe("an open WebSocket of a page's", () => {
  it('refuses binary frames', async () => {
    const { socket, events } = await connect();
    socket.message(new ArrayBuffer(4));
    expect((await events.closed).error?.code).toBe('protocol');
    expect(socket.closedWith).toEqual([4003]);
  });

  it('refuses frames over the limit', async () => {
    const { socket, events } = await connect({ maxFrameBytes: 10 });
    socket.message('0123456789');
    socket.message('0123456789a');
    expect((await events.closed).error?.code).toBe('too-big');
    expect(socket.closedWith).toEqual([4009]);
    expect(events.frames).toEqual(['0123456789']);
  });

  it('does not hold frames without end during a pause', async () => {
    const { socket, transport, events } = await connect();
    transport.pause();
    const frame = 'x'.repeat(1024 * 1024);
    for (let count = 0; count < 15; count++) socket.message(frame);
    expect(events.log).toEqual([]);
    socket.message(frame);

    expect((await events.closed).error?.code).toBe('too-big');
    expect(socket.closedWith).toEqual([1000]);
    expect(events.frames).toEqual([]);
  });

  it('ends itself when the server does not answer its closing', async () => {
    jest.useFakeTimers();
    const { socket, transport, events } = await connect({}, 500);
    transport.close();
    expect(socket.closedWith).toEqual([1000]);
    jest.advanceTimersByTime(499);
    expect(events.log).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(events.log).toEqual(['close']);
    expect(await events.closed).toMatchObject({ clean: false, error: { code: 'closed' } });
  });

  it('leaves no timer behind when the server answers', async () => {
    jest.useFakeTimers();
    const { socket, transport, events } = await connect();
    transport.close();
    socket.end(1000);
    expect(await events.closed).toEqual({ clean: true, code: 1000 });
    expect(jest.getTimerCount()).toBe(0);
  });

  it('looks after a full buffer until it is emptier, and tells', async () => {
    jest.useFakeTimers();
    const { socket, transport, events } = await connect();
    transport.send('small');
    expect(jest.getTimerCount()).toBe(0);
    socket.bufferedAmount = HIGH_WATER_BYTES;
    transport.send('big');
    jest.advanceTimersByTime(1000);
    expect(events.log).toEqual([]);
    socket.bufferedAmount = 0;
    jest.advanceTimersByTime(50);
    expect(events.log).toEqual(['drain']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('sends nothing into a socket that is closing', async () => {
    const { socket, transport } = await connect();
    socket.readyState = 2;
    transport.send('lost');
    expect(socket.sent).toEqual([]);
  });
});

describe('the entry for browsers', () => {
  it("exports what Node's exports", () => {
    expect(Object.keys(browser).sort()).toEqual(Object.keys(index).sort());
  });

  it('is what package.json gives to bundlers', () => {
    const manifest = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
      exports: { '.': Record<string, unknown> };
    };
    expect(manifest.exports['.']['browser']).toEqual({
      types: './dist/browser.d.ts',
      default: './dist/browser.js',
    });
    // Conditions are tried in order: `browser` must come before what always fits.
    expect(Object.keys(manifest.exports['.'])[0]).toBe('browser');
  });

  it('leads to nothing of Node: no ws, no node:', () => {
    expect([...librariesOf('browser.ts')].sort()).toEqual([]);
    expect([...librariesOf('index.ts')].sort()).toEqual(['node:http', 'ws']);
  });
});

/** All that a source imports from outside the two transport packages, by its real imports. */
function librariesOf(entry: string): Set<string> {
  const libraries = new Set<string>();
  const seen = new Set<string>();
  const waiting = [new URL(entry, import.meta.url).href];
  for (const href of waiting) {
    if (seen.has(href)) continue;
    seen.add(href);
    const source = readFileSync(new URL(href), 'utf8');
    for (const [, name = ''] of source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/gu)) {
      if (name.startsWith('.')) waiting.push(new URL(name.replace(/\.js$/u, '.ts'), href).href);
      else if (name === '@xec/transport') {
        waiting.push(new URL('../transport/index.ts', import.meta.url).href);
      } else libraries.add(name);
    }
  }
  return libraries;
}

async function connect(options: Parameters<typeof websocket>[2] = {}, closeTimeoutMs = 3000) {
  const events = new RecordedEvents();
  const connector = websocketWith({ closeTimeoutMs });
  const connecting = connector('wss://xmpp.example/ws', events, options);
  const socket = made();
  socket.open();
  return { socket, events, transport: await connecting };
}

function made(): PageWebSocket {
  const socket = PageWebSocket.made[0];
  if (socket === undefined) throw new Error('No WebSocket was made.');
  return socket;
}
