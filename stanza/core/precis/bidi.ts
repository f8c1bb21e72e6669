/**
 * The Bidi Rule (RFC 5893 section 2), for text of the IdentifierClass.
 *
 * JavaScript does not know the Bidi_Class of a code point. What is left in the IdentifierClass needs
 * little of it: right-to-left letters stand in the blocks that Unicode keeps for them, which also
 * covers the ones it has yet to assign.
 */

const rightToLeftBlock =
  /^[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]$/u;
const arabicNumber = /^[\u0660-\u0669\u{10D30}-\u{10D39}]$/u;
const europeanNumber = /^[0-9\u06F0-\u06F9]$/u;
const nonspacingMark = /^\p{Mn}$/u;
/** Modifier letters whose class is ON; every other letter outside the blocks has class L. */
const neutralLetter = /^[\u02B9\u02BA\u02C6-\u02CF\u02EC\u0374\u2E2F\uA67F\uA717-\uA71F\uA788]$/u;
const letter = /^[\p{L}\p{Mc}\p{Nd}\u3007]$/u;

/** `R` stands for R and AL; `N` for ES, CS, ET, ON and BN, which the rule treats alike. */
type BidiClass = 'L' | 'R' | 'AN' | 'EN' | 'NSM' | 'N';

function bidiClass(char: string): BidiClass {
  if (europeanNumber.test(char)) return 'EN';
  if (arabicNumber.test(char)) return 'AN';
  if (nonspacingMark.test(char)) return 'NSM';
  if (rightToLeftBlock.test(char)) return 'R';
  return letter.test(char) && !neutralLetter.test(char) ? 'L' : 'N';
}

/**
 * Whether `text` obeys the Bidi Rule. Text without right-to-left code points always does (RFC 8265
 * section 3.3.2 step 4 asks for the rule only where there are some).
 */
export function obeysBidiRule(text: string): boolean {
  const classes = Array.from(text, bidiClass);
  if (!classes.includes('R') && !classes.includes('AN')) return true;
  // Condition 1, and 5: after a first L no right-to-left code point may come, yet one is there.
  if (classes[0] !== 'R') return false;
  if (classes.includes('L')) return false; // condition 2
  if (classes.includes('EN') && classes.includes('AN')) return false; // condition 4
  const last = classes.findLast((one) => one !== 'NSM');
  return last === 'R' || last === 'EN' || last === 'AN'; // condition 3
}
