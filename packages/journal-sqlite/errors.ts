import { JournalError, type JournalErrorCode } from '@xec/xec';
import { SQLITE, resultCodeOf } from './engine.js';

const UNAVAILABLE: readonly (number | undefined)[] = [
  SQLITE.busy,
  SQLITE.locked,
  SQLITE.noMemory,
  SQLITE.ioError,
  SQLITE.cannotOpen,
  SQLITE.protocol,
];
const DAMAGED: readonly (number | undefined)[] = [SQLITE.corrupt, SQLITE.notADatabase];

/** What the port says of something that SQLite, or the file system, threw. */
export function journalErrorOf(error: unknown, file: string): JournalError {
  if (error instanceof JournalError) return error;
  const [code, what] = meaningOf(error);
  const said = error instanceof Error ? error.message : String(error);
  return new JournalError(code, `the journal ${file} ${what}: ${said}`, { cause: error });
}

function meaningOf(error: unknown): [code: JournalErrorCode, what: string] {
  const code = resultCodeOf(error);
  const { code: systemCode } = Object(error) as { code?: unknown };
  if (code === SQLITE.full || systemCode === 'ENOSPC' || systemCode === 'EDQUOT') {
    return ['full', 'has no room'];
  }
  if (code === SQLITE.busy) return ['unavailable', 'is being written by another process'];
  if (UNAVAILABLE.includes(code) || systemCode === 'EMFILE' || systemCode === 'ENFILE') {
    return ['unavailable', 'does not answer'];
  }
  if (DAMAGED.includes(code)) {
    return ['refused', 'is damaged; expected an SQLite database of this library'];
  }
  return ['refused', 'refused'];
}

export const closedError = (): JournalError => new JournalError('closed', 'the journal is closed');

export const fencedError = (session: string): JournalError =>
  new JournalError('fenced', `session "${session}" has another owner by now`, { session });
