import type { PacketSource, SourceState } from '@xec/packet-source';
import { matchesPattern } from '@xec/xec';

/** A packet of any key, as tests write it. */
interface TestPacket {
  readonly key: string;
  readonly content: unknown;
  readonly seq: number;
  readonly at: number;
}

/** A source that says what a test wants it to, in a page. */
export class FakeSource implements PacketSource {
  readonly requests: { readonly action: string; readonly params: unknown }[] = [];
  state: SourceState = { state: 'open', isLive: true };
  /** How many attempts were asked for. */
  connects = 0;
  readonly #kept: TestPacket[] = [];
  readonly #subscriptions = new Set<(packet: TestPacket) => void>();
  readonly #stateListeners = new Set<() => void>();

  subscribe: PacketSource['subscribe'] = (
    patterns: readonly string[],
    run: (packet: never) => void,
  ) => {
    const take = (packet: TestPacket): void => {
      // The contents are those that a test gives.
      if (patterns.some((one) => matchesPattern(one, packet.key))) run(packet as never);
    };
    this.#kept.forEach(take);
    this.#subscriptions.add(take);
    return () => this.#subscriptions.delete(take);
  };

  emit(key: string, content: unknown): void {
    const packet = { key, content, seq: this.#kept.length + 1, at: Date.now() };
    this.#kept.push(packet);
    for (const take of this.#subscriptions) take(packet);
  }

  become(state: SourceState): void {
    this.state = state;
    for (const run of this.#stateListeners) run();
  }

  onState(run: () => void): () => void {
    this.#stateListeners.add(run);
    return () => this.#stateListeners.delete(run);
  }

  onResync(): () => void {
    return () => undefined;
  }

  /** Never answered: what there is to see comes as packets. */
  request(action: string, params?: unknown): Promise<unknown> {
    this.requests.push({ action, params });
    return new Promise(() => undefined);
  }

  connect(): void {
    this.connects += 1;
  }
}
