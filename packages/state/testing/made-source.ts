/** A source that tests speak for. */
import {
  RequestError,
  type PacketSource,
  type SourceState,
  type WidgetPacket,
} from '@xec/packet-source';

interface Request {
  readonly action: string;
  readonly params: Record<string, unknown>;
  readonly resolve: (content?: unknown) => void;
  readonly reject: (error: Error) => void;
}

export class MadeSource implements PacketSource {
  state: SourceState = { state: 'open', isLive: true };
  /** What was requested, the first first. */
  readonly requests: Request[] = [];
  readonly #subscriptions = new Set<(packet: WidgetPacket) => void>();
  readonly #onState = new Set<() => void>();
  readonly #onResync = new Set<() => void>();
  #seq: number;

  /** @param after the place of the last packet that was told before */
  constructor(after = 0) {
    this.#seq = after;
  }

  subscribe: PacketSource['subscribe'] = (
    patterns: readonly string[],
    run: (packet: never) => void,
  ) => {
    // Tests tell contents that fit their keys.
    const deliver = run as (packet: WidgetPacket) => void;
    const subscription = (packet: WidgetPacket): void => {
      if (patterns.includes(packet.key)) deliver(packet);
    };
    this.#subscriptions.add(subscription);
    return () => this.#subscriptions.delete(subscription);
  };

  onState(run: () => void): () => void {
    this.#onState.add(run);
    return () => this.#onState.delete(run);
  }

  onResync(run: () => void): () => void {
    this.#onResync.add(run);
    return () => this.#onResync.delete(run);
  }

  request(action: string, params?: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      // All actions that are asked for here have an object.
      this.requests.push({ action, params: params as Record<string, unknown>, resolve, reject });
    });
  }

  connect(): void {
    this.become({ state: 'open', isLive: true });
  }

  /** A packet comes. @param at when it was made; default: a second after the one before */
  tell(key: string, content: unknown, at?: number): void {
    this.#seq += 1;
    const packet = { key, content, seq: this.#seq, at: at ?? this.#seq * 1000 };
    for (const run of [...this.#subscriptions]) run(packet);
  }

  become(state: SourceState): void {
    this.state = state;
    for (const run of [...this.#onState]) run();
  }

  resync(): void {
    for (const run of [...this.#onResync]) run();
  }

  /** Requests of an action. */
  asked(action: string): Request[] {
    return this.requests.filter((each) => each.action === action);
  }

  /** A new stream of Juliet's. */
  online(resumed = false): void {
    const jid = 'juliet@capulet.example/balcony';
    this.tell('session_state', { state: 'online', jid, ...(resumed && { resumed }) });
  }
}

/** The link to whatever takes requests went. */
export const lost = (): RequestError => new RequestError('connection-lost');
