/** A journal in IndexedDB: what a page stored is there after a reload. */
export { idbJournal, IdbJournal, type IdbJournalOptions } from './journal.js';
