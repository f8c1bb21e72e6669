import { matchesPattern } from '@xec/xec';

const handled = new Set<string>();

/** Says that a widget shows the packets of these keys itself: no notification is made of them. */
export function handles(patterns: readonly string[]): void {
  for (const pattern of patterns) handled.add(pattern);
}

/** Whether some widget shows the packets of `key` itself. */
export const isHandled = (key: string): boolean =>
  [...handled].some((pattern) => matchesPattern(pattern, key));
