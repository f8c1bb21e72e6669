import { contentSize, type AnyPacket, type PacketBounds, type PacketPage } from '@xec/xec';

/** So many places there are at first, and twice as many each time that they do not suffice. */
const FIRST_PLACES = 8;

/** Sessions that have kept nothing yet have one empty list. Nothing is added to it. */
const none: never[] = [];

/** Ages are looked at so often, in milliseconds, or more often where packets are kept for less than 100 times that. */
const AGE_STEP_MS = 1000;

/** The packets of one session that late readers still find: a ring, the oldest of which makes room. */
export class KeptPackets {
  /** The seq of the last packet, kept or not. */
  lastSeq = 0;
  readonly #bounds: PacketBounds;
  #ring: (AnyPacket | undefined)[] = none;
  /** What each of them takes. */
  #sizes: number[] = none;
  /** Where the oldest stands. */
  #first = 0;
  #count = 0;
  #size = 0;
  /** When the ages were looked at last, as the packets say the time. */
  #lookedAt = 0;

  constructor(bounds: PacketBounds) {
    this.#bounds = bounds;
  }

  add(packets: readonly AnyPacket[]): void {
    for (const packet of packets) {
      if (packet.seq <= this.lastSeq) continue; // given twice
      if (this.#count < this.#bounds.count) this.#append(packet, contentSize(packet));
      else this.#replaceOldest(packet, contentSize(packet));
      this.lastSeq = packet.seq;
    }
    this.#letGo(packets.at(-1)?.at ?? 0);
  }

  page(after: number, limit: number): PacketPage {
    const first = this.#oldest?.seq ?? this.lastSeq + 1;
    const from = Math.max(0, after + 1 - first);
    const to = Math.min(this.#count, from + Math.max(0, limit));
    const packets: AnyPacket[] = [];
    for (let nth = from; nth < to; nth += 1) {
      const packet = this.#ring[this.#placeOf(nth)];
      if (packet !== undefined) packets.push(packet);
    }
    return { packets, resync: after + 1 < first };
  }

  get #oldest(): AnyPacket | undefined {
    return this.#count === 0 ? undefined : this.#ring[this.#first];
  }

  #placeOf(nth: number): number {
    const place = this.#first + nth;
    return place < this.#ring.length ? place : place - this.#ring.length;
  }

  #append(packet: AnyPacket, size: number): void {
    if (this.#count === this.#ring.length) this.#grow();
    const place = this.#placeOf(this.#count);
    this.#ring[place] = packet;
    this.#sizes[place] = size;
    this.#count += 1;
    this.#size += size;
  }

  /** Of a full ring: the place of the oldest is that of the newest then. */
  #replaceOldest(packet: AnyPacket, size: number): void {
    if (this.#count === 0) return; // none is to be kept
    const place = this.#first;
    this.#size += size - (this.#sizes[place] ?? 0);
    this.#ring[place] = packet;
    this.#sizes[place] = size;
    this.#first = this.#placeOf(1);
  }

  #grow(): void {
    const places = Math.min(Math.max(FIRST_PLACES, 2 * this.#ring.length), this.#bounds.count);
    this.#ring = inOrder(this.#ring, this.#first, places);
    this.#sizes = inOrder(this.#sizes, this.#first, places);
    this.#first = 0;
  }

  #letGo(now: number): void {
    const { bytes, ageMs } = this.#bounds;
    // How old the oldest is, it is asked now and then: it has not been looked at for long, and memory is slow.
    if (this.#size <= bytes && now - this.#lookedAt < Math.min(ageMs / 100, AGE_STEP_MS)) return;
    this.#lookedAt = now;
    for (let oldest = this.#oldest; oldest !== undefined; oldest = this.#oldest) {
      if (this.#size <= bytes && oldest.at >= now - ageMs) return;
      this.#letOldestGo();
    }
  }

  #letOldestGo(): void {
    if (this.#count === 0) return;
    this.#size -= this.#sizes[this.#first] ?? 0;
    this.#ring[this.#first] = undefined;
    this.#first = this.#placeOf(1);
    this.#count -= 1;
  }
}

/** A ring from its first place on, with room behind it. */
function inOrder<T>(ring: readonly T[], first: number, places: number): T[] {
  const list = [...ring.slice(first), ...ring.slice(0, first)];
  list.length = places;
  return list;
}
