/**
 * A number above 0 from a command line.
 *
 * @throws RangeError which says what was expected
 */
export function numberFrom(text: string | undefined, otherwise: number, what: string): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!(number > 0)) throw new RangeError(`expected ${what}, got ${text ?? ''}`);
  return number;
}
