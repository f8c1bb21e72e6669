import type { Client } from '@xec/client';
import { JournalError } from '@xec/xec';
import { messageOf } from '../exit.js';
import type { Io } from '../io.js';

/** Comes online. Where that fails, says why and gives `false`. */
export async function connect(client: Client, service: string, io: Io): Promise<boolean> {
  try {
    await client.connect();
    return true;
  } catch (error) {
    const message = messageOf(error);
    const isOfServer = !(error instanceof JournalError) && !message.includes(service);
    io.err(`xec: ${isOfServer ? `${service}: ` : ''}${message}\n`);
    return false;
  }
}
