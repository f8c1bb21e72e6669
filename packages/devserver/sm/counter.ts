/**
 * Numbers of stanzas. Inside they go on for ever; on the wire they begin again at 2^32 (XEP-0198
 * section 4: "reset from 2^32-1 back to zero").
 */
const MODULUS = 2 ** 32;

export const onWire = (count: number): number => count % MODULUS;

/** An `h` as it came; `undefined` where it is no unsigned 32-bit number. */
export function readCount(text: unknown): number | undefined {
  if (typeof text !== 'string' || !/^\d{1,10}$/.test(text)) return undefined;
  const count = Number(text);
  return count < MODULUS ? count : undefined;
}

/**
 * How many stanzas more than `acknowledged` an `h` reports; negative for an older one.
 *
 * @returns `undefined` where no stanza with that number was sent.
 */
export function progress(h: number, acknowledged: number, sent: number): number | undefined {
  const ahead = (h - onWire(acknowledged) + MODULUS) % MODULUS;
  if (ahead <= sent - acknowledged) return ahead;
  const behind = MODULUS - ahead;
  return behind <= Math.min(acknowledged, MODULUS / 2) ? -behind : undefined;
}
