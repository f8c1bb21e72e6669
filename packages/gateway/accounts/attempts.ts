/** One bucket of attempts: how many there were left, and when that was. */
interface Bucket {
  left: number;
  at: number;
}

/** Names that made attempts lately; the one that waited longest goes when there are more. */
const MOST = 10_000;

/**
 * Counts attempts by name: each has `most` at once, and one more every `everyMs`. So guessing passwords
 * takes long, whoever does it.
 */
export class Attempts {
  readonly #buckets = new Map<string, Bucket>();

  constructor(
    private readonly most: number,
    private readonly everyMs: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** @returns 0 when the attempt may be made, else in how many milliseconds the next one may */
  take(name: string): number {
    const now = this.now();
    const { left, at } = this.#buckets.get(name) ?? { left: this.most, at: now };
    const filled = Math.min(this.most, left + (now - at) / this.everyMs);
    if (filled < 1) return Math.ceil((1 - filled) * this.everyMs);
    this.#keep(name, { left: filled - 1, at: now });
    return 0;
  }

  /** It was no attempt to guess. */
  giveBack(name: string): void {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return;
    bucket.left = Math.min(this.most, bucket.left + 1);
    if (bucket.left === this.most) this.#buckets.delete(name);
  }

  /** How many names are remembered. */
  get size(): number {
    return this.#buckets.size;
  }

  #keep(name: string, bucket: Bucket): void {
    this.#buckets.delete(name); // so that the map is in the order of the last attempts
    this.#buckets.set(name, bucket);
    if (this.#buckets.size <= MOST) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}

/** An address as attempts are counted by it: of IPv6 the network, for one house has many. */
export function addressName(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  if (tail !== undefined) {
    const behind = tail.split(':').filter((group) => group !== '');
    while (groups.length + behind.length < 8) groups.push('0');
    groups.push(...behind);
  }
  return groups.slice(0, 4).join(':');
}
