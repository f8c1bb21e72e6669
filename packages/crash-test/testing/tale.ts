/** Histories made by hand, for the tests of the checker. */
import type { HappenedEvent, HistoryLine, PacketNote } from '../history/index.js';

/** A history in the making: each line is a second after the one before it. */
export class Tale {
  readonly lines: HistoryLine[] = [];
  #unit = 0;

  add(event: HappenedEvent, by = 'p0.1'): this {
    this.lines.push({ ...event, at: (this.lines.length + 1) * 1_000_000, by });
    return this;
  }

  /** A stream that can be resumed. */
  online(what: 'enabled' | 'resumed' = 'enabled'): this {
    return this.add({ e: 'stream', session: 's0', what });
  }

  /** The request `n` is made and stored, and reaches the peer. */
  asks(n: number, id = `id-${n}`): this {
    this.add({ e: 'invoked', session: 's0', n, kind: 'ask', what: 'reply' });
    this.stores({ begun: [{ n, id, name: 'Crash/Ask', timeoutMs: 30_000, number: n }] });
    return this.arrives(n, id);
  }

  arrives(n: number, id = `id-${n}`): this {
    return this.add({ e: 'got', peer: 'peer', session: 's0', id, kind: 'iq', n });
  }

  /** A unit that the journal stores. */
  stores(parts: {
    begun?: Extract<HappenedEvent, { e: 'storing' }>['begun'];
    seqs?: readonly number[];
    fence?: number;
    by?: string;
    hasStream?: true;
  }): this {
    const { by = 'p0.1', ...unit } = { begun: [], seqs: [], fence: 1, ...parts };
    const number = (this.#unit += 1);
    this.add({ e: 'storing', session: 's0', taken: [], ...unit, unit: number }, by);
    return this.add({ e: 'stored', session: 's0', unit: number }, by);
  }

  /** The peer, or a forger, answers. */
  replies(n: number, token: string, isForged = false, id = `id-${n}`): this {
    const peer = isForged ? 'mallory' : 'peer';
    const reply = { peer, session: 's0', id, n, token, isForged, place: n };
    this.add({ e: 'replied', ...reply });
    return this.add({ e: 'confirmed', peer, place: n });
  }

  /** What the journal holds at the end; the named reader has seen it if `isSeen`. */
  ends(packets: readonly PacketNote[], pending: readonly number[] = [], isSeen = true): this {
    if (isSeen) for (const packet of packets) this.sees(packet);
    return this.add({
      e: 'final',
      session: 's0',
      pending: pending.map((n) => ({ id: `id-${n}`, n })),
      packets,
    });
  }

  sees(packet: PacketNote, reader = 'named:audit'): this {
    return this.add({ e: 'seen', session: 's0', reader, ...packet });
  }
}

/** The packet of an answer. */
export const handled = (seq: number, n: number, token: string): PacketNote => ({
  seq,
  key: 'crash_ask_handle',
  n,
  id: `id-${n}`,
  token,
});

/** The packet of a failure. */
export const failed = (seq: number, n: number, condition: string, delivered?: string) => ({
  seq,
  key: 'crash_ask_error',
  n,
  id: `id-${n}`,
  condition,
  ...(delivered !== undefined && { delivered }),
});
