/**
 * `xec run`: one action, its packets, and an exit code by its outcome.
 */
import { createClient, memoryJournal, suspendAll, type Client } from '@xec/client';
import {
  ConnectionLostError,
  Registry,
  TimeoutError,
  allFeatures,
  type ActionEntry,
  type AnyAction,
  type RequestOptions,
} from '@xec/xec';
import { connect } from '../account/connect.js';
import { checkJournalOptions, openKept, type JournalOptions } from '../account/kept-session.js';
import { readAccount, type AccountOptions } from '../account/options.js';
import { UsageError, exit, messageOf, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';
import { findAction } from './find-action.js';
import { OutcomeJournal } from './outcome-journal.js';
import { paramsText, readParams } from './params.js';

export interface RunOptions extends AccountOptions, JournalOptions {
  readonly param: readonly string[];
  /** In milliseconds. */
  readonly timeout?: number;
}

/**
 * Runs the action `name`. Its packets are written as JSON lines.
 *
 * With a journal the session is left for the next call: a request that was interrupted goes on there.
 */
export async function run(name: string, options: RunOptions, io: Io): Promise<ExitCode> {
  const action = makeAction(findAction(new Registry(allFeatures), name), options.param);
  checkJournalOptions(options);
  const account = await readAccount(options, io);
  const kept = await openKept('run', account.jid, options);
  const journal = new OutcomeJournal(kept?.journal ?? memoryJournal(), (packet) => {
    io.out(`${JSON.stringify(packet)}\n`);
  });
  // Alone and silent: no presence, no roster, nothing that others could notice.
  const client = createClient({
    ...account,
    ...kept,
    features: allFeatures,
    journal,
    setUp: false,
  });
  let leaving: Promise<unknown> | undefined;
  const leave = (): Promise<unknown> =>
    (leaving ??= kept === undefined ? client.disconnect() : suspendAll([client]));
  try {
    // What is kept is not taken back: it goes on later.
    if (kept !== undefined) io.interrupted().addEventListener('abort', () => void leave());
    if (!(await connect(client, account.service, io))) return exit.connection;
    const { timeout } = options;
    return await outcome(
      client,
      action,
      {
        ...(kept === undefined && { signal: io.interrupted() }),
        ...(timeout !== undefined && { timeoutMs: timeout }),
      },
      io,
    );
  } finally {
    await leave();
  }
}

function makeAction({ type, description }: ActionEntry, assignments: readonly string[]): AnyAction {
  const params = readParams(description.name, description.params, assignments);
  try {
    return new type(params as never); // the constructor checks params by their schema
  } catch (error) {
    throw new UsageError(`${messageOf(error)} (params: ${paramsText(description.params)})`);
  }
}

async function outcome(
  client: Client,
  action: AnyAction,
  options: RequestOptions,
  io: Io,
): Promise<ExitCode> {
  try {
    await client.request(action, options);
    return exit.ok;
  } catch (error) {
    io.err(`xec: ${messageOf(error)}\n`);
    if (error instanceof TimeoutError) return exit.timeout;
    return error instanceof ConnectionLostError ? exit.connection : exit.error;
  }
}
