/**
 * Which packets of a session are kept. They are counted in chunks, some eight to a bound, so that
 * letting go of old ones is one deletion now and then, and nothing has to be read for it.
 */
import type { AnyPacket, PacketBounds } from '@xec/xec';

/** Packets in a row that go together. */
export interface PacketChunk {
  /** The seq of its first packet, and of its last. */
  readonly first: number;
  readonly last: number;
  readonly count: number;
  /** Of the contents as JSON, in characters. */
  readonly size: number;
  /** When its first packet was made, and its last. */
  readonly from: number;
  readonly to: number;
}

export interface KeptPackets {
  /** The seq of the last packet, kept or not. */
  readonly lastSeq: number;
  readonly chunks: readonly PacketChunk[];
}

/** What is to be done about new packets. */
export interface Keeping extends KeptPackets {
  /** To be stored. */
  readonly packets: readonly AnyPacket[];
  /** All up to this seq go; `undefined` where none does. */
  readonly gone: number | undefined;
}

const CHUNKS_PER_BOUND = 8;

/** Adds packets. As much as a bound says stays at least, an eighth more at most. */
export function keep(
  { lastSeq, chunks: before }: KeptPackets,
  given: readonly AnyPacket[],
  bounds: PacketBounds,
): Keeping {
  const packets: AnyPacket[] = [];
  const chunks = [...before];
  for (const packet of given) {
    if (packet.seq <= lastSeq) continue; // given twice
    lastSeq = packet.seq;
    packets.push(packet);
    const { seq, at } = packet;
    const size = sizeOf(packet);
    const last = chunks.at(-1);
    if (last === undefined || isFull(last, at, bounds)) {
      chunks.push({ first: seq, last: seq, count: 1, size, from: at, to: at });
    } else {
      const grown = { last: seq, count: last.count + 1, size: last.size + size, to: at };
      chunks[chunks.length - 1] = { ...last, ...grown };
    }
  }
  const gone = chunks[howManyGo(chunks, bounds) - 1]?.last;
  if (gone === undefined) return { lastSeq, chunks, packets, gone };
  return {
    lastSeq,
    chunks: chunks.filter(({ first }) => first > gone),
    packets: packets.filter(({ seq }) => seq > gone),
    gone,
  };
}

/** The seq of the first packet that is there, or will be. */
export const firstKept = ({ chunks, lastSeq }: KeptPackets): number =>
  chunks[0]?.first ?? lastSeq + 1;

const isFull = ({ count, size, from }: PacketChunk, at: number, bounds: PacketBounds): boolean =>
  count >= bounds.count / CHUNKS_PER_BOUND ||
  size >= bounds.bytes / CHUNKS_PER_BOUND ||
  at - from >= bounds.ageMs / CHUNKS_PER_BOUND;

/** How many chunks at the head are not needed: without them a bound is still reached. */
function howManyGo(chunks: readonly PacketChunk[], { count, bytes, ageMs }: PacketBounds): number {
  const now = chunks.at(-1)?.to ?? 0;
  let countLeft = chunks.reduce((sum, chunk) => sum + chunk.count, 0);
  let sizeLeft = chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  const needed = chunks.findIndex((chunk) => {
    countLeft -= chunk.count;
    sizeLeft -= chunk.size;
    return countLeft < count && sizeLeft < bytes && chunk.to >= now - ageMs;
  });
  return needed === -1 ? chunks.length : needed;
}

/** Characters of the content as JSON; content that JSON leaves out has none. */
function sizeOf({ content }: AnyPacket): number {
  const text = JSON.stringify(content) as string | undefined; // the declaration leaves this out
  return text?.length ?? 0;
}
