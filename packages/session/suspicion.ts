import type { SessionLimits } from './options.js';
import { isSuspicious, type StreamEnd } from './stream-end.js';

/** A suspicious end of a stream, and when it was. */
export interface Suspicion {
  readonly cause: string;
  readonly at: number;
}

/** The suspicions of the last `suspicionMs`, with `end` if it is one. */
export function suspect(
  earlier: readonly Suspicion[],
  end: StreamEnd,
  now: number,
  { suspicionMs }: Pick<SessionLimits, 'suspicionMs'>,
): readonly Suspicion[] {
  if (!isSuspicious(end)) return earlier;
  const recent = earlier.filter(({ at }) => now - at < suspicionMs);
  return [...recent, { cause: causeOf(end), at: now }];
}

/** Whether streams ended in the way of `end` so often that the next one would too. */
export function isHopeless(
  suspicions: readonly Suspicion[],
  end: StreamEnd,
  { suspiciousEnds }: Pick<SessionLimits, 'suspiciousEnds'>,
): boolean {
  const cause = causeOf(end);
  return suspicions.filter((suspicion) => suspicion.cause === cause).length >= suspiciousEnds;
}

const causeOf = ({ kind, condition }: StreamEnd): string => `${kind} ${condition}`;
