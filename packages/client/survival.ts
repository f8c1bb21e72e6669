import type { Journal, Log } from '@xec/xec';

/** Journals of which it was said. */
const said = new WeakSet<object>();

const IN_MEMORY =
  'what is asked and received is kept in memory and ends with this process: give createClient() a ' +
  'journal that is durable (sqliteJournal in Node, redisJournal for several daemons, idbJournal in ' +
  'browsers) and the session a name';

const WITHOUT_NAME =
  'the session has a new name each time, so that nobody finds again what the journal keeps of it: ' +
  'give createClient() a session';

/** What all journals have in common that nobody asked for. */
const byDefault = {};

/**
 * Says once a journal what it survives, and warns where that is nothing.
 *
 * @param given the journal that the client was given, if it was
 */
export function saySurvival(
  { survives, isDurable }: Journal,
  given: Journal | undefined,
  hasName: boolean,
  log: Log,
): void {
  const journal = given ?? byDefault;
  if (said.has(journal)) return;
  said.add(journal);
  if (!isDurable) log.warn('journal', { survives, message: IN_MEMORY });
  else if (!hasName) log.warn('journal', { survives, message: WITHOUT_NAME });
  else log.info('journal', { survives });
}
