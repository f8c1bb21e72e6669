import type { Runtime } from '@xec/xec';

/** When a session tries again. */
export interface BackoffSettings {
  /** The first upper bound, in milliseconds. Default 1,000. */
  readonly baseMs: number;
  /** No wait is longer, in milliseconds. Default 60,000. */
  readonly capMs: number;
}

export const defaultBackoff: BackoffSettings = { baseMs: 1000, capMs: 60_000 };

/**
 * How long to wait before attempt number `attempt` (from 0): a random time below a bound that
 * doubles, so that clients of one server do not come back all at once ("full jitter").
 */
export function backoffMs(settings: BackoffSettings, attempt: number, runtime: Runtime): number {
  const bound = Math.min(settings.capMs, settings.baseMs * 2 ** Math.min(attempt, 30));
  const [a = 0, b = 0] = runtime.random(2);
  return Math.floor((bound * (a * 256 + b)) / 65_536);
}
