/**
 * The challenge for machines of XEP-0158 section 6.2: a text that begins with the JID that was asked,
 * and whose SHA-256 hash ends with the digits that the server names.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { captchaChallenges, type DataForm, type FormValue } from '@xec/stanza';
import { RegistrationError } from './errors.js';

const FIELD = 'SHA-256';
/** As in the examples of the XEP: a million hashes on average, which take up to ten seconds. */
const MAX_DIGITS = 5;
/** So many are made before the process may do something else. */
const BATCH = 4096;
/** So much bad luck has one in three million. */
const MAX_HASHES = 15 * 16 ** MAX_DIGITS;

/**
 * The answer to a form's challenge for machines, where it has one that nobody has answered.
 *
 * @param pause lets the process do something else; throws where the answer is wanted no more
 * @throws RegistrationError with `work-wanted` for one that takes too long
 */
export async function hashcashFor(
  form: DataForm | undefined,
  jid: string,
  values: Readonly<Record<string, FormValue>>,
  pause: () => Promise<void>,
): Promise<Readonly<Record<string, FormValue>>> {
  const challenges = form === undefined ? [] : captchaChallenges(form);
  const challenge = challenges.find(({ name }) => name === FIELD);
  // Who answered another one has chosen, where this one need not be answered.
  const isAnswered = challenges.some(({ name }) => Object.hasOwn(values, name));
  const isOver = isAnswered && challenge?.required !== true;
  if (challenge === undefined || Object.hasOwn(values, FIELD) || isOver) return {};
  const digits = challenge.question?.trim().toLowerCase() ?? '';
  if (!/^[\da-f]+$/u.test(digits) || digits.length > MAX_DIGITS) {
    if (challenges.length > 1 && !challenge.required) return {};
    throw new RegistrationError('work-wanted');
  }
  return { [FIELD]: await solve(jid, digits, pause) };
}

async function solve(jid: string, digits: string, pause: () => Promise<void>): Promise<string> {
  for (let count = 0; count < MAX_HASHES; count += 1) {
    if (count % BATCH === 0) await pause();
    const text = jid + count.toString(16).padStart(16, '0');
    if (endsWith(sha256(utf8ToBytes(text)), digits)) return text;
  }
  throw new RegistrationError('work-wanted');
}

/** Most hashes differ in their last byte already: they are not written down. */
function endsWith(hash: Uint8Array, digits: string): boolean {
  const last = hash.at(-1) ?? 0;
  const wanted = parseInt(digits.slice(-2), 16);
  const mask = digits.length > 1 ? 0xff : 0x0f;
  return (last & mask) === wanted && bytesToHex(hash).endsWith(digits);
}
