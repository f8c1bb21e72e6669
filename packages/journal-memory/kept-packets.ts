import type { AnyPacket, PacketBounds, PacketPage } from '@xec/xec';

/** The packets of one session that late readers still find. */
export class KeptPackets {
  /** The seq of the last packet, kept or not. */
  lastSeq = 0;
  readonly #bounds: PacketBounds;
  #kept: (AnyPacket | undefined)[] = [];
  /** What each of them takes. */
  #sizes: number[] = [];
  /** How many at the head of both are over the bounds: their places are cut in large steps. */
  #gone = 0;
  #size = 0;

  constructor(bounds: PacketBounds) {
    this.#bounds = bounds;
  }

  add(packets: readonly AnyPacket[]): void {
    for (const packet of packets) {
      if (packet.seq <= this.lastSeq) continue; // given twice
      const size = jsonSize(packet.content);
      this.#kept.push(packet);
      this.#sizes.push(size);
      this.#size += size;
      this.lastSeq = packet.seq;
    }
    this.#letGo(packets.at(-1)?.at ?? 0);
  }

  page(after: number, limit: number): PacketPage {
    const first = this.#kept[this.#gone]?.seq ?? this.lastSeq + 1;
    const from = this.#gone + Math.max(0, after + 1 - first);
    const packets = this.#kept.slice(from, from + Math.max(0, limit));
    // Only those that are gone have left an empty place.
    return { packets: packets as AnyPacket[], resync: after + 1 < first };
  }

  #letGo(now: number): void {
    const { count, bytes, ageMs } = this.#bounds;
    for (let head = this.#kept[this.#gone]; head !== undefined; head = this.#kept[this.#gone]) {
      const isOver =
        this.#kept.length - this.#gone > count || this.#size > bytes || head.at < now - ageMs;
      if (!isOver) break;
      this.#size -= this.#sizes[this.#gone] ?? 0;
      this.#kept[this.#gone] = undefined;
      this.#gone += 1;
    }
    if (this.#gone <= this.#kept.length / 2) return;
    this.#kept = this.#kept.slice(this.#gone);
    this.#sizes = this.#sizes.slice(this.#gone);
    this.#gone = 0;
  }
}

/** How many characters the JSON of `value` has, but for escapes: no text is made to know it. */
function jsonSize(value: unknown): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5; // a number, yes, no, nothing
  let size = 2;
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) size += jsonSize(item) + 1;
    return size;
  }
  // What is neither text nor list is a plain object: contents are JSON.
  for (const key in value)
    size += key.length + 4 + jsonSize((value as Record<string, unknown>)[key]);
  return size;
}
