/**
 * What one subscription of a tab gets of its session's packets: what it missed, then what comes, each
 * once and in order.
 *
 * The journal is the queue: a packet waits in memory only between the socket and its peer. A tab
 * for which too much waits is left alone until it has taken that; then it gets one `resync`, and
 * after it what is kept, from its beginning.
 */
import type { AnyPacket, Journal } from '@xec/xec';
import { packetMessage, type GatewayMessage } from './wire.js';

/** Where a feed's messages go. */
export interface FeedSink {
  /** Bytes that wait in the socket. */
  readonly queuedBytes: number;
  /** `done` is called when the bytes have left, or never will. */
  send(message: GatewayMessage, done: () => void): void;
  /** The journal cannot be read. */
  fail(error: unknown): void;
}

/** What a feed reads. */
export interface FeedSource {
  /** The tab's own name for it. */
  readonly ref: string;
  readonly journal: Journal;
  readonly session: string;
  /** The keys the tab subscribed to. */
  readonly keys: ReadonlySet<string>;
}

export interface FeedLimits {
  readonly queuedPackets: number;
  readonly queuedBytes: number;
}

/** How many packets are read from the journal at once. */
const PAGE = 100;

export class Feed {
  readonly #source: FeedSource;
  readonly #sink: FeedSink;
  readonly #limits: FeedLimits;
  /** The seq up to which the tab has everything. */
  #place = 0;
  /** The seq of the newest packet we heard of. */
  #newest = 0;
  /** Messages whose bytes have not left. */
  #queued = 0;
  #state: 'replaying' | 'live' | 'overrun' | 'ended' = 'replaying';
  /** Goes on with a replay that waits for the socket. */
  #goOn: (() => void) | undefined = undefined;

  constructor(source: FeedSource, sink: FeedSink, limits: FeedLimits) {
    this.#source = source;
    this.#sink = sink;
    this.#limits = limits;
  }

  /**
   * Sends what is kept after `since`, then goes live. A place that the journal does not know, or of
   * which it has lost what follows, gets `resync` first. `undefined`: the tab has nothing yet.
   */
  async start(since: number | undefined): Promise<void> {
    try {
      if (since === undefined) {
        await this.#replay(0);
        return;
      }
      const { journal, session } = this.#source;
      const { packets } = await journal.packets(session, since - 1, 1);
      const [next] = packets;
      if (next !== undefined && next.seq <= since + 1) await this.#replay(since);
      else await this.#startAfresh();
    } catch (error) {
      this.#sink.fail(error);
    }
  }

  /** A packet of the session was just stored. */
  offer(packet: AnyPacket): void {
    this.#newest = packet.seq;
    if (this.#state !== 'live' || packet.seq <= this.#place) return;
    this.#place = packet.seq;
    if (!this.#source.keys.has(packet.key)) return;
    if (this.#isFull) this.#state = 'overrun';
    else this.#send(packetMessage(this.#source.ref, packet));
  }

  end(): void {
    this.#state = 'ended';
    this.#goOn?.();
  }

  get #isFull(): boolean {
    const { queuedPackets, queuedBytes } = this.#limits;
    // Where nothing of ours waits, what does is on its way anyhow, and bounded elsewhere.
    if (this.#queued === 0) return false;
    return this.#queued >= queuedPackets || this.#sink.queuedBytes >= queuedBytes;
  }

  async #startAfresh(): Promise<void> {
    this.#send({ t: 'resync', ref: this.#source.ref });
    await this.#replay(0);
  }

  async #replay(after: number): Promise<void> {
    const { journal, session, ref } = this.#source;
    this.#state = 'replaying';
    this.#place = after;
    while (this.#isReplaying) {
      const { packets, resync } = await journal.packets(session, this.#place, PAGE);
      // The journal forgot faster than the tab could read.
      if (resync && this.#place > 0) this.#send({ t: 'resync', ref });
      await this.#sendPage(packets);
      if (packets.length > 0) await this.#room();
      else if (this.#newest <= this.#place) this.#goLive();
    }
  }

  /** Sends what is wanted of a page, no faster than the peer takes it. */
  async #sendPage(packets: readonly AnyPacket[]): Promise<void> {
    const { keys, ref } = this.#source;
    for (const packet of packets) {
      if (keys.has(packet.key)) {
        if (this.#isFull) await this.#room();
        this.#send(packetMessage(ref, packet));
      }
      this.#place = packet.seq;
    }
  }

  get #isReplaying(): boolean {
    return this.#state === 'replaying';
  }

  #goLive(): void {
    if (!this.#isReplaying) return;
    this.#state = 'live';
    this.#send({ t: 'live', ref: this.#source.ref, seq: this.#place });
  }

  #send(message: GatewayMessage): void {
    if (this.#state === 'ended') return;
    this.#queued += 1;
    this.#sink.send(message, () => {
      this.#queued -= 1;
      if (this.#queued === 0) this.#drained();
    });
  }

  #drained(): void {
    this.#goOn?.();
    if (this.#state !== 'overrun') return;
    this.#startAfresh().catch((error: unknown) => {
      this.#sink.fail(error);
    });
  }

  /** Resolves when everything sent so far has left. */
  async #room(): Promise<void> {
    if (this.#queued === 0 || this.#state === 'ended') return;
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
    });
    this.#goOn = undefined;
  }
}
