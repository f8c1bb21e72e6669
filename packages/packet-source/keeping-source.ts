/**
 * What every source has, whatever stands behind it: packets for widgets that come later, who listens, how it
 * is connected, and where to go on when that was lost.
 */
import { KeptPackets } from './kept-packets.js';
import { Listeners } from './listeners.js';
import type { PacketSource, SourceRequestOptions, SourceState } from './packet-source.js';
import type { WidgetPacket } from './packets.js';
import { checkPatterns } from './patterns.js';
import { report } from './report.js';

export interface KeepingOptions {
  /** Patterns of the keys that it has. */
  readonly keys: readonly string[];
  /** How many packets are kept. Default 2,000. */
  readonly keep?: number | undefined;
  /** Hears what subscribers threw. Default: the page's `error` event. */
  readonly onFault?: ((fault: unknown) => void) | undefined;
}

export abstract class KeepingSource implements PacketSource {
  readonly #keys: readonly string[];
  readonly #packets: KeptPackets;
  readonly #onFault: (fault: unknown) => void;
  readonly #stateListeners = new Listeners();
  readonly #resyncListeners = new Listeners();
  #state: SourceState = { state: 'closed' };
  /** The seq of the last packet: where to go on. */
  #seq = 0;

  constructor({ keys, keep = 2000, onFault = report }: KeepingOptions) {
    this.#keys = keys;
    this.#packets = new KeptPackets(keep);
    this.#onFault = onFault;
  }

  abstract request(
    action: string,
    params?: unknown,
    options?: SourceRequestOptions,
  ): Promise<unknown>;

  abstract connect(): void;

  get state(): SourceState {
    return this.#state;
  }

  subscribe: PacketSource['subscribe'] = (
    patterns: readonly string[],
    run: (packet: never) => void,
  ) => {
    checkPatterns(patterns, this.#keys);
    // The key decides the content, as in the schemas that packets were made with.
    return this.#packets.subscribe(patterns, run as (packet: WidgetPacket) => void);
  };

  onState(run: () => void): () => void {
    return this.#stateListeners.add(run);
  }

  onResync(run: () => void): () => void {
    return this.#resyncListeners.add(run);
  }

  /** The seq of the last packet that came. */
  protected get seq(): number {
    return this.#seq;
  }

  /** A packet came. One that was seen already is dropped. */
  protected take(packet: WidgetPacket): void {
    if (packet.seq <= this.#seq) return;
    this.#seq = packet.seq;
    try {
      this.#packets.add(packet);
    } catch (fault) {
      this.fault(fault); // and the packet does not come again
    }
  }

  /** A packet came that nobody wants: its place is known nevertheless. */
  protected skip({ seq }: Pick<WidgetPacket, 'seq'>): void {
    this.#seq = Math.max(this.#seq, seq);
  }

  /** Packets were lost: what is kept comes from its beginning. */
  protected resync(): void {
    this.#seq = 0;
    this.#packets.forget();
    this.#resyncListeners.call();
  }

  protected become(state: SourceState): void {
    this.#state = state;
    this.#stateListeners.call();
  }

  protected fault(fault: unknown): void {
    this.#onFault(fault);
  }
}
