import { ErrorReply } from 'redis';
import { JournalError, type JournalErrorCode } from '@xec/xec';

/**
 * What Redis answers, and what it means for who waits. Inside a script the word stands behind a dash
 * in Redis 6.
 */
const MEANINGS: readonly (readonly [RegExp, JournalErrorCode])[] = [
  [/(^|-)OOM\b|No space left/i, 'full'],
  [/(^|-)(LOADING|READONLY|MASTERDOWN|BUSY|MISCONF|NOREPLICAS|UNBLOCKED)\b/, 'unavailable'],
  [/max number of clients/, 'unavailable'],
];

/** `error` as the journal port says it. */
export function asJournalError(error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new JournalError(codeOf(error, message), `Redis: ${message}`, { cause: error });
}

function codeOf(error: unknown, message: string): JournalErrorCode {
  if (!(error instanceof ErrorReply)) return 'unavailable'; // the way there is broken
  return MEANINGS.find(([pattern]) => pattern.test(message))?.[1] ?? 'refused';
}

/** Whether this connection is of no more use: it is broken, or leads to what became a replica. */
export const isConnectionLost = (error: unknown): boolean =>
  !(error instanceof ErrorReply) || /(^|-)READONLY\b/.test(error.message);
