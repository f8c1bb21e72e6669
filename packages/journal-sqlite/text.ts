/**
 * Texts as one field of a line: fields end at a tab, lines at a line feed.
 *
 * Most texts stand as they are. Those that would break a line, or that UTF-8 cannot hold, stand as
 * JSON, and so do the empty one and those that begin as JSON would.
 */
const SPECIAL = /^$|^"|[\0\t\n\uD800-\uDFFF]/;

export function packText(text: string): string {
  if (text === plain) return text;
  if (SPECIAL.test(text)) return JSON.stringify(text);
  plain = text;
  return text;
}

/** What was seen to be plain last: the id of a request is that of its stanza. */
let plain = ' ';

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

/** Texts or numbers as JSON, where many that are equal come one after the other. */
export class LastJson {
  #value: string | number = NaN;
  #json = 'null';

  of(value: string | number): string {
    if (value !== this.#value) {
      this.#json = JSON.stringify(value);
      this.#value = value;
    }
    return this.#json;
  }
}
