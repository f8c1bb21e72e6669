/**
 * A {@link PacketSource} behind which a SharedWorker stands: one session for all tabs.
 */
import { Comeback, type ComebackOptions } from '../comeback.js';
import { KeepingSource } from '../keeping-source.js';
import { OpenRequests } from '../open-requests.js';
import { RequestError, type SourceRequestOptions } from '../packet-source.js';
import { hasLocks, holdLock, randomName, whenGone } from '../web-locks.js';
import { TAKEN_TOGETHER, type Hello, type TabWord, type WorkerWord } from './wire.js';

export interface WorkerSourceOptions extends ComebackOptions {
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
  /** How long the worker may take to open the account, in milliseconds. Default 20,000. */
  readonly readyMs?: number;
  /** Hears why the worker could not be used, and what subscribers threw. Default: the `error` event. */
  readonly onFault?: (fault: unknown) => void;
}

export class WorkerSource extends KeepingSource {
  readonly #options: WorkerSourceOptions;
  readonly #requests = new OpenRequests();
  readonly #comeback: Comeback;
  #port: MessagePort | undefined = undefined;
  /** Aborts when this connection to the worker ends. */
  #life = new AbortController();
  /** The session that seqs belong to. */
  #session: string | undefined = undefined;
  #taken = 0;
  /** Runs out where the worker does not answer. */
  #timer: ReturnType<typeof setTimeout> | undefined = undefined;

  constructor(options: WorkerSourceOptions) {
    super(options);
    this.#options = options;
    this.#comeback = new Comeback(options);
  }

  /** Finds the worker, and stays with it until {@link close}. */
  open(): void {
    if (this.#port !== undefined) return;
    this.#comeback.stop();
    this.become({ state: 'connecting' });
    const life = new AbortController();
    this.#life = life;
    this.#taken = 0;
    const worker = this.#options.worker();
    const { port } = worker;
    this.#port = port;
    const lose = (why: string) => () => {
      if (life.signal.aborted) return;
      this.#lost();
      this.fault(new RequestError('connection-lost', why));
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

  /**
   * Ends the account's session, for all tabs, and has what was kept of it forgotten. Resolves when that is
   * done, or when there is no worker to ask; the source is closed then.
   */
  async signOut(): Promise<void> {
    if (this.state.state === 'open') {
      await new Promise<void>((resolve) => {
        this.#life.signal.addEventListener('abort', () => resolve(), { once: true });
        this.#say({ t: 'sign-out' });
      });
    }
    this.close();
  }

  /** Leaves the worker for good. */
  close(): void {
    this.#end();
    this.become({ state: 'closed' });
  }

  override async request(
    action: string,
    params?: unknown,
    options?: SourceRequestOptions,
  ): Promise<unknown> {
    if (this.state.state !== 'open') {
      throw new RequestError('connection-lost', 'there is no connection now');
    }
    return this.#requests.add(
      (ref) => this.#say({ t: 'request', ref, action, params }),
      (ref) => this.#say({ t: 'cancel', ref }),
      options,
    );
  }

  override connect(): void {
    if (this.state.state === 'waiting') this.open();
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
      ...(this.#session !== undefined && { session: this.#session, after: this.seq }),
    };
    if (!signal.aborted) this.#say(hello);
  }

  #hear(word: WorkerWord): void {
    switch (word.t) {
      case 'ready':
        this.#ready(word.session, word.lock);
        return;
      case 'live':
        this.become({ state: 'open', isLive: true });
        return;
      case 'resync':
        this.resync();
        return;
      case 'packet':
        this.#takeFrom(word);
        return;
      case 'progress':
        this.#requests.progress(word.ref, word.content);
        return;
      case 'outcome':
        this.#requests.end(word.ref, word);
        return;
      case 'there':
        this.#say({ t: 'here' });
        return;
      case 'refused':
        this.#lost();
        this.fault(new RequestError(word.error.condition, word.error.text)); // who hears may close
        return;
      case 'signed-out':
        this.close();
        return;
      case 'bye':
        this.#lost();
    }
  }

  #ready(session: string, lock: string | undefined): void {
    clearTimeout(this.#timer);
    this.#comeback.reset();
    this.#session = session;
    this.become({ state: 'open', isLive: false });
    if (lock !== undefined) whenGone(lock, () => this.#lost(), this.#life.signal);
  }

  #takeFrom({ t: _t, ...packet }: Extract<WorkerWord, { t: 'packet' }>): void {
    this.#taken += 1;
    if (this.#taken >= TAKEN_TOGETHER) {
      this.#say({ t: 'took', count: this.#taken });
      this.#taken = 0;
    }
    this.take(packet);
  }

  #say(word: TabWord): void {
    this.#port?.postMessage(word);
  }

  #lost(): void {
    this.#end();
    const at = this.#comeback.begin(() => this.open());
    this.become({ state: 'waiting', at });
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#comeback.stop();
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
}
