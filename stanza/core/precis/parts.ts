/**
 * The two parts of an address beside its domain, prepared (RFC 7622 sections 3.3 and 3.4).
 */
import { opaqueString, usernameCaseMapped } from './profiles.js';
import { codePointName, Refusal } from './refusal.js';

/** Disallowed in localparts, over and above the profile (RFC 7622 section 3.3.1). */
const EXCLUDED = '"&\'/:<>@';

/** Prepares a localpart: UsernameCaseMapped without the eight excluded characters. */
export function prepareLocal(text: string): string | Refusal {
  const prepared = isPrintableAscii(text, 0x21) ? text.toLowerCase() : usernameCaseMapped(text);
  if (prepared instanceof Refusal) return prepared;
  // On the prepared text: a fullwidth commercial at, U+FF20, has become one by now.
  for (const char of EXCLUDED) {
    if (prepared.includes(char)) return new Refusal(`no ${codePointName(char)} in a localpart`);
  }
  return prepared;
}

/** Prepares a resource: OpaqueString. Case is kept. */
export const prepareResource = (text: string): string | Refusal =>
  isPrintableAscii(text, 0x20) ? text : opaqueString(text);

/** Whether all is ASCII from `lowest` to `~`: nearly every address, and nothing to look up then. */
function isPrintableAscii(text: string, lowest: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < lowest || code > 0x7e) return false;
  }
  return true;
}
