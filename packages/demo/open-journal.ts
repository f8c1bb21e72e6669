import { memoryJournal } from '@xec/client';
import { sqliteJournal } from '@xec/journal-sqlite';
import { JournalError, type Journal } from '@xec/xec';

/** More than the default: the page has no other history. */
const packets = { count: 5000 };

/**
 * The journal in `file`: what was said is there when the demo is started again. In memory without a
 * file, and where another demo has it or it cannot be used; `say` then hears why.
 *
 * @param sessions the names of those that must be free
 */
export async function openJournal(
  file: string | undefined,
  sessions: readonly string[],
  say: (line: string) => void,
): Promise<Journal> {
  if (file === undefined) return memoryJournal({ packets });
  let journal: Journal | undefined;
  try {
    journal = sqliteJournal({ file, packets });
    for (const session of sessions) await journal.open(session);
    return journal;
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    await journal?.close();
    say(`What is said now ends with this process: ${error.message}.`);
    return memoryJournal({ packets });
  }
}
