import { registrationProblems, type RegistrationProblem } from '@xec/stanza';
import { XmppError } from '@xec/xec';

/** What else is known of a refusal. */
export interface RegistrationErrorOptions extends ErrorOptions {
  /** What the server said, for people, in its own words. */
  readonly text?: string | undefined;
  /** The condition of the server's error. Default: the problem's own name. */
  readonly condition?: string | undefined;
}

/** No account was made. The message is a sentence for people; it never holds a password. */
export class RegistrationError extends XmppError {
  override readonly name: string = 'RegistrationError';
  readonly problem: RegistrationProblem;
  /** What the server said, in its own words. */
  readonly text: string | undefined;

  constructor(problem: RegistrationProblem, options: RegistrationErrorOptions = {}) {
    const { text, condition = problem, cause } = options;
    super(condition, registrationProblems[problem], cause === undefined ? {} : { cause });
    this.problem = problem;
    this.text = text;
  }
}

/**
 * Strangers make no accounts on this server, or only with an invitation. A form that it showed was no
 * permission: servers that are closed have one, too.
 */
export class RegistrationClosed extends RegistrationError {
  override readonly name = 'RegistrationClosed';
  declare readonly problem: 'closed' | 'invitation-wanted';
  /** Where the server would like people to register, such as a web page. A claim. */
  readonly elsewhere: string | undefined;

  constructor(
    problem: 'closed' | 'invitation-wanted',
    options: RegistrationErrorOptions & { readonly elsewhere?: string | undefined } = {},
  ) {
    super(problem, options);
    this.elsewhere = options.elsewhere;
  }
}

/** The error for a problem. */
export const registrationError = (
  problem: RegistrationProblem,
  options?: RegistrationErrorOptions,
): RegistrationError =>
  problem === 'closed' || problem === 'invitation-wanted'
    ? new RegistrationClosed(problem, options)
    : new RegistrationError(problem, options);
