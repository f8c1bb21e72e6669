import type { Journal } from '../journal/journal.js';
import type { Runtime } from '../runtime.js';
import { matchesPattern } from './pattern.js';
import type { AnyPacket } from './packet.js';

/** Where a session's packets are kept. */
export interface PacketStore {
  readonly journal: Pick<Journal, 'packets' | 'cursor' | 'moveCursor'>;
  readonly session: string;
  /** The seq of the last packet there was so far. */
  readonly lastSeq: () => number;
  readonly runtime: Runtime;
  /** How many packets are read at once, and may wait in memory. */
  readonly ahead: number;
}

/** What a reader missed that is gone: it must get its picture of the whole anew. */
export interface Resync {
  /** The seq up to which it had everything. */
  readonly after: number;
  /** The seq of the first packet that it gets now; absent where none is kept. */
  readonly next?: number;
}

/** What a reader reads, and what for. */
export interface ReaderOptions {
  readonly pattern: string;
  readonly run: (packet: never) => unknown;
  /** The name under which the journal keeps its place. */
  readonly name: string | undefined;
  /** The seq after which it begins, where the journal knows no place. */
  readonly since: number;
  readonly onResync: ((resync: Resync) => unknown) | undefined;
  /** Hears that nothing is left to read, each time it was attached. */
  readonly onLive?: (() => void) | undefined;
  readonly onFault: (fault: unknown, key: string) => void;
}

/** After so many packets the journal is told the place. */
const PAGE = 100;

/** How long to wait before a packet is given again to a reader that threw: twice as long each time. */
const RETRY_MS = { first: 1000, most: 60_000 };

/**
 * Reads packets from a place on: what was missed, then what comes, in order, one after the other. Its
 * place moves on when it has returned, so that it gets each packet at least once.
 */
export class PacketReader {
  readonly #options: ReaderOptions;
  #store: PacketStore | undefined = undefined;
  #place = 0;
  /** The place that the journal knows. */
  #kept = 0;
  /** The seq of the newest packet we heard of. */
  #newest = 0;
  /** Packets after the place that need not be read from the journal. */
  #live: AnyPacket[] = [];
  /** While it reads: resolves when it has stopped. */
  #reading: Promise<void> | undefined = undefined;
  #wake: (() => void) | undefined = undefined;
  #isStopped = false;

  constructor(options: ReaderOptions) {
    this.#options = options;
  }

  get name(): string | undefined {
    return this.#options.name;
  }

  /** Begins, or goes on, to read. */
  attach(store: PacketStore): void {
    if (this.#isStopped) return;
    this.#store = store;
    this.#reading = this.#start(store);
  }

  /** Reads no more until it is attached again; resolves when it does nothing any more. */
  async detach(): Promise<void> {
    this.#store = undefined;
    this.#live = [];
    this.#wake?.();
    await this.#reading;
  }

  stop(): void {
    this.#isStopped = true;
    void this.detach();
  }

  /** A packet was just stored. */
  offer(packet: AnyPacket): void {
    if (this.#store === undefined) return;
    this.#newest = packet.seq;
    if (this.#live.length < this.#store.ahead) this.#live.push(packet);
    this.#wake?.();
  }

  async #start(store: PacketStore): Promise<void> {
    const { name, since, onFault, pattern } = this.#options;
    for (let retryMs = RETRY_MS.first; this.#store === store; retryMs *= 2) {
      try {
        if (name !== undefined) {
          this.#place = (await store.journal.cursor(store.session, name)) ?? since;
          this.#kept = this.#place;
        } else if (this.#place < since) this.#place = since;
        await this.#comeBack(store);
        await this.#read(store);
        return;
      } catch (fault) {
        onFault(fault, pattern); // the journal does not answer; it will
        if (this.#store !== store) return;
        await this.#pause(store, Math.min(retryMs, RETRY_MS.most));
      }
    }
  }

  /** Whoever keeps its place elsewhere may be ahead of a journal that lost its last writes. */
  async #comeBack({ lastSeq }: PacketStore): Promise<void> {
    const last = lastSeq();
    if (this.#place <= last) return;
    await this.#options.onResync?.({ after: last });
    this.#place = last;
  }

  async #read(store: PacketStore): Promise<void> {
    let isFirst = true;
    let isLive = false;
    while (this.#store === store) {
      const live = this.#nextLive();
      if (live !== undefined) {
        await this.#give(store, live);
      } else if (isFirst || this.#newest > this.#place) {
        isFirst = false;
        await this.#readPage(store);
      } else {
        await this.#keepPlace(store);
        if (this.#nextIsThere(store)) continue;
        if (!isLive && this.#store === store) this.#options.onLive?.();
        isLive = true;
        await this.#rest();
      }
    }
    await this.#keepPlace(store); // whoever reads on begins here
  }

  /** The packet right after the place, where it is in memory. */
  #nextLive(): AnyPacket | undefined {
    for (;;) {
      const packet = this.#live[0];
      if (packet === undefined || packet.seq > this.#place + 1) return undefined;
      this.#live.shift();
      if (packet.seq === this.#place + 1) return packet;
    }
  }

  #nextIsThere(store: PacketStore): boolean {
    return this.#store === store && this.#newest > this.#place;
  }

  async #readPage({ journal, session, ahead }: PacketStore): Promise<void> {
    const store = this.#store;
    const { packets, resync } = await journal.packets(session, this.#place, ahead);
    if (store === undefined || this.#store !== store) return;
    if (resync) {
      const next = packets[0]?.seq;
      const after = this.#place;
      await this.#options.onResync?.({ after, ...(next !== undefined && { next }) });
      if (next === undefined) this.#place = Math.max(this.#place, this.#newest);
    }
    for (const packet of packets) {
      if (this.#store !== store) return;
      await this.#give(store, packet);
    }
    if (packets.length === ahead) this.#newest = Math.max(this.#newest, this.#place + 1);
    else if (packets.length === 0) this.#newest = Math.min(this.#newest, this.#place);
  }

  /** Gives a packet until it is taken; only then the place moves on. */
  async #give(store: PacketStore, packet: AnyPacket): Promise<void> {
    const { pattern, run, onFault } = this.#options;
    if (matchesPattern(pattern, packet.key)) {
      for (let retryMs = RETRY_MS.first; ; retryMs = Math.min(2 * retryMs, RETRY_MS.most)) {
        try {
          await run(packet as never); // the pattern decides the content
          break;
        } catch (fault) {
          onFault(fault, packet.key);
          await this.#pause(store, retryMs);
          if (this.#store !== store) return;
        }
      }
      store.runtime.point?.('after-publish', store.session);
    }
    this.#place = packet.seq;
    if (this.#place - this.#kept >= PAGE) await this.#keepPlace(store);
  }

  /** Tells the journal the place. */
  async #keepPlace({ journal, session }: PacketStore): Promise<void> {
    const { name } = this.#options;
    if (name === undefined || this.#kept === this.#place) return;
    const place = this.#place;
    await journal.moveCursor(session, name, place);
    this.#kept = place;
  }

  /** Until there is something to do. */
  async #rest(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }

  async #pause(store: PacketStore, ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = store.runtime.later(ms, resolve);
      this.#wake = () => {
        if (this.#store === store) return; // only a reader that is to stop is hurried
        stop();
        resolve();
      };
    });
    this.#wake = undefined;
  }
}
