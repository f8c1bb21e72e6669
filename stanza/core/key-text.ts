/**
 * The text as engines keep the names of properties: in one piece, memory of its own, and one for all that
 * are equal. A look-up by such a text compares no characters, and it keeps no frame alive that it was cut from.
 *
 * For texts that come again: making one costs as much as hundreds of look-ups.
 */
export function asKey(text: string): string {
  // Without a prototype it is a table: no hidden class is made for each name.
  const one = Object.create(null) as Record<string, number>;
  one[text] = 0;
  return Object.keys(one)[0] ?? text;
}
