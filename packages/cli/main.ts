/**
 * The command `xec`, as a function: arguments in, exit code out.
 */
import { createRequire } from 'node:module';
import { CommanderError } from 'commander';
import { UsageError, exit, messageOf, type ExitCode } from './exit.js';
import type { Io } from './io.js';
import { makeProgram } from './program.js';

export { processIo, type Io } from './io.js';

/**
 * Runs one command.
 *
 * @param args without the program's own name: `['run', 'ping/server', '--jid', …]`
 * @returns the exit code: 0 result, 1 error, 2 wrong usage, 3 timeout, 4 no connection or login
 */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = exit.ok;
  const program = makeProgram(version(), io, (done) => {
    code = done;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Help and version end like errors do; commander has written what there is to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.ok : exit.usage;
    io.err(`xec: ${messageOf(error)}\n`);
    return error instanceof UsageError ? exit.usage : exit.error;
  }
}

/** This module runs from the sources and from dist/. */
function version(): string {
  const up = import.meta.url.includes('/dist/') ? '../package.json' : './package.json';
  // Our own file, whose fields npm has checked.
  return (createRequire(import.meta.url)(up) as { version: string }).version;
}
