import { matchesPattern } from '@xec/xec';

/**
 * Checks that a source has what is subscribed to.
 *
 * @param keys the patterns that it was made for
 * @throws TypeError for a pattern that none of them covers
 */
export function checkPatterns(patterns: readonly string[], keys: readonly string[]): void {
  for (const pattern of patterns) {
    if (!keys.some((key) => key === pattern || matchesPattern(key, pattern))) {
      throw new TypeError(`this source was not made for "${pattern}"`);
    }
  }
}
