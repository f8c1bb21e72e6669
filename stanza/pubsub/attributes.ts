import type { Element } from '../core/index.js';

/** An attribute that says something. */
export function attribute(el: Element, name: string): string | undefined {
  const value: unknown = el.attrs[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `value` where it is one of `known`. */
export const oneOf = <T extends string>(
  value: string | undefined,
  known: readonly T[],
): T | undefined => known.find((each) => each === value);
