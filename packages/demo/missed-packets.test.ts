import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GatewaySource, type GatewaySocket } from '@xec/packet-source';
import { widgetKeys } from '@xec/widgets';
import { silentLog } from '@xec/xec';
import { WebSocket } from 'ws';
import { startDemo, type Demo } from './demo.js';

let demo: Demo;
const sockets: WebSocket[] = [];
const sources: GatewaySource[] = [];

beforeAll(async () => {
  demo = await startDemo({ log: silentLog, say: () => undefined });
});

afterAll(async () => {
  for (const source of sources) source.close();
  await demo.close();
});

/** The page's own source, without a page. */
async function sourceOf(person: string): Promise<GatewaySource> {
  const origin = demo.url.slice(0, -1);
  const response = await fetch(new URL('/api/sign-in', demo.url), {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const open = async (address: string): Promise<GatewaySocket> => {
    const url = new URL(address);
    const asking = new URL(`/as/${person}/ticket`, demo.url);
    const given = await fetch(asking, { method: 'POST', headers: { origin, cookie } });
    url.searchParams.set('ticket', ((await given.json()) as { ticket: string }).ticket);
    const socket = new WebSocket(url, { headers: { origin, cookie } });
    socket.on('error', () => undefined); // one that is cut while it connects
    sockets.push(socket);
    return socket as unknown as GatewaySocket; // ws has the browser's handlers, with types of its own
  };
  const url = `${demo.url.replace('http', 'ws')}as/${person}/packets`;
  const source = new GatewaySource({ url, keys: widgetKeys, open, waitMs: 20 });
  sources.push(source);
  source.open();
  await until(source, () => source.state.state === 'open' && source.state.isLive);
  return source;
}

const until = (source: GatewaySource, isSo: () => boolean): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      undo();
      resolve();
    };
    const undo = source.onState(look);
    look();
  });

describe('a page whose connection is cut again and again', () => {
  it('has every message once, in order', async () => {
    const [juliet, romeo] = [await sourceOf('juliet'), await sourceOf('romeo')];
    const heard: string[] = [];
    const wanted = Array.from({ length: 60 }, (_, index) => `line ${index}`);
    const all = new Promise<void>((resolve) => {
      romeo.subscribe(['message'], ({ content: { body = '' } }) => {
        heard.push(body);
        if (heard.length === wanted.length) resolve();
      });
    });
    for (const [index, body] of wanted.entries()) {
      await juliet.request('Message/Publish', { to: 'romeo@localhost', body });
      if (index % 10 !== 5) continue;
      // Cut as soon as it is back: while it is told what it missed.
      await until(romeo, () => romeo.state.state === 'open');
      sockets.at(-1)?.terminate();
    }
    await all;
    expect(heard).toEqual(wanted);
    expect(sockets.length).toBeGreaterThanOrEqual(8);
  }, 20_000);
});
