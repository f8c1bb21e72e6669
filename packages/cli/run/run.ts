/**
 * `xec run`: one action, its packets, and an exit code by its outcome.
 */
import { createClient, memoryJournal, type Client } from '@xec/client';
import {
  ConnectionLostError,
  TimeoutError,
  allFeatures,
  type ActionEntry,
  type AnyAction,
} from '@xec/xec';
import { connect } from '../account/connect.js';
import { readAccount, type AccountOptions } from '../account/options.js';
import { UsageError, exit, messageOf, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';
import { findAction } from './find-action.js';
import { OutcomeJournal } from './outcome-journal.js';
import { paramsText, readParams } from './params.js';
import { Registry } from '@xec/xec';

export interface RunOptions extends AccountOptions {
  readonly param: readonly string[];
  /** In milliseconds. */
  readonly timeout?: number;
}

/** Runs the action `name`. Its packets are written as JSON lines. */
export async function run(name: string, options: RunOptions, io: Io): Promise<ExitCode> {
  const action = makeAction(findAction(new Registry(allFeatures), name), options.param);
  const account = await readAccount(options, io);
  const journal = new OutcomeJournal(memoryJournal(), (packet) => {
    io.out(`${JSON.stringify(packet)}\n`);
  });
  // Alone and silent: no presence, no roster, nothing that others could notice.
  const client = createClient({ ...account, features: allFeatures, journal, setUp: false });
  if (!(await connect(client, account.service, io))) return exit.connection;
  try {
    return await outcome(client, action, options, io);
  } finally {
    await client.disconnect();
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
  { timeout }: RunOptions,
  io: Io,
): Promise<ExitCode> {
  try {
    await client.request(action, {
      signal: io.interrupted(),
      ...(timeout !== undefined && { timeoutMs: timeout }),
    });
    return exit.ok;
  } catch (error) {
    io.err(`xec: ${messageOf(error)}\n`);
    if (error instanceof TimeoutError) return exit.timeout;
    return error instanceof ConnectionLostError ? exit.connection : exit.error;
  }
}
