/**
 * Why a host refused a registration. Servers say the same thing in several ways; this is the one place
 * that knows them.
 */
import type { StanzaErrorInfo } from '../core/index.js';

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
  'not-acceptable': 'The server did not accept what was filled in.',
  'form-wanted': 'The server wants to know more first.',
  'not-allowed': 'This server does not let people change their accounts this way.',
  unsafe: 'The server does not accept passwords over a connection that is not encrypted.',
  failed: 'The server could not do it.',
};

/**
 * What the refusal of a registration means.
 *
 * - Prosody 0.12: `not-acceptable` for "invitation only", for an unusable name and for missing fields,
 *   which only its English text tells apart; `wait` with `policy-violation` when throttled
 * - ejabberd 23.01: `forbidden` when closed, `jid-malformed` for an unusable name, `not-acceptable` for
 *   a weak password, `wait` with `resource-constraint` when throttled
 * - XEP-0077 section 3.1: `service-unavailable` when there is no registration at all
 *
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

function notAcceptable(text: string, wantsInvitation: boolean): RegistrationProblem {
  if (/invit/i.test(text) || (text === '' && wantsInvitation)) return 'invitation-wanted';
  if (/password[^:]*\b(weak|short|strength|strong|guess)/i.test(text)) return 'weak-password';
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
