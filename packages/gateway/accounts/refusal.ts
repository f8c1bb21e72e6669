import { SaslError } from '@xec/xec';

/** A sign-in that was refused: what a browser is told. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';

  /**
   * @param status of HTTP
   * @param condition of the login (RFC 6120 section 6.5), or of the gateway
   */
  constructor(
    readonly status: 401 | 403 | 429 | 502 | 503,
    readonly condition: string,
    message: string,
    readonly retryMs?: number,
  ) {
    super(message);
  }
}

/** The conditions of RFC 6120 section 6.5 that people can do something about. */
const words: Readonly<Record<string, string>> = {
  'not-authorized': 'The address or the password is wrong.',
  'account-disabled': 'This account is disabled.',
  'credentials-expired': 'The password has expired.',
  'temporary-auth-failure': 'The server cannot check the password now. Try again later.',
  'encryption-required': 'The server asks for an encrypted connection.',
  'mechanism-too-weak': 'The server asks for a stronger way to sign in.',
};

/** What a browser is told about a login that failed; never more than the condition and words of ours. */
export function refusalOf(error: unknown): SignInRefused {
  if (error instanceof SignInRefused) return error;
  if (error instanceof SaslError) {
    const { condition } = error;
    const text = words[condition] ?? `The server refused the login (${condition}).`;
    return new SignInRefused(401, condition, text);
  }
  const text = 'The account’s server cannot be reached now. Try again later.';
  return new SignInRefused(502, 'remote-server-timeout', text);
}
