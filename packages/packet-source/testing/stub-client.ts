import { MemoryJournal } from '@xec/journal-memory';
import { TestRuntime } from '@xec/testing/rooms';
import { PacketBus, Registry, allFeatures, unitOf, type AnyAction, type AnyPacket } from '@xec/xec';
import type { ClientLike } from '../client-like.js';

type Request = ClientLike['request'];

/** A client without a server: the test makes its packets, and answers its requests. */
export class StubClient implements ClientLike {
  readonly registry = new Registry(allFeatures);
  readonly packets = new PacketBus(
    () => this.registry.keys,
    (fault) => this.faults.push(fault),
  );
  readonly faults: unknown[] = [];
  readonly asked: { action: AnyAction; signal: AbortSignal | undefined }[] = [];
  readonly session = 'juliet';
  state = { state: 'online' };
  connects = 0;
  /** How requests end. */
  answer: () => Promise<unknown> = async () => ({ pong: true });
  readonly #journal: MemoryJournal;
  #fence = 0;
  #seq = 0;

  /** @param kept how many packets its journal keeps */
  constructor(kept = 1000) {
    this.#journal = new MemoryJournal({ packets: { count: kept } });
  }

  /** The session is opened: what is kept is read from now on. */
  async open(): Promise<this> {
    this.#fence = (await this.#journal.open(this.session)).fence;
    this.packets.attach({
      journal: this.#journal,
      session: this.session,
      lastSeq: () => this.#seq,
      runtime: new TestRuntime(),
      ahead: 100,
    });
    return this;
  }

  /** A packet is stored, and told. */
  emit(key: string, content: unknown = {}): void {
    this.#seq += 1;
    const packet: AnyPacket = { key, content, session: this.session, seq: this.#seq, at: 0 };
    this.#journal.commit([
      unitOf({ session: this.session, fence: this.#fence, packets: [packet] }),
    ]);
    this.packets.publish(packet);
  }

  request: Request = (action, { signal } = {}) => {
    this.asked.push({ action, signal });
    return this.answer();
  };

  async connect(): Promise<void> {
    this.connects += 1;
  }
}

/** Lets everything happen that waits for no clock. */
export const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
