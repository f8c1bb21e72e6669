/**
 * `xec listen`: packets as JSON lines, until interrupted.
 */
import { createClient, suspendAll, type Client } from '@xec/client';
import { allFeatures, matchesPattern, type AnyPacket } from '@xec/xec';
import { connect } from '../account/connect.js';
import { checkJournalOptions, openKept, type JournalOptions } from '../account/kept-session.js';
import { readAccount, type AccountOptions } from '../account/options.js';
import { UsageError, exit, messageOf, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';

export interface ListenOptions extends AccountOptions, JournalOptions {}

/** The name under which a journal keeps how far was listened. */
const READER = 'xec listen';

/**
 * Comes online and writes each packet that fits one of `patterns`, once. With a journal the session is
 * left for the next call, which writes what came meanwhile.
 */
export async function listen(
  patterns: readonly string[],
  options: ListenOptions,
  io: Io,
): Promise<ExitCode> {
  checkJournalOptions(options);
  const account = await readAccount(options, io);
  const kept = await openKept('listen', account.jid, options);
  const client = createClient({ ...account, ...kept, features: allFeatures });
  const ended = new Promise<string>((resolve) => {
    client.packets.subscribe('session_state', ({ content }) => {
      if (content.state === 'ended') resolve(content.reason.text ?? content.reason.condition);
    });
  });
  subscribe(client, patterns, kept === undefined ? {} : { name: READER }, io);

  const signal = io.interrupted();
  const interruption = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const connected = await Promise.race([connect(client, account.service, io), interruption]);
  const isOver = connected === false || signal.aborted;
  const reason = isOver ? undefined : await Promise.race([ended, interruption]);
  await (kept === undefined ? client.disconnect() : suspendAll([client]));
  if (connected === false) return exit.connection;
  if (reason === undefined) return exit.ok;
  io.err(`xec: the session ended: ${reason}\n`);
  return exit.connection;
}

/** Writes each packet that fits one of the patterns, also where it fits two. */
function subscribe(
  client: Client,
  patterns: readonly string[],
  how: { readonly name?: string },
  io: Io,
): void {
  for (const pattern of patterns) {
    try {
      client.packets.subscribeAny(pattern, () => undefined)(); // is there such a key?
    } catch (error) {
      throw new UsageError(messageOf(error));
    }
  }
  const write = (packet: AnyPacket): void => {
    if (!patterns.some((pattern) => matchesPattern(pattern, packet.key))) return;
    io.out(`${JSON.stringify(packet)}\n`);
  };
  client.packets.subscribeAny('*', write, how);
}
