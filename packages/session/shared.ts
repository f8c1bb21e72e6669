import type { EngineShared, Journal } from '@xec/xec';
import type { Turnstile } from './turnstile.js';

/** What sessions of one process share, and where they are stored. */
export interface SessionShared extends EngineShared {
  readonly journal: Journal;
  /** Through which they come back. */
  readonly turnstile: Turnstile;
}
