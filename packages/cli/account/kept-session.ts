/**
 * A session that outlives the command: `--journal` and `--session`.
 */
import type { Journal } from '@xec/xec';
import { parseJid } from '@xec/stanza';
import type { Command } from 'commander';
import { UsageError } from '../exit.js';

/** As commander gives them. */
export interface JournalOptions {
  readonly journal?: string;
  readonly session?: string;
}

/** Where a session is kept. */
export interface KeptSession {
  readonly journal: Journal;
  readonly session: string;
}

/** Adds the options to a command. */
export const withJournal = (command: Command): Command =>
  command
    .option('--journal <file>', 'keep the session in this file, for the next call')
    .option('--session <name>', 'its name there; by default that of command and account');

/**
 * Opens the journal that was asked for.
 *
 * @param command whose session it is by default
 * @returns `undefined` where nothing is to be kept
 * @throws UsageError for a session without a journal
 * @throws JournalError where the file is something else
 */
export async function openKept(
  command: string,
  jid: string,
  { journal: file, session = `xec ${command} ${parseJid(jid).bare}` }: JournalOptions,
): Promise<KeptSession | undefined> {
  if (file === undefined) return undefined;
  // Loaded when asked for: SQLite is not small.
  const { sqliteJournal } = await import('@xec/journal-sqlite');
  return { journal: sqliteJournal({ file }), session };
}

/** @throws UsageError for a session without a journal */
export function checkJournalOptions({ journal, session }: JournalOptions): void {
  if (session === undefined || journal !== undefined) return;
  throw new UsageError('expected --journal <file> with --session: in memory no session is kept');
}
