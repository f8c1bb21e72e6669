/** A journal in SQLite: one file, for the processes of one machine. */
export { SqliteJournal, sqliteJournal, type SqliteJournalOptions } from './journal.js';
