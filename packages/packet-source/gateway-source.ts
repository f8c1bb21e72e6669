/**
 * A {@link PacketSource} behind which a gateway stands: one WebSocket, which comes back by itself and
 * goes on where it stopped.
 */
import { Comeback, type ComebackOptions } from './comeback.js';
import type { GatewaySocket } from './gateway-socket.js';
import { KeepingSource } from './keeping-source.js';
import { OpenRequests } from './open-requests.js';
import { openSocket, SignedOut } from './open-socket.js';
import { RequestError, type SourceRequestOptions } from './packet-source.js';
import { readGatewayMessage, type GatewayMessage } from './wire.js';

export interface GatewaySourceOptions extends ComebackOptions {
  /** The address of the person's packets: `ws://127.0.0.1:…/as/juliet/packets`. */
  readonly url: string;
  /** Patterns of all keys that the page's widgets subscribe to. */
  readonly keys: readonly string[];
  /** Opens a socket. Default: {@link openSocket}, the browser's. */
  readonly open?: (url: string) => GatewaySocket | Promise<GatewaySocket>;
  /** How many packets are kept for widgets that come later. Default 2,000. */
  readonly keep?: number;
  /** Hears what subscribers threw. Default: the page's `error` event. */
  readonly onFault?: (fault: unknown) => void;
}

/** The close code of a gateway that ended the sign-in. */
const SIGNED_OUT = 4401;
/** `WebSocket.OPEN`, which Node before 22 does not have. */
const OPEN = 1;
/** Our name for our one subscription. */
const FEED = 'page';

export class GatewaySource extends KeepingSource {
  readonly #options: GatewaySourceOptions;
  readonly #requests = new OpenRequests();
  readonly #comeback: Comeback;
  #socket: GatewaySocket | undefined = undefined;
  /** Which attempt to open a socket is ours: one that was given up may end later. */
  #attempt: object | undefined = undefined;
  /** The session that seqs belong to. */
  #session: string | undefined = undefined;

  constructor(options: GatewaySourceOptions) {
    super(options);
    this.#options = options;
    this.#comeback = new Comeback(options);
  }

  /** Connects, and stays connected until {@link close}. */
  open(): void {
    if (this.#socket !== undefined || this.#attempt !== undefined) return;
    this.#comeback.stop();
    this.become({ state: 'connecting' });
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
    this.#comeback.stop();
    const socket = this.#socket;
    this.#socket = undefined;
    this.#attempt = undefined;
    if (socket !== undefined) {
      socket.onclose = null;
      socket.onmessage = null;
      socket.close();
    }
    this.#requests.failAll();
    this.become({ state: 'closed' });
  }

  override async request(
    action: string,
    params?: unknown,
    options?: SourceRequestOptions,
  ): Promise<unknown> {
    const socket = this.#socket;
    if (socket?.readyState !== OPEN) {
      throw new RequestError('connection-lost', 'there is no connection now');
    }
    const say = (message: object): void => {
      if (socket.readyState === OPEN) socket.send(JSON.stringify(message));
    };
    return this.#requests.add(
      (ref) => say({ t: 'request', ref: String(ref), action, params }),
      (ref) => say({ t: 'cancel', ref: String(ref) }),
      options,
    );
  }

  override connect(): void {
    if (this.state.state === 'waiting') this.open();
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
    const place = this.#session !== undefined && { session: this.#session, since: this.seq };
    socket.send(JSON.stringify({ t: 'subscribe', ref: FEED, keys, ...place }));
  }

  #hear(frame: string): void {
    const message = readGatewayMessage(frame);
    if (message !== undefined) this.#take(message);
  }

  #take(message: GatewayMessage): void {
    switch (message.t) {
      case 'ready':
        this.#comeback.reset();
        this.#session = message.session;
        this.become({ state: 'open', isLive: false });
        return;
      case 'live':
        this.become({ state: 'open', isLive: true });
        return;
      case 'resync':
        this.resync();
        return;
      case 'packet':
        this.take(packetOf(message));
        return;
      case 'progress':
        this.#requests.progress(Number(message.ref), message.content);
        return;
      case 'outcome':
        this.#requests.end(Number(message.ref), message);
        return;
      case 'error':
        throw new TypeError(`the gateway refused "${message.what}": ${message.error.text ?? ''}`);
    }
  }

  #lost(code: number): void {
    this.#socket = undefined;
    this.#attempt = undefined;
    this.#requests.failAll();
    if (code === SIGNED_OUT) {
      this.become({ state: 'closed' });
      return;
    }
    const at = this.#comeback.begin(() => this.open());
    this.become({ state: 'waiting', at });
  }
}

const packetOf = ({ t: _t, ref: _ref, ...packet }: Extract<GatewayMessage, { t: 'packet' }>) =>
  packet;
