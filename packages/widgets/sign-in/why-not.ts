/**
 * Why a login did not work, in words.
 */
import { explain } from '../language/conditions/explain.js';
import { formatsOf } from '../language/formats.js';
import type { Language } from '../language/texts.js';
import { signInTexts } from './texts.js';

/** A login that was refused. */
export interface LogInFailure {
  /** The condition of the login, or of whoever stands between; see {@link whyNot}. */
  readonly condition: string;
  /** How long to wait before another attempt. */
  readonly retryMs?: number | undefined;
}

/** Conditions that mean something of their own where one logs in. */
const own = {
  /** The gateway itself does not answer. */
  'no-gateway': 'noGateway',
  /** Nobody answers at the address that was given. */
  'connection-lost': 'noServerThere',
  'remote-server-timeout': 'noServer',
  'resource-constraint': 'full',
} as const;

/**
 * A sentence or two: what was wrong, and what to do.
 *
 * @param domains whose accounts may log in
 */
export function whyNot(
  language: Language,
  { condition, retryMs = 0 }: LogInFailure,
  domains: readonly string[] = [],
): string {
  const texts = signInTexts[language];
  if (condition === 'not-allowed' && domains.length > 0) {
    return texts.foreign(formatsOf(language).list(domains));
  }
  if (condition === 'policy-violation') {
    return retryMs > 0 ? texts.tooManyFor(Math.ceil(retryMs / 1000)) : texts.tooMany;
  }
  const name = Object.hasOwn(own, condition) ? own[condition as keyof typeof own] : undefined; // it has
  if (name !== undefined) return texts[name];
  const { why, next, remedy } = explain(language, condition, 'login');
  // That one signs in again is what this is about.
  return remedy === 'signIn' || next === '' ? why : `${why} ${next}`;
}
