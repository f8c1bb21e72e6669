/** An administrator without a browser. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Gateway } from '../gateway.js';
import type { InspectorEvent } from '../inspector/events.js';
import type { WatchAnswer } from '../inspector/watch-messages.js';
import { originOf } from './browser.js';

export const asAdmin = (gateway: Gateway): Record<string, string> => ({
  authorization: `Bearer ${gateway.adminToken ?? ''}`,
});

/** Gets what administrators get, as JSON. */
export async function ask<T>(gateway: Gateway, path: string): Promise<T> {
  const response = await fetch(new URL(path, gateway.url), { headers: asAdmin(gateway) });
  if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
  return (await response.json()) as T; // our own gateway's
}

export const tell = (gateway: Gateway, path: string, body: unknown = {}): Promise<Response> =>
  fetch(new URL(path, gateway.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...asAdmin(gateway) },
    body: JSON.stringify(body),
  });

/** All events that fit, once one of them is `isWanted`. */
export async function events(
  gateway: Gateway,
  query: string,
  isWanted: (event: InspectorEvent) => boolean = () => true,
): Promise<InspectorEvent[]> {
  for (;;) {
    const found = await ask<InspectorEvent[]>(gateway, `/api/inspector/events?${query}`);
    if (found.some(isWanted)) return found;
  }
}

/** An inspector's socket that remembers what it was told. */
export class TestInspector {
  readonly told: WatchAnswer[] = [];
  #look: () => void = () => undefined;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.told.push(JSON.parse(data.toString()) as WatchAnswer); // our own gateway's
      this.#look();
    });
  }

  static socket(gateway: Gateway, headers: Record<string, string>): WebSocket {
    const url = new URL('/api/inspector/feed', gateway.url.replace('http', 'ws'));
    return new WebSocket(url, { headers: { origin: originOf(gateway), ...headers } });
  }

  static async open(gateway: Gateway): Promise<TestInspector> {
    const inspector = new TestInspector(TestInspector.socket(gateway, asAdmin(gateway)));
    await once(inspector.socket, 'open');
    return inspector;
  }

  say(message: unknown): void {
    this.socket.send(JSON.stringify(message));
  }

  /** Resolves when as much was told. */
  async upTo(count: number): Promise<readonly WatchAnswer[]> {
    while (this.told.length < count) {
      await new Promise<void>((resolve) => {
        this.#look = resolve;
      });
    }
    return this.told;
  }
}
