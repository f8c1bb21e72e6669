import { readJid } from '../core/index.js';
import type { Envelope, EnvelopeAffix } from './envelope.js';

/** What the stanza around an envelope says; what is not given cannot be compared. */
export interface EnvelopeSurroundings {
  /** Affixes without which an envelope does not count: the profile of the encryption has them. */
  readonly wants: readonly EnvelopeAffix[];
  /** Who sent the stanza. */
  readonly from?: string;
  /** Whom it was sent to; in a room the room. */
  readonly to?: string;
  /** When it was sent: by its delay, else now. */
  readonly sentAt?: Date;
  /** How far `time` may be from that, in milliseconds. Default one hour: clocks go wrong. */
  readonly marginMs?: number;
}

/** An affix that is not there, or says something else than the stanza. */
export interface EnvelopeFault {
  readonly affix: EnvelopeAffix;
  readonly is: 'missing' | 'different';
}

/**
 * What of an envelope does not fit its stanza; `undefined`: nothing. What has a fault is not shown as
 * that stanza: it was meant for another time, sender or recipient (section 4).
 *
 * Padding may be of any length: "longer paddings than expected MUST NOT be rejected".
 */
export function envelopeFault(
  envelope: Envelope,
  { wants, from, to, sentAt, marginMs = 3_600_000 }: EnvelopeSurroundings,
): EnvelopeFault | undefined {
  const missing = wants.find((affix) => envelope[affix] === undefined);
  if (missing !== undefined) return { affix: missing, is: 'missing' };
  if (areOthers(envelope.from, from)) return { affix: 'from', is: 'different' };
  if (areOthers(envelope.to, to)) return { affix: 'to', is: 'different' };
  const { time } = envelope;
  if (time === undefined || sentAt === undefined) return undefined;
  const distance = Math.abs(time.getTime() - sentAt.getTime());
  return distance > marginMs ? { affix: 'time', is: 'different' } : undefined;
}

/** "the bare JID": what stands behind it does not count. */
const areOthers = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && readJid(one)?.bare !== readJid(other)?.bare;
