/**
 * The two string classes of PRECIS (RFC 8264 sections 4, 8 and 9).
 *
 * The properties are those of the Unicode version that the engine has: a code point that is newer
 * than the engine counts as unassigned, thus as disallowed.
 */
import { contextHolds, textContextHolds } from './context.js';
import { codePointName, Refusal } from './refusal.js';

/**
 * - `valid`: allowed in both classes;
 * - `free`: allowed in the FreeformClass only;
 * - `context`: allowed where a contextual rule holds;
 * - `disallowed`: allowed in none.
 */
export type Derivation = 'valid' | 'free' | 'context' | 'disallowed';

/** Exceptions (section 9.6, from RFC 5892 section 2.6). */
const exceptionValid = /^[\u00DF\u03C2\u06FD\u06FE\u0F0B\u3007]$/u;
const exceptionDisallowed = /^[\u0640\u07FA\u302E\u302F\u3031-\u3035\u303B]$/u;
/** Exceptions that are CONTEXTO, and JoinControl (section 9.8). */
const contextual = /^[\u00B7\u0375\u05F3\u05F4\u30FB\u0660-\u0669\u06F0-\u06F9\u200C\u200D]$/u;
/** OldHangulJamo (section 9.9): Hangul_Syllable_Type L, V or T. */
const oldHangulJamo = /^[\u1100-\u11FF\uA960-\uA97C\uD7B0-\uD7C6\uD7CB-\uD7FB]$/u;
/** PrecisIgnorableProperties and Controls (sections 9.13 and 9.12). */
const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cc}]$/u;
/** LetterDigits (section 9.1). */
const letterDigit = /^[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]$/u;
/** OtherLetterDigits, Spaces, Symbols and Punctuation (sections 9.18, 9.14, 9.15 and 9.16). */
const other = /^[\p{Lt}\p{Nl}\p{No}\p{Me}\p{Zs}\p{S}\p{P}]$/u;

/** The derived property of the code point `char`, in the order of RFC 8264 section 8. */
export function derive(char: string): Derivation {
  if (exceptionValid.test(char)) return 'valid';
  if (contextual.test(char)) return 'context';
  if (exceptionDisallowed.test(char)) return 'disallowed';
  if (char >= '!' && char <= '~') return 'valid'; // ASCII7; `char` is one code point
  if (oldHangulJamo.test(char) || ignorable.test(char)) return 'disallowed';
  if (char.normalize('NFKC') !== char) return 'free'; // HasCompat (section 9.17): KELVIN SIGN, Ⅳ
  if (letterDigit.test(char)) return 'valid';
  return other.test(char) ? 'free' : 'disallowed';
}

/**
 * Holds every code point of `text` against a string class, contextual rules included.
 *
 * @returns why the text is refused; `undefined` when it is not.
 */
export function checkClass(
  text: string,
  stringClass: 'identifier' | 'freeform',
): Refusal | undefined {
  const chars = [...text];
  for (const [index, char] of chars.entries()) {
    const derivation = derive(char);
    if (derivation === 'valid' || (derivation === 'free' && stringClass === 'freeform')) continue;
    if (derivation === 'context' && contextHolds(chars, index)) continue;
    const where = derivation === 'context' ? 'here' : `in the ${stringClass} class`;
    return new Refusal(`no ${codePointName(char)} ${where}`);
  }
  return textContextHolds(text)
    ? undefined
    : new Refusal('what RFC 5892 A.7 to A.9 allow together');
}
