/**
 * What this machine has of the programs that some suites need, and what to do without them.
 */
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The programs that suites may need. */
export type Program = 'prosody' | 'ejabberd' | 'chromium' | 'redis-server';

interface Need {
  /** Commands that must all be found. */
  readonly commands: readonly string[];
  /** Debian's packages that bring them. */
  readonly packages: string;
}

const needs: Readonly<Record<Program, Need>> = {
  prosody: {
    commands: ['prosody', 'prosodyctl', 'openssl', 'setpriv', 'setsid'],
    packages: 'prosody prosody-modules lua-sec lua-bitop openssl',
  },
  ejabberd: {
    commands: ['ejabberdctl', 'erl', 'openssl', 'setpriv', 'setsid'],
    packages: 'ejabberd openssl',
  },
  chromium: { commands: ['chromium'], packages: 'chromium' },
  'redis-server': { commands: ['redis-server', 'setpriv'], packages: 'redis-server' },
};

/** Whether a missing program must fail a suite instead of skipping it: `XEC_REQUIRE_SERVERS=1`. */
export const mustHavePrograms = (): boolean => process.env['XEC_REQUIRE_SERVERS'] === '1';

/** The path of a command on `PATH` (and in the folders of system tools); else `undefined`. */
export function findCommand(command: string, path = process.env['PATH'] ?? ''): string | undefined {
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, command)).find(isExecutable);
}

/** `prosody is not installed (apt-get install …)`, or `undefined` when all of it is there. */
export function missingProgram(program: Program): string | undefined {
  const { commands, packages } = needs[program];
  const isThere = commands.every((command) => findCommand(command) !== undefined);
  return isThere ? undefined : `${program} is not installed (apt-get install ${packages})`;
}

/** Prints one plain line, without the place of the call that jest adds to `console`. */
export function printSkipped(reason: string): void {
  process.stderr.write(`skipped: ${reason}\n`);
}

/**
 * The path of Chromium, for playwright-core's `executablePath`.
 *
 * @returns `undefined` after printing one line, where it is not installed.
 * @throws Error instead, when `XEC_REQUIRE_SERVERS=1`.
 */
export function chromiumOrSkip(): string | undefined {
  return skipOr('chromium') ? findChromium() : undefined;
}

/** Where it is installed beside, the one without a user interface: the same pages for half the work. */
export const findChromium = (): string | undefined =>
  findCommand('chromium-headless-shell') ?? findCommand('chromium');

/** Whether `program` is there; prints why it is skipped, or throws where it must be there. */
export function skipOr(program: Program): boolean {
  const reason = missingProgram(program);
  if (reason === undefined) return true;
  if (mustHavePrograms()) throw new Error(reason);
  printSkipped(reason);
  return false;
}

function isExecutable(file: string): boolean {
  if (!existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
