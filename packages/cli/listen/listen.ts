/**
 * `xec listen`: packets as JSON lines, until interrupted.
 */
import { createClient } from '@xec/client';
import { allFeatures, type AnyPacket } from '@xec/xec';
import { connect } from '../account/connect.js';
import { readAccount, type AccountOptions } from '../account/options.js';
import { UsageError, exit, messageOf, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';

/** Comes online and writes each packet that fits one of `patterns`, once. */
export async function listen(
  patterns: readonly string[],
  options: AccountOptions,
  io: Io,
): Promise<ExitCode> {
  const account = await readAccount(options, io);
  const client = createClient({ ...account, features: allFeatures });
  const ended = new Promise<string>((resolve) => {
    client.packets.subscribe('session_state', ({ content }) => {
      if (content.state === 'ended') resolve(content.reason.text ?? content.reason.condition);
    });
  });

  // A packet that fits two patterns is written once: seq rises with each.
  let lastSeq = 0;
  const write = (packet: AnyPacket): void => {
    if (packet.seq <= lastSeq) return;
    lastSeq = packet.seq;
    io.out(`${JSON.stringify(packet)}\n`);
  };
  for (const pattern of patterns) {
    try {
      client.packets.subscribeAny(pattern, write);
    } catch (error) {
      throw new UsageError(messageOf(error));
    }
  }

  const signal = io.interrupted();
  const interruption = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const connected = await Promise.race([connect(client, account.service, io), interruption]);
  if (connected === false) return exit.connection;
  const reason = signal.aborted ? undefined : await Promise.race([ended, interruption]);
  await client.disconnect();
  if (reason === undefined) return exit.ok;
  io.err(`xec: the session ended: ${reason}\n`);
  return exit.connection;
}
