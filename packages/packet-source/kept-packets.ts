import { matchesPattern } from '@xec/xec';
import type { WidgetPacket } from './packets.js';

interface Subscription {
  readonly patterns: readonly string[];
  readonly run: (packet: WidgetPacket) => void;
}

/** Packets that came, for widgets that come later, and who wants to have them. */
export class KeptPackets {
  #packets: WidgetPacket[] = [];
  readonly #subscriptions = new Set<Subscription>();

  /** @param most how many are kept; the oldest go first */
  constructor(private readonly most: number) {}

  /** @throws what a subscriber threw, once all the others have the packet too */
  add(packet: WidgetPacket): void {
    this.#packets.push(packet);
    // Cut in large steps, so that a packet costs no copy of the list.
    if (this.#packets.length > 2 * this.most) this.#packets = this.#packets.slice(-this.most);
    const faults: unknown[] = [];
    for (const { patterns, run } of [...this.#subscriptions]) {
      try {
        if (patterns.some((pattern) => matchesPattern(pattern, packet.key))) run(packet);
      } catch (fault) {
        faults.push(fault);
      }
    }
    if (faults.length > 1) throw new AggregateError(faults, `subscribers of ${packet.key} failed`);
    if (faults.length > 0) throw faults[0];
  }

  forget(): void {
    this.#packets = [];
  }

  /** What was kept comes at once, then what comes. */
  subscribe(patterns: readonly string[], run: (packet: WidgetPacket) => void): () => void {
    for (const packet of this.#packets) {
      if (patterns.some((pattern) => matchesPattern(pattern, packet.key))) run(packet);
    }
    const subscription = { patterns, run };
    this.#subscriptions.add(subscription);
    return () => {
      this.#subscriptions.delete(subscription);
    };
  }
}
