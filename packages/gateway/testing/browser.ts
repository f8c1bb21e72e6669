/** A browser for tests: signs in over HTTP, opens sockets with `ws`. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Gateway } from '../gateway.js';
import type { GatewayMessage } from '../wire.js';

export type Told<T extends GatewayMessage['t']> = Extract<GatewayMessage, { t: T }>;

/** A cookie of `person`, as a browser would send it. */
export async function signIn(gateway: Gateway, person: string): Promise<string> {
  const response = await post(gateway, '/api/sign-in', { person });
  if (!response.ok) throw new Error(`signing in as ${person}: ${response.status}`);
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

export const post = (
  gateway: Gateway,
  path: string,
  body: unknown,
  headers: Record<string, string> = { origin: gateway.url.slice(0, -1) },
): Promise<Response> =>
  fetch(new URL(path, gateway.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Opens a socket as the page would, with other headers where a test says so. */
export function openSocket(
  gateway: Gateway,
  person: string,
  headers: Record<string, string>,
): WebSocket {
  const url = new URL(`/as/${person}/packets`, gateway.url.replace('http', 'ws'));
  return new WebSocket(url, { headers: { origin: gateway.url.slice(0, -1), ...headers } });
}

/** The status with which the upgrade was refused. */
export async function refusal(socket: WebSocket): Promise<number | undefined> {
  return new Promise((resolve) => {
    socket.on('error', () => undefined);
    socket.on('open', () => resolve(undefined));
    socket.on('unexpected-response', (request, { statusCode }) => {
      request.destroy();
      resolve(statusCode);
    });
  });
}

/** A tab that remembers all it was told. */
export class TestTab {
  readonly told: GatewayMessage[] = [];
  readonly #waiting = new Set<() => void>();

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.told.push(JSON.parse(data.toString()) as GatewayMessage); // our own gateway's
      for (const look of this.#waiting) look();
    });
  }

  static async open(gateway: Gateway, person: string, cookie?: string): Promise<TestTab> {
    const socket = openSocket(gateway, person, {
      cookie: cookie ?? (await signIn(gateway, person)),
    });
    const tab = new TestTab(socket);
    await once(socket, 'open');
    return tab;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** All messages of that kind so far. */
  all<T extends GatewayMessage['t']>(t: T): Told<T>[] {
    return this.told.filter((message): message is Told<T> => message.t === t);
  }

  /** The first message of that kind that fits, now or later. */
  next<T extends GatewayMessage['t']>(
    t: T,
    isWanted: (message: Told<T>) => boolean = () => true,
  ): Promise<Told<T>> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.all(t).find(isWanted);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }

  async request(id: string, action: string, params?: unknown): Promise<Told<'outcome'>> {
    this.say({ t: 'request', id, action, params });
    return this.next('outcome', (outcome) => outcome.id === id);
  }
}
