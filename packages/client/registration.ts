/**
 * Making accounts, by the ways that a client connects where nothing else is said.
 */
import * as session from '@xec/session';
import type {
  OpenRegistration,
  RegisterAccountOptions,
  RegisteredAccount,
  RegistrationOptions,
} from '@xec/session';
import { defaultConnector } from './default-connector.js';

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/**
 * Makes an account in one call (XEP-0077), for servers whose form needs no human; `token` is that of an
 * invitation.
 *
 * ```ts
 * const { jid } = await registerAccount({
 *   domain: 'capulet.example', service: 'wss://xmpp.capulet.example/ws',
 *   username: 'juliet', password,
 * });
 * ```
 *
 * @throws RegistrationError when the server refuses, its message a sentence for people; a
 * `RegistrationClosed` where strangers make no accounts
 * @throws FormValueError where the form wants more than was given
 * @throws TransportError when no server was found
 */
export const registerAccount = (
  options: Optional<RegisterAccountOptions, 'connector'>,
): Promise<RegisteredAccount> =>
  session.registerAccount({ connector: defaultConnector, ...options });

/**
 * Connects without an account to make one, in steps: `preauth(token)`, `fields()`, show
 * `registrationForm(…)`, `submit(values)`, `close()`.
 *
 * @throws RegistrationClosed when the server offers no registration
 * @throws TransportError when no server was found
 */
export const openRegistration = (
  options: Optional<RegistrationOptions, 'connector'>,
): Promise<OpenRegistration> =>
  session.openRegistration({ connector: defaultConnector, ...options });
