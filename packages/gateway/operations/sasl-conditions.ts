/** How an attempt to sign in ends, as far as it is worth a number of its own (RFC 6120 section 6.5). */
export const saslErrorConditions: ReadonlySet<string> = new Set([
  'ok',
  'not-authorized',
  'account-disabled',
  'credentials-expired',
  'temporary-auth-failure',
  'encryption-required',
  'mechanism-too-weak',
  'not-allowed',
  'policy-violation',
  'remote-server-timeout',
  'resource-constraint',
  'internal-server-error',
]);
