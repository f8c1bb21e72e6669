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
/** A few marks have class L. */
const nonspacingMark = /^(?![\u0CBF\u0CC6\u{11A07}\u{11A08}\u{11C3F}])\p{Mn}$/u;
/** Modifier letters whose class is ON; every other letter outside the blocks has class L. */
const neutralLetter = /^[\u02B9\u02BA\u02C6-\u02CF\u02EC\u0374\u2E2F\uA67F\uA717-\uA71F\uA788]$/u;
const letter = /^[\p{L}\p{M}\p{Nd}\u0F0B\u3007]$/u;

/** `R` stands for R and AL; `N` for ES, CS, ET, ON and BN, which the rule treats alike. */
type BidiClass = 'L' | 'R' | 'AN' | 'EN' | 'NSM' | 'N';

function bidiClass(char: string): BidiClass {
  if (europeanNumber.test(char)) return 'EN';
  if (arabicNumber.test(char)) return 'AN';
  if (nonspacingMark.test(char)) return 'NSM';
  if (rightToLeftBlock.test(char)) return 'R';
  return letter.test(char) && !neutralLetter.test(char) ? 'L' : 'N';
}

/** Whether there is a code point of class R, AL or AN: then the rule applies. */
export const hasRightToLeft = (text: string): boolean =>
  Array.from(text, bidiClass).some((one) => one === 'R' || one === 'AN');

/** Whether `text` obeys the Bidi Rule. The numbers are those of its conditions. */
export function obeysBidiRule(text: string): boolean {
  const classes = Array.from(text, bidiClass);
  const has = (one: BidiClass): boolean => classes.includes(one);
  const last = classes.findLast((one) => one !== 'NSM');
  if (classes[0] === 'L') {
    return !has('R') && !has('AN') && (last === 'L' || last === 'EN'); // 5 and 6
  }
  if (classes[0] !== 'R' || has('L')) return false; // 1 and 2
  return last !== 'N' && !(has('EN') && has('AN')); // 3 and 4
}
