/**
 * What helps against an error, by its condition. The sentences stand beside it, in each language.
 */

/** What one may do next. */
export type Remedy =
  /** Try the same once more. */
  | 'again'
  /** Wait a while before that. */
  | 'later'
  /** Change what was given. */
  | 'change'
  /** Ask whoever may allow it. */
  | 'ask'
  /** Say again who one is. */
  | 'signIn'
  /** Come online. */
  | 'connect'
  /** Tell those who run the server. */
  | 'report'
  /** Nothing helps. */
  | 'none';

/** Of requests: RFC 6120 section 8.3.3, and what happens on our side. */
export const requestRemedies = {
  'bad-request': 'report',
  conflict: 'change',
  'feature-not-implemented': 'none',
  forbidden: 'ask',
  gone: 'none',
  'internal-server-error': 'later',
  'item-not-found': 'change',
  'jid-malformed': 'change',
  'not-acceptable': 'change',
  'not-allowed': 'ask',
  'not-authorized': 'ask',
  'policy-violation': 'change',
  'recipient-unavailable': 'later',
  redirect: 'change',
  'registration-required': 'ask',
  'remote-server-not-found': 'change',
  'remote-server-timeout': 'later',
  'resource-constraint': 'later',
  'service-unavailable': 'none',
  'subscription-required': 'ask',
  'undefined-condition': 'again',
  'unexpected-request': 'again',
  timeout: 'again',
  cancelled: 'none',
  'connection-lost': 'connect',
  'handler-failed': 'report',
  'malformed-reply': 'report',
} as const satisfies Record<string, Remedy>;

/** Of logins: RFC 6120 section 6.5, and what our side refuses. */
export const loginRemedies = {
  aborted: 'again',
  'account-disabled': 'ask',
  'credentials-expired': 'signIn',
  'encryption-required': 'report',
  'incorrect-encoding': 'report',
  'invalid-authzid': 'signIn',
  'invalid-mechanism': 'report',
  'malformed-request': 'report',
  'mechanism-too-weak': 'report',
  'not-authorized': 'signIn',
  'temporary-auth-failure': 'later',
  credentials: 'signIn',
  downgrade: 'report',
  'server-signature': 'report',
} as const satisfies Record<string, Remedy>;

/** Of streams: RFC 6120 section 4.9.3, and how connections end. */
export const streamRemedies = {
  'bad-format': 'report',
  'bad-namespace-prefix': 'report',
  conflict: 'signIn',
  'connection-timeout': 'connect',
  'host-gone': 'change',
  'host-unknown': 'change',
  'improper-addressing': 'report',
  'internal-server-error': 'later',
  'invalid-from': 'report',
  'invalid-namespace': 'report',
  'invalid-xml': 'report',
  'not-authorized': 'signIn',
  'not-well-formed': 'report',
  'policy-violation': 'later',
  'remote-connection-failed': 'later',
  reset: 'connect',
  'resource-constraint': 'later',
  'restricted-xml': 'report',
  'see-other-host': 'connect',
  'system-shutdown': 'later',
  'undefined-condition': 'connect',
  'unsupported-encoding': 'report',
  'unsupported-feature': 'report',
  'unsupported-stanza-type': 'report',
  'unsupported-version': 'report',
  timeout: 'connect',
  'connection-lost': 'connect',
  closed: 'connect',
  disconnected: 'connect',
  cancelled: 'none',
  'too-big': 'change',
} as const satisfies Record<string, Remedy>;

/** Of registrations (XEP-0077): where these conditions mean something of their own. */
export const registrationRemedies = {
  conflict: 'change',
  'not-acceptable': 'change',
  forbidden: 'ask',
  'not-allowed': 'ask',
  'resource-constraint': 'later',
} as const satisfies Record<string, Remedy>;

/** All that has a sentence, by what went wrong. */
export const remedies = {
  request: requestRemedies,
  login: loginRemedies,
  stream: streamRemedies,
  registration: registrationRemedies,
} as const;

/** What went wrong. */
export type Subject = keyof typeof remedies;

/** The sentences of a language: of each condition, and what to do next. */
export interface ConditionSentences {
  readonly why: { readonly [S in Subject]: Readonly<Record<keyof (typeof remedies)[S], string>> };
  /** Of a condition that nobody knows. */
  readonly unknown: (condition: string) => string;
  readonly next: Readonly<Record<Remedy, string>>;
}
