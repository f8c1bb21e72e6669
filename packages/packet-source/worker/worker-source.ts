/**
 * A {@link PacketSource} behind which a SharedWorker stands: one session for all tabs.
 */
import { KeptPackets } from '../kept-packets.js';
import { Listeners } from '../listeners.js';
import { OpenRequests } from '../open-requests.js';
import {
  RequestError,
  type PacketSource,
  type SourceRequestOptions,
  type SourceState,
} from '../packet-source.js';
import type { WidgetPacket } from '../packets.js';
import { checkPatterns } from '../patterns.js';
import { report } from '../report.js';
import { hasLocks, holdLock, randomName, whenGone } from '../web-locks.js';
import { TAKEN_TOGETHER, type Hello, type TabWord, type WorkerWord } from './wire.js';

export interface WorkerSourceOptions {
  /** Starts the worker, or finds it: `() => new SharedWorker(…)`. Called again when the worker died. */
  readonly worker: () => {
    readonly port: MessagePort;
    onerror: ((event: never) => unknown) | null;
  };
  /** Whose packets, of those that the worker may hold. */
  readonly account: string;
  /** What the worker needs to log in; plain data. */
  readonly login?: unknown;
  /** Patterns of all keys that the page's widgets subscribe to. */
  readonly keys: readonly string[];
  /** How many packets are kept for widgets that come later. Default 2,000. */
  readonly keep?: number;
  /** The first wait before a new attempt, doubled with each; up to `mostMs`. Default 500 and 15,000. */
  readonly waitMs?: number;
  readonly mostMs?: number;
  /** How long the worker may take to open the account, in milliseconds. Default 20,000. */
  readonly readyMs?: number;
  /** Hears why the worker could not be used, and what subscribers threw. Default: the `error` event. */
  readonly onFault?: (fault: unknown) => void;
}

export class WorkerSource implements PacketSource {
  readonly #options: WorkerSourceOptions;
  readonly #packets: KeptPackets;
  readonly #requests = new OpenRequests();
  readonly #stateListeners = new Listeners();
  readonly #resyncListeners = new Listeners();
  #state: SourceState = { state: 'closed' };
  #port: MessagePort | undefined = undefined;
  /** Aborts when this connection to the worker ends. */
  #life = new AbortController();
  /** Where to go on: the session and the seq of the last packet. */
  #session: string | undefined = undefined;
  #seq = 0;
  #taken = 0;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(options: WorkerSourceOptions) {
    this.#options = options;
    this.#packets = new KeptPackets(options.keep ?? 2000);
  }

  get state(): SourceState {
    return this.#state;
  }

  /** Finds the worker, and stays with it until {@link close}. */
  open(): void {
    if (this.#port !== undefined) return;
    clearTimeout(this.#timer);
    this.#become({ state: 'connecting' });
    const life = new AbortController();
    this.#life = life;
    this.#taken = 0;
    const worker = this.#options.worker();
    const { port } = worker;
    this.#port = port;
    const lose = (why: string) => () => {
      if (life.signal.aborted) return;
      this.#fault(new RequestError('connection-lost', why));
      this.#lost();
    };
    worker.onerror = lose('the worker could not be started');
    port.onmessage = ({ data }: MessageEvent<WorkerWord>) => this.#hear(data); // our own build's
    // Where browsers tell, it is the quickest way to know.
    port.addEventListener('close', () => {
      if (!life.signal.aborted) this.#lost();
    });
    this.#timer = setTimeout(lose('the worker does not answer'), this.#options.readyMs ?? 20_000);
    this.#greet(life.signal).catch(() => undefined); // closed meanwhile
  }

  /** Leaves the worker for good. */
  close(): void {
    this.#end();
    this.#become({ state: 'closed' });
  }

  subscribe: PacketSource['subscribe'] = (
    patterns: readonly string[],
    run: (packet: never) => void,
  ) => {
    checkPatterns(patterns, this.#options.keys);
    // The key decides the content, as in the schemas that the engine made it with.
    return this.#packets.subscribe(patterns, run as (packet: WidgetPacket) => void);
  };

  onState(run: () => void): () => void {
    return this.#stateListeners.add(run);
  }

  onResync(run: () => void): () => void {
    return this.#resyncListeners.add(run);
  }

  async request(
    action: string,
    params?: unknown,
    options?: SourceRequestOptions,
  ): Promise<unknown> {
    if (this.#state.state !== 'open') {
      throw new RequestError('connection-lost', 'there is no connection now');
    }
    return this.#requests.add(
      (ref) => this.#say({ t: 'request', ref, action, params }),
      (ref) => this.#say({ t: 'cancel', ref }),
      options,
    );
  }

  connect(): void {
    if (this.#state.state === 'waiting') this.open();
    else this.#say({ t: 'connect' });
  }

  async #greet(signal: AbortSignal): Promise<void> {
    const { account, login, keys } = this.#options;
    const lock = hasLocks() ? randomName('xec-tab') : undefined;
    // First of all: the worker takes a tab for gone whose lock is free.
    if (lock !== undefined) await holdLock(lock, signal);
    const hello: Hello = {
      ...{ t: 'hello', account, login, keys },
      ...(lock !== undefined && { lock }),
      ...(this.#session !== undefined && { session: this.#session, after: this.#seq }),
    };
    if (!signal.aborted) this.#say(hello);
  }

  #hear(word: WorkerWord): void {
    switch (word.t) {
      case 'ready':
        this.#ready(word.session, word.lock);
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
        this.#take(word);
        return;
      case 'outcome':
        this.#requests.end(word.ref, word);
        return;
      case 'there':
        this.#say({ t: 'here' });
        return;
      case 'refused':
        this.#fault(new RequestError(word.error.condition, word.error.text));
        this.#lost();
        return;
      case 'bye':
        this.#lost();
    }
  }

  #ready(session: string, lock: string | undefined): void {
    clearTimeout(this.#timer);
    this.#attempts = 0;
    this.#session = session;
    this.#become({ state: 'open', isLive: false });
    if (lock !== undefined) whenGone(lock, () => this.#lost(), this.#life.signal);
  }

  #take({ t: _t, ...packet }: Extract<WorkerWord, { t: 'packet' }>): void {
    this.#taken += 1;
    if (this.#taken >= TAKEN_TOGETHER) {
      this.#say({ t: 'took', count: this.#taken });
      this.#taken = 0;
    }
    if (packet.seq <= this.#seq) return; // seen already
    this.#seq = packet.seq;
    try {
      this.#packets.add(packet);
    } catch (fault) {
      this.#fault(fault);
    }
  }

  #say(word: TabWord): void {
    this.#port?.postMessage(word);
  }

  #lost(): void {
    this.#end();
    const { waitMs = 500, mostMs = 15_000 } = this.#options;
    const most = Math.min(mostMs, waitMs * 2 ** this.#attempts);
    this.#attempts += 1;
    // Tabs that lost one worker do not all come back in the same moment.
    const inMs = Math.round(most * (0.5 + Math.random() / 2));
    this.#timer = setTimeout(() => this.open(), inMs);
    this.#become({ state: 'waiting', at: Date.now() + inMs });
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#life.abort();
    const port = this.#port;
    this.#port = undefined;
    if (port !== undefined) {
      port.onmessage = null;
      port.postMessage({ t: 'bye' } satisfies TabWord);
      port.close();
    }
    this.#requests.failAll();
  }

  #fault(fault: unknown): void {
    (this.#options.onFault ?? report)(fault);
  }

  #become(state: SourceState): void {
    this.#state = state;
    this.#stateListeners.call();
  }
}
