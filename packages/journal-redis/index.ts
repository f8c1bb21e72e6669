/** A journal in Redis, for several daemons. */
export { redisJournal, type RedisJournal } from './journal.js';
export type { RedisJournalOptions } from './settings.js';
