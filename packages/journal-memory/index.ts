/** A journal in memory: the whole port, and nothing outlives the process. */
export { memoryJournal, MemoryJournal } from './journal.js';
