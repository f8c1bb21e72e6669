import type { HandlerScope } from './dispatch/scope.js';
import type { FaultPoint } from './fault-point.js';

/**
 * What the engine needs of the world around it: time, randomness, a later moment. Handed in, so that
 * tests hold all of it.
 */
export interface Runtime {
  /** Milliseconds since 1970, as the wall clock has it. */
  now(): number;
  /** Milliseconds since some moment; never goes back. */
  monotonic(): number;
  /** `count` random bytes, fit for secrets. */
  random(count: number): Uint8Array;
  /** Calls `run` after `ms` milliseconds; the returned function takes it back. */
  later(ms: number, run: () => void): () => void;
  /** Calls `run` at the end of this turn of the event loop, when input that is ready was read. */
  soon(run: () => void): void;
  /**
   * Calls `run` when what is being done now is done, sooner than {@link Runtime.soon}: where there is nothing to
   * gain from more input. Left out: `soon` it is.
   */
  readonly next?: (run: () => void) => void;
  /**
   * Follows handlers through what they await, where the platform can. Without it only the part of a
   * handler before its first `await` is known.
   */
  readonly scope?: HandlerScope;
  /** Hears that a session passes a {@link FaultPoint}. For tests: left out in production. */
  readonly point?: ((point: FaultPoint, session: string) => void) | undefined;
  /**
   * What the next stanza id, or the nonce of the next login by SCRAM, is to be; `undefined`: a random
   * one. For rehearsals of what is written down: left out in production.
   */
  readonly foretold?: ((what: 'id' | 'nonce') => string | undefined) | undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A new stanza id: nine characters that rise with time, then 102 random bits.
 *
 * Rising ids are cheap to index; the random part cannot be guessed.
 */
export function newId(runtime: Runtime): string {
  const foretold = runtime.foretold?.('id');
  if (foretold !== undefined) return foretold;
  const now = runtime.now();
  if (now !== clock.now) {
    clock.now = now;
    clock.text = now.toString(36).padStart(9, '0');
  }
  const codes: number[] = [];
  for (const byte of runtime.random(17)) codes.push(alphabet.charCodeAt(byte & 63));
  // One flat text: adding characters one by one leaves a text for each.
  return clock.text + String.fromCharCode(...codes);
}

/** The last time and its text: many ids are made in one millisecond. */
const clock = { now: -1, text: '' };
