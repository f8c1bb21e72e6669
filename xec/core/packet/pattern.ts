/**
 * Patterns of packet keys: a key, or text with `*` for any text.
 */
import type { EngineErrorKey, PacketMap, ToldByEngine } from './packet.js';

type Template<P extends string> = P extends `${infer Head}*${infer Tail}`
  ? `${Head}${string}${Template<Tail>}`
  : P;

/** The known keys that `P` names. */
export type KeysMatching<P extends string> =
  | Extract<keyof PacketMap, Template<P>>
  // One key of the engine's, or a pattern that some of them fit.
  | (P extends EngineErrorKey
      ? P extends keyof PacketMap
        ? never
        : ToldByEngine<P>
      : ErrorsFitting<P>);

type ErrorsFitting<P extends string> = P extends `${string}_error*`
  ? Template<P> & EngineErrorKey
  : never;

/** Whether `key` is `pattern`, or matches it. */
export function matchesPattern(pattern: string, key: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return first === key;
  if (!key.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = key.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return key.length - last.length >= at && key.endsWith(last);
}

/** Whether at least one key matches. */
export function isKnownPattern(pattern: string, keys: ReadonlyMap<string, unknown>): boolean {
  if (!pattern.includes('*')) return keys.has(pattern);
  for (const key of keys.keys()) if (matchesPattern(pattern, key)) return true;
  return false;
}
