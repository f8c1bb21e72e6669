/**
 * Texts as one field of a line: fields end at a tab, lines at a line feed.
 *
 * Most texts stand as they are. Those that would break a line, or that UTF-8 cannot hold, stand as
 * JSON, and so do the empty one and those that begin as JSON would.
 */
const SPECIAL = /^$|^"|[\0\t\n\uD800-\uDFFF]/;

export const packText = (text: string): string =>
  SPECIAL.test(text) ? JSON.stringify(text) : text;

/** @throws SyntaxError where the field was damaged */
export const unpackText = (field: string): string =>
  field.startsWith('"') ? (JSON.parse(field) as string) : field; // it begins as a JSON text does

/** The field up to the next tab, or all that is left, and what comes after it. */
export function cut(line: string): [field: string, rest: string] {
  const tab = line.indexOf('\t');
  return tab === -1 ? [line, ''] : [line.slice(0, tab), line.slice(tab + 1)];
}

/** @throws SyntaxError where the field was damaged */
export function readNumber(field: string): number {
  const number = Number(field);
  if (field !== '' && Number.isFinite(number)) return number;
  throw new SyntaxError(`expected a number, got "${field}"`);
}
