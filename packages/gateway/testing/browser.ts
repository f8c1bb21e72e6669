/** A browser for tests: signs in over HTTP, opens sockets with `ws`. */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Gateway } from '../gateway.js';
import { readGatewayMessage, type GatewayMessage } from '../tab/wire.js';

export type Told<T extends GatewayMessage['t']> = Extract<GatewayMessage, { t: T }>;

export const originOf = (gateway: Gateway): string => gateway.url.slice(0, -1);

/** A cookie of `person`, as a browser would send it. */
export async function signIn(gateway: Gateway, person: string): Promise<string> {
  const response = await post(gateway, '/api/sign-in', { person });
  if (!response.ok) throw new Error(`signing in as ${person}: ${String(response.status)}`);
  return cookieOf(response);
}

/** The first cookie that a response sets. */
export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

export const post = (
  gateway: Gateway,
  path: string,
  body: unknown,
  headers: Record<string, string> = { origin: originOf(gateway) },
): Promise<Response> =>
  fetch(new URL(path, gateway.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

/** Asks for a ticket with a cookie; empty where none is given. */
export async function ticketOf(gateway: Gateway, person: string, cookie: string): Promise<string> {
  const origin = originOf(gateway);
  const response = await post(gateway, `/as/${person}/ticket`, {}, { origin, cookie });
  if (!response.ok) return '';
  return ((await response.json()) as { ticket: string }).ticket;
}

/** Opens a socket as the page would, with other headers where a test says so. */
export function openSocket(
  gateway: Gateway,
  person: string,
  headers: Record<string, string>,
  ticket = '',
): WebSocket {
  const url = new URL(`/as/${person}/packets`, gateway.url.replace('http', 'ws'));
  url.searchParams.set('ticket', ticket);
  return new WebSocket(url, { headers: { origin: originOf(gateway), ...headers } });
}

/** A socket with a ticket of its own, if the cookie is good for one. */
export async function openWithTicket(
  gateway: Gateway,
  person: string,
  headers: Record<string, string>,
): Promise<WebSocket> {
  const ticket = await ticketOf(gateway, person, headers['cookie'] ?? '');
  return openSocket(gateway, person, headers, ticket);
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
      this.told.push(readGatewayMessage(data.toString()));
      for (const look of this.#waiting) look();
    });
  }

  static async open(gateway: Gateway, person: string, cookie?: string): Promise<TestTab> {
    const own = cookie ?? (await signIn(gateway, person));
    const socket = await openWithTicket(gateway, person, { cookie: own });
    const tab = new TestTab(socket);
    await once(socket, 'open');
    return tab;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Subscribes, and waits for all that was missed. */
  async subscribe(keys: readonly string[], ref = 'a', place = {}): Promise<void> {
    this.say({ t: 'subscribe', ref, keys, ...place });
    await this.next('live', (live) => live.ref === ref);
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

  async request(ref: string, action: string, params?: unknown): Promise<Told<'outcome'>> {
    this.say({ t: 'request', ref, action, params });
    return this.next('outcome', (outcome) => outcome.ref === ref);
  }
}
