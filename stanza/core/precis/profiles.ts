/**
 * The PRECIS profiles that addresses use (RFC 8265).
 */
import { hasRightToLeft, obeysBidiRule } from './bidi.js';
import { checkClass } from './classes.js';
import { Refusal } from './refusal.js';

const wideOrNarrow = /[\u3000\uFF01-\uFFEE]/gu;
const otherSpaces = /(?! )\p{Zs}/gu;

/**
 * The width mapping rule: fullwidth and halfwidth code points become their usual forms.
 *
 * NFKC goes further than the one decomposition the rule asks for at a few of them (halfwidth Hangul
 * letters, the fullwidth macron); those end in code points the IdentifierClass refuses either way.
 */
export const mapWidth = (text: string): string =>
  text.replace(wideOrNarrow, (char) => char.normalize('NFKC'));

/**
 * UsernameCaseMapped (RFC 8265 section 3.3), enforced.
 *
 * The class is checked after the width mapping and before the case mapping (section 3.3.1), so
 * U+212A KELVIN SIGN is refused and does not become `k`.
 */
export const usernameCaseMapped = (text: string): string | Refusal =>
  untilStable(text, (once) => {
    const narrow = mapWidth(once);
    const refusal = checkClass(narrow, 'identifier');
    if (refusal) return refusal;
    // toLowerCase() is Unicode's toLowercase(), of no language; with its rule for the final sigma.
    const mapped = narrow.toLowerCase().normalize('NFC');
    // "Apply the 'Bidi Rule' … to strings that contain right-to-left code points" (section 3.3.2).
    const isOneWay = !hasRightToLeft(mapped) || obeysBidiRule(mapped);
    return isOneWay ? mapped : new Refusal('one direction of writing (RFC 5893)');
  });

/** OpaqueString (RFC 8265 section 4.2), enforced: case and width are kept, spaces become U+0020. */
export const opaqueString = (text: string): string | Refusal =>
  untilStable(
    text,
    (once) => checkClass(once, 'freeform') ?? once.replace(otherSpaces, ' ').normalize('NFC'),
  );

/**
 * Applies a profile until its output no longer changes, "three (3) additional times" at most (RFC
 * 8264 section 7). So the output itself has passed the checks, and preparing it again keeps it.
 */
function untilStable(text: string, apply: (text: string) => string | Refusal): string | Refusal {
  if (text === '') return new Refusal('at least one character'); // RFC 8265 sections 3.3.1 and 4.2.1
  let before = text;
  for (let round = 0; round < 4; round += 1) {
    const after = apply(before);
    if (after === before || after instanceof Refusal) return after;
    before = after;
  }
  return new Refusal('text that its preparation leaves stable');
}
