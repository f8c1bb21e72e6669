/** What IndexedDB says, in the words of the journal port. */
import { JournalError, type JournalErrorCode } from '@xec/xec';

/** What will not be better later. The other exceptions come and go with the connection. */
const codes: Readonly<Partial<Record<string, JournalErrorCode>>> = {
  QuotaExceededError: 'full',
  VersionError: 'refused',
  NotFoundError: 'refused',
  ConstraintError: 'refused',
  DataError: 'refused',
  DataCloneError: 'refused',
  SecurityError: 'refused',
  NotAllowedError: 'refused',
};

/** Any error as the port's; only its name shows, for a message may quote what was to be stored. */
export function faultOf(error: unknown): JournalError {
  if (error instanceof JournalError) return error;
  const name = error instanceof Error || error instanceof DOMException ? error.name : String(error);
  const code = error instanceof DOMException ? (codes[name] ?? 'unavailable') : 'refused';
  const what = code === 'full' ? 'the browser gives no more room' : 'IndexedDB failed';
  return new JournalError(code, `${what}: ${name}`, { cause: error });
}

export const closed = (): JournalError => new JournalError('closed', 'the journal is closed');

export const fenced = (session: string): JournalError =>
  new JournalError('fenced', `session "${session}" has another owner by now`, { session });

export const unknownSession = (session: string): JournalError =>
  new JournalError('unknown-session', `nobody opened "${session}"`, { session });

export const owned = (session: string, retryMs: number): JournalError =>
  new JournalError('owned', `session "${session}" is open in another tab or worker`, {
    session,
    retryMs,
  });
