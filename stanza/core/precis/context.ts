/**
 * Contextual rules (RFC 5892 appendix A).
 *
 * JavaScript knows neither the combining class nor the joining type of a code point, so the few
 * that matter are listed here: Unicode 14, with the viramas up to Unicode 16. They are in every page, so
 * they are packed: how far each range begins behind the end of the one before it, and behind `-` how far it
 * reaches, in base 36. `context.test.ts` has them as they are usually written.
 */

/** Canonical_Combining_Class=Virama. */
const VIRAMA =
  '1u5 3k 3k 3k 3k 3k 3k 3k 32 1 h 3h 34 3k 5m 51 1 1cq 1 v 4e i6 6c 2u 1 1z 1 3gs o7b 12 48 ' +
  '3z 31 8m 6v imq 16v 16 f 1m 3e 1 3w 39 51 2r 3l-2 36 3k 71 3k 3b 39 7i 78 1 4i 2c j 2a bq ' +
  '79 1 2a bu 1 d0t';

/** Joining_Type=L: joins to what follows. */
const LEFT = 'x9u jff a fd jv';

/** Joining_Type=D: joins to both sides. */
const DUAL =
  '17k 6 2 2-4 5-c 2-6 2-1 10-1 9-f j-11 2-1 a 2 2-1 15-2 3 j-2 6-3 2-8 2 2 2-1 w-a 4-e 3-3 ' +
  '2 3-2 3-5 23-w 2f-4 3 2-9 2 b 2-3 3 u 3-4 j-9 6-1 3-5 2-e 30f p-2g f-x 2 sd2-1d jf3-4 f-3 ' +
  '2-4 2-2 b-3 42 2 4-2 2-1 2 3 t-1 9f-w 2 el-2 2-g d-2 t-3 3-b 1b 2-1 5 3-1 2-1 2 3 6 ' +
  '16wm-1v';

/** Joining_Type=R: joins to what stands before. */
const RIGHT =
  '17m-3 2 2 6-3 m 15-2 2-2 h-h 13 3-8 2 2 3-1 2 p-1 x 5-4 5 a 2 2 3 u c-2 g-1 5 2-1 4-1 5j ' +
  '6-1 2 b 2-2 f 2-1 6-i c s-2 2 3-1 7 1ez0 2 2-1 4-4 b 4 3 b 42 2-2 4 3 2-1 2 o-3 ae ep x ' +
  'w-1 1r-2 3-1 3 5-1 6';

/** One code point of these tables. */
function oneOf(...tables: readonly string[]): RegExp {
  let points = '';
  for (const table of tables) {
    let at = 0;
    for (const range of table.split(' ')) {
      const [gap = '', reach = '0'] = range.split('-');
      const from = at + parseInt(gap, 36);
      at = from + parseInt(reach, 36);
      points += `\\u{${from.toString(16)}}-\\u{${at.toString(16)}}`;
    }
  }
  return new RegExp(`^[${points}]$`, 'u');
}

const virama = oneOf(VIRAMA);
const joinsForward = oneOf(LEFT, DUAL);
const joinsBackward = oneOf(RIGHT, DUAL);
/** Joining_Type=T: marks and format characters, but for the two joiners themselves. */
const transparent = /^(?![\u200C\u200D])[\p{Mn}\p{Me}\p{Cf}]$/u;

const greek = /^\p{Script=Greek}$/u;
const hebrew = /^\p{Script=Hebrew}$/u;
const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const arabicIndicDigit = /[\u0660-\u0669]/u;
const extendedArabicIndicDigit = /[\u06F0-\u06F9]/u;

/**
 * The rules that look at the whole text, once for all of it: were they asked at each code point, a
 * text of such code points would cost the square of its length.
 */
export const textContextHolds = (text: string): boolean =>
  // A.7: Katakana middle dot
  (!text.includes('\u30FB') || japanese.test(text)) &&
  // A.8 and A.9: the two rows of Arabic digits do not mix.
  !(arabicIndicDigit.test(text) && extendedArabicIndicDigit.test(text));

/**
 * Whether the code point at `index`, a CONTEXTJ or CONTEXTO one, may stand beside its neighbours. One
 * whose rule is about the whole text may: {@link textContextHolds} judges that.
 */
export function contextHolds(chars: readonly string[], index: number): boolean {
  const before = chars[index - 1] ?? '';
  const after = chars[index + 1] ?? '';
  switch (chars[index] ?? '') {
    case '\u200C': // A.1: zero width non-joiner
      return virama.test(before) || standsBetweenJoining(chars, index);
    case '\u200D': // A.2: zero width joiner
      return virama.test(before);
    case '\u00B7': // A.3: middle dot, as in Catalan
      return before === 'l' && after === 'l';
    case '\u0375': // A.4: Greek lower numeral sign
      return greek.test(after);
    case '\u05F3': // A.5: Hebrew geresh
    case '\u05F4': // A.6: Hebrew gershayim
      return hebrew.test(before);
  }
  return true;
}

/** `(Joining_Type:{L,D})(Joining_Type:T)*` before, `(Joining_Type:T)*(Joining_Type:{R,D})` after. */
function standsBetweenJoining(chars: readonly string[], index: number): boolean {
  let before = index - 1;
  while (transparent.test(chars[before] ?? '')) before -= 1;
  let after = index + 1;
  while (transparent.test(chars[after] ?? '')) after += 1;
  return joinsForward.test(chars[before] ?? '') && joinsBackward.test(chars[after] ?? '');
}
