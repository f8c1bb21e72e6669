import type { QualifiedName, StanzaErrorCondition } from '../core/index.js';
import { NS_JINGLE_ERRORS } from './namespaces.js';

/** Why a request in a session is refused, with the condition that goes before it (XEP-0166 section 10). */
export const jingleErrors = {
  'out-of-order': 'unexpected-request',
  'tie-break': 'conflict',
  'unknown-session': 'item-not-found',
  'unsupported-info': 'feature-not-implemented',
} as const satisfies Record<string, StanzaErrorCondition>;

export type JingleErrorName = keyof typeof jingleErrors;

/** The name of a condition of Jingle, as errors carry it. */
export const jingleError = (name: JingleErrorName): QualifiedName => ({
  name,
  xmlns: NS_JINGLE_ERRORS,
});

/** Whether the conditions beside an error's own say that. */
export const saysJingleError = (
  application: readonly QualifiedName[] | undefined,
  name: JingleErrorName,
): boolean =>
  application?.some((each) => each.xmlns === NS_JINGLE_ERRORS && each.name === name) === true;
