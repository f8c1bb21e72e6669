/**
 * A {@link PacketSource} behind which a client in this very process stands.
 */
import { matchesPattern, type AnyPacket } from '@xec/xec';
import { askClient, hurry } from './ask-client.js';
import type { ClientLike } from './client-like.js';
import { followPackets } from './follow-packets.js';
import { KeepingSource } from './keeping-source.js';
import { RequestError, type SourceRequestOptions } from './packet-source.js';
import { holdLock } from './web-locks.js';

export interface ClientSourceOptions {
  /** The client, or what makes it when the source is opened. The source neither connects nor ends it. */
  readonly client: ClientLike | (() => ClientLike | Promise<ClientLike>);
  /** Patterns of the keys that are kept and may be subscribed to. Default: all there are. */
  readonly keys?: readonly string[];
  /** How many packets are kept for widgets that come later. Default 2,000. */
  readonly keep?: number;
  /**
   * The name of a Web Lock that the source holds while it is open. Of several tabs with one name only the
   * first one makes its client; the next one does when that tab is gone, and is `connecting` until then.
   */
  readonly lock?: string;
  /** Ends the client's session for good, and forgets what was kept of it: see {@link ClientSource.signOut}. */
  readonly signOut?: () => unknown;
  /** Hears what subscribers threw, and why no client could be made. Default: the page's `error` event. */
  readonly onFault?: (fault: unknown) => void;
}

export class ClientSource extends KeepingSource {
  readonly #options: ClientSourceOptions;
  readonly #keys: readonly string[];
  #client: ClientLike | undefined = undefined;
  /** Whose packets are kept. */
  #whose: ClientLike | undefined = undefined;
  /** Aborts when the source is closed. */
  #life: AbortController | undefined = undefined;

  constructor(options: ClientSourceOptions) {
    const { keys = ['*'] } = options;
    super({ ...options, keys });
    this.#options = options;
    this.#keys = keys;
  }

  /** Makes the client, where it is not there yet, and follows its packets until {@link close}. */
  open(): void {
    if (this.#life !== undefined) return;
    const life = new AbortController();
    this.#life = life;
    this.become({ state: 'connecting' });
    this.#begin(life.signal).catch((fault: unknown) => {
      if (life.signal.aborted) return;
      this.close();
      this.fault(fault);
    });
  }

  /** Follows no more, and lets go of the lock. The client stays as it is. */
  close(): void {
    this.#life?.abort();
    this.#life = undefined;
    this.#client = undefined;
    this.become({ state: 'closed' });
  }

  /** Ends the session for good, as the options say; the source is closed then. */
  async signOut(): Promise<void> {
    this.close();
    await this.#options.signOut?.();
  }

  override async request(
    action: string,
    params?: unknown,
    options?: SourceRequestOptions,
  ): Promise<unknown> {
    const client = this.#client;
    if (client === undefined) throw new RequestError('connection-lost', 'there is no client now');
    return askClient(client, action, params, options);
  }

  override connect(): void {
    if (this.#client !== undefined) hurry(this.#client);
  }

  async #begin(signal: AbortSignal): Promise<void> {
    const { client: given, lock } = this.#options;
    if (lock !== undefined) await holdLock(lock, signal);
    const client = typeof given === 'function' ? await given() : given;
    if (signal.aborted) return;
    this.#client = client;
    this.become({ state: 'open', isLive: false });
    if (this.#whose !== undefined && this.#whose !== client) this.resync();
    this.#whose = client;
    const stop = followPackets(client, this.seq, {
      packet: (packet) => this.#hear(packet),
      resync: () => this.resync(),
      live: () => this.become({ state: 'open', isLive: true }),
    });
    signal.addEventListener('abort', stop, { once: true });
  }

  #hear({ session: _session, ...packet }: AnyPacket): void {
    if (this.#keys.some((pattern) => matchesPattern(pattern, packet.key))) this.take(packet);
    else this.skip(packet);
  }
}
