import { matchesPattern, type AnyPacket } from '@xec/xec';
import { askClient, asRequestError, hurry } from '../ask-client.js';
import { followPackets } from '../follow-packets.js';
import { RequestError } from '../packet-source.js';
import { hasLocks, whenGone } from '../web-locks.js';
import type { Accounts, OpenedAccount } from './accounts.js';
import {
  WINDOW,
  readTabWord,
  type Hello,
  type TabRequest,
  type TabWord,
  type WorkerWord,
} from './wire.js';

/** What all tabs of a worker share. */
export interface TabShared {
  readonly accounts: Accounts;
  /** Requests of a tab that wait for their outcome. */
  readonly requests: number;
  /** How often a tab is asked whether it is there, where locks do not show it. */
  readonly pingMs: number;
  /** The lock that shows that the worker lives. */
  readonly lock: Promise<string | undefined>;
}

/**
 * One tab, as the worker sees it: its port, what it wants to hear, what it asked for.
 *
 * The journal is the queue: a tab that takes nothing is told nothing more, and goes on where it stopped.
 */
export class ServedTab {
  readonly #port: MessagePort;
  readonly #shared: TabShared;
  readonly #onEnd: () => void;
  readonly #open = new Map<number, AbortController>();
  /** Aborts when the tab is gone. */
  readonly #life = new AbortController();
  #keys: readonly string[] | undefined = undefined;
  #account: OpenedAccount | undefined = undefined;
  /** The account's name. */
  #name: string | undefined = undefined;
  #onTheWay = 0;
  #goOn: (() => void) | undefined = undefined;
  #unanswered = 0;

  /** @param onEnd is called once, when the tab is gone */
  constructor(port: MessagePort, shared: TabShared, onEnd: () => void) {
    this.#port = port;
    this.#shared = shared;
    this.#onEnd = onEnd;
    port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(readTabWord(data));
    // Where browsers tell, it is the quickest way to know.
    port.addEventListener('close', () => this.end());
  }

  /** The tab needs nothing any more. What it asked for goes on: its outcome is a packet too. */
  end(): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#goOn?.();
    this.#port.onmessage = null;
    this.#port.close();
    this.#onEnd();
  }

  #hear(word: TabWord | undefined): void {
    this.#unanswered = 0; // whoever speaks is there
    switch (word?.t) {
      case 'hello':
        void this.#hello(word);
        return;
      case 'took':
        this.#onTheWay -= word.count;
        if (this.#onTheWay < WINDOW) this.#goOn?.();
        return;
      case 'request':
        void this.#request(word);
        return;
      case 'cancel':
        this.#open.get(word.ref)?.abort();
        return;
      case 'connect':
        if (this.#account !== undefined) hurry(this.#account.client);
        return;
      case 'sign-out':
        if (this.#name !== undefined) void this.#shared.accounts.signOut(this.#name);
        return;
      case 'bye':
        this.end();
        return;
      case 'here': // that it spoke is all
      case undefined:
    }
  }

  async #hello(hello: Hello): Promise<void> {
    if (this.#keys !== undefined) return; // it was said already
    this.#keys = hello.keys;
    const { signal } = this.#life;
    try {
      this.#watch(hello.lock);
      this.#name = hello.account;
      const [account, leave] = await this.#shared.accounts.enter(hello.account, hello.login, () => {
        this.#say({ t: 'signed-out' });
        this.end();
      });
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      const lock = await this.#shared.lock;
      this.#account = account;
      this.#say({ t: 'ready', session: account.session, ...(lock !== undefined && { lock }) });
      const stop = this.#follow(account, hello);
      signal.addEventListener('abort', stop, { once: true });
    } catch (error) {
      const { condition, message: text } = asRequestError(error);
      this.#say({ t: 'refused', error: { condition, text } });
      this.end();
    }
  }

  #follow({ client, session }: OpenedAccount, { after = 0, session: from }: Hello): () => void {
    const isKnown = after > 0 && from === session;
    if (after > 0 && !isKnown) this.#say({ t: 'resync' });
    return followPackets(client, isKnown ? after : 0, {
      packet: (packet) => this.#give(packet),
      resync: () => this.#say({ t: 'resync' }),
      live: () => this.#say({ t: 'live' }),
    });
  }

  /** Resolves when there is room for another packet. */
  async #give({ session: _session, ...packet }: AnyPacket): Promise<void> {
    if (this.#keys?.some((pattern) => matchesPattern(pattern, packet.key)) !== true) return;
    this.#say({ t: 'packet', ...packet });
    this.#onTheWay += 1;
    if (this.#onTheWay < WINDOW || this.#life.signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
    });
    this.#goOn = undefined;
  }

  async #request({ ref, action, params }: TabRequest): Promise<void> {
    const abort = new AbortController();
    try {
      const client = this.#account?.client;
      if (client === undefined) throw new RequestError('connection-lost', 'say hello first');
      if (this.#open.size >= this.#shared.requests) {
        throw new RequestError('resource-constraint', 'too many requests are open');
      }
      this.#open.set(ref, abort);
      const content = await askClient(client, action, params, {
        signal: abort.signal,
        onProgress: (told) => this.#say({ t: 'progress', ref, content: told }),
      });
      this.#say({ t: 'outcome', ref, ok: true, content });
    } catch (error) {
      const { condition, message: text } = asRequestError(error);
      this.#say({ t: 'outcome', ref, ok: false, error: { condition, text } });
    } finally {
      if (this.#open.get(ref) === abort) this.#open.delete(ref);
    }
  }

  /** A tab that goes without a word must not be waited for. */
  #watch(lock: string | undefined): void {
    const { signal } = this.#life;
    if (lock !== undefined && hasLocks()) {
      whenGone(lock, () => this.end(), signal);
      return;
    }
    const timer = setInterval(() => {
      if (this.#unanswered >= 2) {
        this.#say({ t: 'bye' });
        this.end();
        return;
      }
      this.#unanswered += 1;
      this.#say({ t: 'there' });
    }, this.#shared.pingMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  }

  #say(word: WorkerWord): void {
    if (!this.#life.signal.aborted) this.#port.postMessage(word);
  }
}
