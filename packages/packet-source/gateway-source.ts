/**
 * A {@link PacketSource} behind which a gateway stands: one WebSocket, which comes back by itself and
 * goes on where it stopped.
 */
import { matchesPattern } from '@xec/xec';
import type { GatewaySocket } from './gateway-socket.js';
import { KeptPackets } from './kept-packets.js';
import { Listeners } from './listeners.js';
import { openSocket, SignedOut } from './open-socket.js';
import { RequestError, type PacketSource, type SourceState } from './packet-source.js';
import type { WidgetPacket } from './packets.js';
import { readGatewayMessage, type GatewayMessage } from './wire.js';

export interface GatewaySourceOptions {
  /** The address of the person's packets: `ws://127.0.0.1:…/as/juliet/packets`. */
  readonly url: string;
  /** Patterns of all keys that the page's widgets subscribe to. */
  readonly keys: readonly string[];
  /** Opens a socket. Default: {@link openSocket}, the browser's. */
  readonly open?: (url: string) => GatewaySocket | Promise<GatewaySocket>;
  /** How many packets are kept for widgets that come later. Default 2,000. */
  readonly keep?: number;
  /** The first wait before a new attempt, doubled with each; up to `mostMs`. Default 500 and 15,000. */
  readonly waitMs?: number;
  readonly mostMs?: number;
}

/** How a caller wants to wait for a request. */
export interface GatewayRequestOptions {
  /** Takes the request back. Its outcome tells whether that was in time: `cancelled`, or what came. */
  readonly signal?: AbortSignal;
  /** Hears what the action tells while the request is open. */
  readonly onProgress?: (content: unknown) => void;
}

interface Waiting {
  readonly resolve: (content: unknown) => void;
  readonly reject: (error: RequestError) => void;
  readonly onProgress: GatewayRequestOptions['onProgress'];
}

/** The close code of a gateway that ended the sign-in. */
const SIGNED_OUT = 4401;
/** `WebSocket.OPEN`, which Node before 22 does not have. */
const OPEN = 1;
/** Our name for our one subscription. */
const FEED = 'page';

