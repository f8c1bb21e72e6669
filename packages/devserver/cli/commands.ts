/**
 * What a parent process may ask for, as messages of `child_process`.
 */
import type { DevServer, Restart } from '../dev-server.js';

export type Command =
  | ({ readonly cmd: 'restart' } & Restart)
  | { readonly cmd: 'disconnect'; readonly jid: string; readonly how?: 'close' | 'abort' };

/** The answer: what was done, or why not. */
export type Answer = { readonly done: string } | { readonly failed: string };

/** Does what a message asks for: a {@link Command}. */
export async function obey(server: DevServer, message: unknown): Promise<Answer> {
  const command = message as Command; // of the parent's own making
  try {
    await run(server, command);
    return { done: command.cmd };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

async function run(server: DevServer, command: Command): Promise<void> {
  switch (command.cmd) {
    case 'restart':
      return server.restart(command);
    case 'disconnect':
      server.disconnect(command.jid, command.how ?? 'abort');
      return;
    default:
      throw new Error(`there is no command "${(command as { cmd: string }).cmd}"`);
  }
}
