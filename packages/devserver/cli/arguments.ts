/**
 * The arguments of the program: `[port] [--port N] [--accounts-file FILE] [--history FILE]`.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { DevServerOptions } from '../options.js';

/** Two friends, for a look around. */
const friends: DevServerOptions = {
  accounts: { alice: 'secret', bob: 'secret' },
  roster: { alice: ['bob'], bob: ['alice'] },
  anonymous: true,
};

export interface Arguments {
  readonly options: DevServerOptions;
  /** Who can log in, in a line for whoever started it. */
  readonly whoIsThere: string;
  /** Where to write what was handled and sent. */
  readonly history: string | undefined;
}

/** @throws Error for arguments that it does not know. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      port: { type: 'string' },
      'accounts-file': { type: 'string' },
      history: { type: 'string' },
    },
  });
  const port = Number(values.port ?? positionals[0] ?? 5280);
  if (!Number.isInteger(port)) throw new Error(`the port is a number, not "${values.port}"`);
  const file = values['accounts-file'];
  return {
    options: { ...(file === undefined ? friends : readOptions(file)), port },
    whoIsThere:
      file === undefined
        ? 'accounts: alice and bob, both with the password "secret"'
        : `accounts: as in ${file}`,
    history: values.history,
  };
}

/** The owner's own file: options of the server as JSON, as `{ "accounts": { "alice": "secret" } }`. */
const readOptions = (file: string): DevServerOptions =>
  JSON.parse(readFileSync(file, 'utf8')) as DevServerOptions;
