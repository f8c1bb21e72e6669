import type { HandlerScope } from './dispatch/scope.js';

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
   * Follows handlers through what they await, where the platform can. Without it only the part of a
   * handler before its first `await` is known.
   */
  readonly scope?: HandlerScope;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * A new stanza id: nine characters that rise with time, then 102 random bits.
 *
 * Rising ids are cheap to index; the random part cannot be guessed.
 */
export function newId(runtime: Runtime): string {
  const bytes = runtime.random(17);
  let id = runtime.now().toString(36).padStart(9, '0');
  for (const byte of bytes) id += alphabet.charAt(byte & 63);
  return id;
}
