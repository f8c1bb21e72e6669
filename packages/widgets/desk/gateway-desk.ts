import { DeskError, type Desk, type Watcher, type WatchSocket } from './desk.js';
import type {
  EntryView,
  EventFilter,
  FixtureView,
  InspectorEvent,
  Overview,
  PendingView,
  ReplayView,
  SessionView,
  WatchAnswer,
} from './wire.js';

const PATIENCE_MS = 15_000;

/** The gateway that the page came from. Its cookie says that one is an administrator. */
export class GatewayDesk implements Desk {
  readonly entry = (): Promise<EntryView> => this.#get('admin/entry');
  readonly overview = (): Promise<Overview> => this.#get('admin/overview');
  readonly sessions = (): Promise<readonly SessionView[]> => this.#get('admin/sessions');
  readonly pending = (): Promise<readonly PendingView[]> => this.#get('admin/pending');

  async signIn(token?: string): Promise<void> {
    await this.#post('admin/sign-in', token === undefined ? {} : { token });
  }

  async signOut(): Promise<void> {
    await this.#post('admin/sign-out', {});
  }

  async drain(): Promise<void> {
    await this.#post('admin/drain', {});
  }

  async disconnect(id: string): Promise<void> {
    await this.#post(`admin/sessions/${encodeURIComponent(id)}/disconnect`, {});
  }

  events(filter: EventFilter): Promise<readonly InspectorEvent[]> {
    return this.#get(`inspector/events?${new URLSearchParams({ ...filter }).toString()}`);
  }

  fixture(n: number): Promise<FixtureView> {
    return this.#get(`inspector/events/${n}/fixture`);
  }

  async send(id: string, xml: string): Promise<void> {
    await this.#post('inspector/send', { id, xml });
  }

  async replay(id: string, xml: string): Promise<ReplayView> {
    const response = await this.#post('inspector/replay', { id, xml });
    return (await response.json()) as ReplayView; // our own gateway's
  }

  watch(watcher: Watcher): WatchSocket {
    const url = new URL('/api/inspector/feed', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    socket.onopen = () => watcher.opened();
    socket.onclose = () => watcher.closed();
    socket.onmessage = ({ data }) => {
      watcher.told(JSON.parse(String(data)) as WatchAnswer); // our own gateway's
    };
    const say = (message: object): void => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    };
    return {
      watch: (filter, after, ring) => {
        const place = {
          ...(after !== undefined && { after }),
          ...(ring !== undefined && { ring }),
        };
        say({ t: 'watch', filter, ...place });
      },
      pause: () => say({ t: 'pause' }),
      close: () => {
        socket.onopen = socket.onclose = socket.onmessage = null;
        socket.close();
      },
    };
  }

  async #get<T>(path: string): Promise<T> {
    const response = await this.#ask(path, {});
    return (await response.json()) as T; // our own gateway's
  }

  #post(path: string, body: object): Promise<Response> {
    return this.#ask(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #ask(path: string, init: RequestInit): Promise<Response> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    let response: Response;
    try {
      response = await fetch(`/api/${path}`, { ...init, signal });
    } catch (error) {
      throw new DeskError(0, String(error));
    }
    if (response.ok) return response;
    const said: unknown = await response.json().catch(() => undefined);
    throw new DeskError(response.status, errorText(said) ?? response.statusText);
  }
}

/** What the gateway says about a refusal, where it says something. */
function errorText(said: unknown): string | undefined {
  if (typeof said !== 'object' || said === null || !('error' in said)) return undefined;
  return typeof said.error === 'string' ? said.error : undefined;
}
