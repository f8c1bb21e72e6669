/**
 * Why a host refused a registration. Servers say the same thing in several ways; this is the one place
 * that knows them.
 */
import {
  NS_STANZA_ERRORS,
  childElements,
  type Element,
  type StanzaErrorInfo,
} from '../core/index.js';

/**
 * What a refusal means.
 *
 * - `closed`: strangers make no accounts here, form or not
 * - `invitation-wanted`: only those with an invitation do
 * - `invitation-refused`: the invitation is not known, or over
 * - `conflict`: the name is taken
 * - `throttled`: too many, too soon; later it may go well
 * - `bad-name`: the name cannot be one
 * - `weak-password`: the password is too easy to guess
 * - `bad-password`: the password has something in it that the server cannot take
 * - `wrong-captcha`: the answer to the question for humans is wrong
 * - `work-wanted`: the client is to compute for longer than it does for an account
 * - `not-acceptable`: something else that was said, or left out
 * - `form-wanted`: the server asks for more, in a form
 * - `not-allowed`: accounts are not changed that way here
 * - `unsafe`: the server does not talk about passwords on such a connection
 * - `failed`: anything else
 */
export type RegistrationProblem =
  | 'closed'
  | 'invitation-wanted'
  | 'invitation-refused'
  | 'conflict'
  | 'throttled'
  | 'bad-name'
  | 'weak-password'
  | 'bad-password'
  | 'wrong-captcha'
  | 'work-wanted'
  | 'not-acceptable'
  | 'form-wanted'
  | 'not-allowed'
  | 'unsafe'
  | 'failed';

/** Sentences for people. */
export const registrationProblems: Readonly<Record<RegistrationProblem, string>> = {
  closed: 'This server does not let people make accounts themselves.',
  'invitation-wanted': 'This server makes accounts for people with an invitation only.',
  'invitation-refused': 'The invitation is not valid, or not valid any more.',
  conflict: 'This name is taken already. Choose another one.',
  throttled: 'Too many accounts were made from here in a short time. Try again later.',
  'bad-name': 'This name cannot be used. Choose another one.',
  'weak-password': 'This password is too easy to guess. Choose a longer one.',
  'bad-password': 'This password cannot be used. Choose another one.',
  'wrong-captcha': 'The answer to the CAPTCHA is wrong. A new one is needed.',
  'work-wanted': 'The server wants more work (SHA-256) done for an account than is done here.',
  'not-acceptable': 'The server did not accept what was filled in.',
  'form-wanted': 'The server wants to know more first.',
  'not-allowed': 'This server does not let people change their accounts this way.',
  unsafe: 'The server does not accept passwords over a connection that is not encrypted.',
  failed: 'The server could not do it.',
};

/**
 * What a refusal says, in all the languages that it says it in: ejabberd puts its English text behind
 * that of the language of the stream, and the functions below know English alone. No text is `''`.
 */
export function refusalText(stanza: Element): string {
  const error = stanza.getChild('error', stanza.getNS());
  return (error === undefined ? [] : childElements(error))
    .filter((el) => el.is('text', NS_STANZA_ERRORS))
    .map((el) => el.getText())
    .join('\n');
}

/**
 * What the refusal of a registration means.
 *
 * - Prosody 0.12: `not-acceptable` for "invitation only", for an unusable name and for missing fields,
 *   which only its English text tells apart; `wait` with `policy-violation` when throttled; with
 *   mod_password_policy `not-acceptable` for a weak password
 * - ejabberd 23.01: `forbidden` when closed, `jid-malformed` for an unusable name, `not-acceptable` for
 *   a weak password and for one that is empty or has control characters, `not-allowed` for a wrong
 *   CAPTCHA, `wait` with `resource-constraint` when throttled
 * - XEP-0077 section 3.1: `service-unavailable` when there is no registration at all
 *
 * @param info as `readStanzaError` reads it, with all of {@link refusalText} where the stanza is at hand
 * @param wantsInvitation whether the server said that it takes invitations, and got none
 */
export function registrationProblem(
  { condition, type, text = '' }: StanzaErrorInfo,
  wantsInvitation = false,
): RegistrationProblem {
  if (type === 'wait' && condition !== 'internal-server-error') return 'throttled';
  switch (condition) {
    case 'conflict':
      return 'conflict';
    case 'resource-constraint':
      return 'throttled';
    case 'jid-malformed':
      return 'bad-name';
    case 'forbidden':
    case 'not-allowed':
    case 'service-unavailable':
    case 'feature-not-implemented':
      if (/captcha/i.test(text)) return 'wrong-captcha';
      return wantsInvitation ? 'invitation-wanted' : 'closed';
    case 'not-acceptable':
      return notAcceptable(text, wantsInvitation);
    case 'policy-violation':
      return /encrypt|tls/i.test(text) ? 'unsafe' : 'not-acceptable';
    case 'not-authorized':
      return 'unsafe';
    case 'bad-request':
      return 'not-acceptable';
    default:
      return 'failed';
  }
}

/** "The password is too weak", "Password must not include your username", "Password failed … check". */
const WEAK = /password[^:\n]*\b(weak|short|strength|strong|guess|must|failed)/i;

function notAcceptable(text: string, wantsInvitation: boolean): RegistrationProblem {
  if (/invit/i.test(text) || (text === '' && wantsInvitation)) return 'invitation-wanted';
  if (/captcha/i.test(text)) return 'wrong-captcha';
  if (/password contains unacceptable/i.test(text)) return 'bad-password';
  if (WEAK.test(text)) return 'weak-password';
  if (/username is invalid/i.test(text)) return 'bad-name';
  return 'not-acceptable';
}

/**
 * What the refusal to change a password, or to give an account up, means (XEP-0077 sections 3.2, 3.3).
 *
 * @param hasForm whether the refusal brought a form
 */
export function accountProblem(
  { condition, type, text = '' }: StanzaErrorInfo,
  hasForm = false,
): RegistrationProblem {
  if (hasForm) return 'form-wanted';
  if (type === 'wait' && condition !== 'internal-server-error') return 'throttled';
  switch (condition) {
    case 'not-authorized':
      return 'unsafe';
    case 'resource-constraint':
      return 'throttled';
    case 'forbidden':
    case 'not-allowed':
    case 'service-unavailable':
    case 'feature-not-implemented':
      return 'not-allowed';
    case 'not-acceptable':
      if (/password contains unacceptable/i.test(text)) return 'bad-password';
      // Where only a password was said, it is the password.
      return /password|weak/i.test(text) || text === '' ? 'weak-password' : 'not-acceptable';
    case 'policy-violation':
      return /encrypt|tls/i.test(text) ? 'unsafe' : 'weak-password';
    case 'bad-request':
      return 'not-acceptable';
    default:
      return 'failed';
  }
}