export class GatewaySource implements PacketSource {
  readonly #options: GatewaySourceOptions;
  readonly #packets: KeptPackets;
  readonly #stateListeners = new Listeners();
  readonly #resyncListeners = new Listeners();
  readonly #waiting = new Map<string, Waiting>();
  #socket: GatewaySocket | undefined = undefined;
  /** Which attempt to open a socket is ours: one that was given up may end later. */
  #attempt: object | undefined = undefined;
  #state: SourceState = { state: 'closed' };
  /** Where to go on: the session and the seq of the last packet. */
  #session: string | undefined = undefined;
  #seq = 0;
  #requests = 0;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(options: GatewaySourceOptions) {
    this.#options = options;
    this.#packets = new KeptPackets(options.keep ?? 2000);
  }

  get state(): SourceState {
    return this.#state;
  }

  /** Connects, and stays connected until {@link close}. */
  open(): void {
    if (this.#socket !== undefined || this.#attempt !== undefined) return;
    clearTimeout(this.#timer);
    this.#become({ state: 'connecting' });
    const { url, open = openSocket } = this.#options;
    const opening = open(url);
    if (!(opening instanceof Promise)) {
      this.#use(opening);
      return;
    }
    const attempt = {};
    this.#attempt = attempt;
    opening.then(
      (socket) => {
        if (this.#attempt === attempt) this.#use(socket);
        else socket.close();
      },
      (error: unknown) => {
        if (this.#attempt === attempt) this.#lost(error instanceof SignedOut ? SIGNED_OUT : 0);
      },
    );
  }

  /** Closes the socket for good. */
  close(): void {
    clearTimeout(this.#timer);
    const socket = this.#socket;
    this.#socket = undefined;
    this.#attempt = undefined;
    if (socket !== undefined) {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
    }
    this.#failAll();
    this.#become({ state: 'closed' });
  }

  subscribe: PacketSource['subscribe'] = (
    patterns: readonly string[],
    run: (packet: never) => void,
  ) => {
    for (const pattern of patterns) {
      if (!this.#options.keys.some((key) => key === pattern || matchesPattern(key, pattern))) {
        throw new TypeError(`this source was not made for "${pattern}"`);
      }
    }
    // The key decides the content, as in the schemas that the gateway read it with.
    return this.#packets.subscribe(patterns, run as (packet: WidgetPacket) => void);
  };

  onState(run: () => void): () => void {
    return this.#stateListeners.add(run);
  }

  onResync(run: () => void): () => void {
    return this.#resyncListeners.add(run);
  }

  request(
    action: string,
    params?: unknown,
    { signal, onProgress }: GatewayRequestOptions = {},
  ): Promise<unknown> {
    const socket = this.#socket;
    if (socket?.readyState !== OPEN) {
      return Promise.reject(new RequestError('connection-lost', 'there is no connection now'));
    }
    if (signal?.aborted === true) return Promise.reject(new RequestError('cancelled'));
    this.#requests += 1;
    const ref = String(this.#requests);
    const cancel = (): void => {
      if (socket.readyState === OPEN) socket.send(JSON.stringify({ t: 'cancel', ref }));
    };
    signal?.addEventListener('abort', cancel, { once: true });
    return new Promise((resolve, reject) => {
      this.#waiting.set(ref, { resolve, reject, onProgress });
      socket.send(JSON.stringify({ t: 'request', ref, action, params }));
    }).finally(() => signal?.removeEventListener('abort', cancel));
  }

  connect(): void {
    if (this.#state.state === 'waiting') this.open();
    else if (this.#socket?.readyState === OPEN) this.#socket.send('{"t":"connect"}');
  }

  #use(socket: GatewaySocket): void {
    this.#attempt = undefined;
    this.#socket = socket;
    socket.onopen = () => this.#subscribe(socket);
    socket.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(String(data));
    socket.onclose = ({ code }) => this.#lost(code);
  }

  #subscribe(socket: GatewaySocket): void {
    const { keys } = this.#options;
    const place = this.#session !== undefined && { session: this.#session, since: this.#seq };
    socket.send(JSON.stringify({ t: 'subscribe', ref: FEED, keys, ...place }));
  }

  #hear(frame: string): void {
    const message = readGatewayMessage(frame);
    if (message !== undefined) this.#take(message);
  }

  #take(message: GatewayMessage): void {
    switch (message.t) {
      case 'ready':
        this.#attempts = 0;
        this.#session = message.session;
        this.#become({ state: 'open', isLive: false });
        return;
      case 'live':
        this.#become({ state: 'open', isLive: true });
        return;
      case 'resync':
        this.#seq = 0;
        this.#packets.forget();
        this.#resyncListeners.call();
        return;
      case 'packet':
        this.#takePacket(message);
        return;
      case 'progress':
        this.#waiting.get(message.ref)?.onProgress?.(message.content);
        return;
      case 'outcome':
        this.#end(message);
        return;
      case 'error':
        throw new TypeError(`the gateway refused "${message.what}": ${message.error.text ?? ''}`);
    }
  }

  #takePacket({ t: _t, ref: _ref, ...packet }: Extract<GatewayMessage, { t: 'packet' }>): void {
    if (packet.seq <= this.#seq) return; // seen already
    this.#seq = packet.seq;
    this.#packets.add(packet);
  }

  #end(outcome: Extract<GatewayMessage, { t: 'outcome' }>): void {
    const waiting = this.#waiting.get(outcome.ref);
    this.#waiting.delete(outcome.ref);
    if (outcome.ok) waiting?.resolve(outcome.content);
    else waiting?.reject(new RequestError(outcome.error.condition, outcome.error.text));
  }

  #lost(code: number): void {
    this.#socket = undefined;
    this.#attempt = undefined;
    this.#failAll();
    if (code === SIGNED_OUT) {
      this.#become({ state: 'closed' });
      return;
    }
    const { waitMs = 500, mostMs = 15_000 } = this.#options;
    const most = Math.min(mostMs, waitMs * 2 ** this.#attempts);
    this.#attempts += 1;
    // Many tabs that lost one gateway do not all come back in the same moment.
    const inMs = Math.round(most * (0.5 + Math.random() / 2));
    this.#timer = setTimeout(() => this.open(), inMs);
    this.#become({ state: 'waiting', at: Date.now() + inMs });
  }

  /** Nobody knows what became of requests that were on their way. */
  #failAll(): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) {
      reject(new RequestError('connection-lost', 'the connection went before the answer came'));
    }
  }

  #become(state: SourceState): void {
    this.#state = state;
    this.#stateListeners.call();
  }
}
