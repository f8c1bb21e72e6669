/** A source and who listens to it; runs in tests and in pages. */
import type { HeardOutcome, HeardPacket, SourceProbe } from '@xec/testing';
import type { PacketSource, WidgetPacket } from '../index.js';

type Opened = PacketSource & { open(): void; close(): void };

interface Heard {
  packets: HeardPacket[];
  readonly undo: () => void;
}

export class Listening implements SourceProbe {
  readonly #source: Opened;
  readonly #heard: Heard[] = [];
  readonly #requests: { outcome: Promise<HeardOutcome>; abort: AbortController }[] = [];
  readonly #looks = new Set<() => void>();
  #resyncs = 0;

  constructor(source: Opened) {
    this.#source = source;
    source.onState(() => this.#look());
    source.onResync(() => {
      this.#resyncs += 1;
      for (const each of this.#heard) each.packets = [];
    });
  }

  async open(): Promise<void> {
    this.#source.open();
  }

  async close(): Promise<void> {
    this.#source.close();
  }

  isLive(): Promise<void> {
    return this.#until(() => {
      const { state } = this.#source;
      return state.state === 'open' && state.isLive;
    });
  }

  async subscribe(patterns: readonly string[]): Promise<number | string> {
    const heard: HeardPacket[] = [];
    const entry: Heard = { packets: heard, undo: () => stop() };
    const take = ({ key, content, seq }: WidgetPacket): void => {
      entry.packets.push({ key, content, seq });
      this.#look();
    };
    let stop: () => void;
    try {
      // Patterns of a test: a compiler does not know them.
      stop = this.#source.subscribe(patterns as never[], take);
    } catch (error) {
      return String(error);
    }
    return this.#heard.push(entry) - 1;
  }

  async unsubscribe(id: number): Promise<void> {
    this.#at(this.#heard, id).undo();
  }

  async heard(id: number, least: number): Promise<readonly HeardPacket[]> {
    const entry = this.#at(this.#heard, id);
    await this.#until(() => entry.packets.length >= least);
    return entry.packets;
  }

  async resyncs(): Promise<number> {
    return this.#resyncs;
  }

  async ask(action: string, params?: unknown): Promise<number> {
    const abort = new AbortController();
    const outcome = this.#source.request(action, params, { signal: abort.signal }).then(
      (content): HeardOutcome => ({ content }),
      (error: unknown): HeardOutcome => {
        const { name, condition } = error as { name: string; condition: string }; // or it shows
        return { error: name, condition };
      },
    );
    return this.#requests.push({ outcome, abort }) - 1;
  }

  async cancel(request: number): Promise<void> {
    this.#at(this.#requests, request).abort.abort();
  }

  outcome(request: number): Promise<HeardOutcome> {
    return this.#at(this.#requests, request).outcome;
  }

  #at<T>(all: readonly T[], index: number): T {
    const found = all[index];
    if (found === undefined) throw new Error(`there is no ${String(index)}`);
    return found;
  }

  async #until(isSo: () => boolean): Promise<void> {
    if (isSo()) return;
    await new Promise<void>((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.#looks.delete(look);
        resolve();
      };
      this.#looks.add(look);
    });
  }

  #look(): void {
    for (const look of [...this.#looks]) look();
  }
}
