/**
 * The names under which things lie in Redis. Everything of one session has one hash tag,
 * `xec:{juliet}:pending`, so that it stays together wherever keys are spread over machines.
 */

/** `text` without braces, control characters and halves of characters; no two texts become one. */
const encode = (text: string): string => text.replace(/[%{}\p{Cc}\p{Cs}]/gu, escape) || '%';

const escape = (character: string): string =>
  `%${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** The key of a session's state; the scripts add `:pending` and the like to it. */
export const sessionKey = (prefix: string, session: string): string =>
  `${prefix}:{${encode(session)}}`;

/** What comes before an owner's id in the key of its lease. */
export const leasePrefix = (prefix: string): string => `${prefix}:owner:`;
