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
 * doubles, so that clients of one server do not come back all at once ("full jitter"). Several short
 * waits in a row raise the bound quickly: it is never more than twice the time that the trouble has
 * lasted, so who was away for ten seconds is not away for a minute.
 *
 * @param troubleMs how long ago the connection was lost, in milliseconds
 */
export function backoffMs(
  { baseMs, capMs }: BackoffSettings,
  attempt: number,
  troubleMs: number,
  runtime: Runtime,
): number {
  const bound = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30), baseMs + 2 * troubleMs);
  const [a = 0, b = 0] = runtime.random(2);
  return Math.floor((bound * (a * 256 + b)) / 65_536);
}
