/**
 * Places in texts (XEP-0426: counted in code points).
 */

/** A part of a text, in code points: from `start` to before `end`. Without both, all of it. */
export interface TextRange {
  readonly start?: number;
  readonly end?: number;
}

/** Both numbers, or none of them; `undefined` for anything else. */
export function readRange(
  start: string | undefined,
  end: string | undefined,
): TextRange | undefined {
  if (start === undefined && end === undefined) return {};
  if (!isCount(start) || !isCount(end) || Number(start) > Number(end)) return undefined;
  return { start: Number(start), end: Number(end) };
}

const isCount = (text: string | undefined): boolean => text !== undefined && /^\d{1,9}$/.test(text);
