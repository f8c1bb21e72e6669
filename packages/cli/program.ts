/**
 * The command line: commands, their options, and help.
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import { withAccount, withServer, type AccountOptions } from './account/options.js';
import { withJournal } from './account/kept-session.js';
import type { ExitCode } from './exit.js';
import { exit } from './exit.js';
import { writeDoap } from './doap/doap.js';
import { doctor } from './doctor/doctor.js';
import { explainCommand, type ExplainOptions } from './explain/command.js';
import type { Io } from './io.js';
import { listActions, listKeys, listPayloads, type ListOptions } from './lists/lists.js';
import { listen, type ListenOptions } from './listen/listen.js';
import { register, type RegisterOptions } from './register/register.js';
import { run, type RunOptions } from './run/run.js';

/** The program; `done` gets each command's exit code. */
export function makeProgram(version: string, io: Io, done: (code: ExitCode) => void): Command {
  const program = new Command('xec')
    .description(
      'Run XMPP actions, listen to packets, make accounts, explain stanzas, examine servers.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.out(text);
      },
      writeErr: (text) => {
        io.err(text);
      },
      getOutHasColors: () => io.hasColours,
    })
    .addHelpText('after', exitCodes);

  withJournal(withAccount(program.command('run <group/class>')))
    .description('run one action and print its packets as JSON lines')
    .addOption(
      repeated('--param <name=value>', 'a param of the action; may be given several times'),
    )
    .option('--timeout <seconds>', 'how long to wait for the answer', milliseconds)
    .action(async (name: string, options: RunOptions) => {
      done(await run(name, options, io));
    });

  withJournal(withAccount(program.command('listen <pattern...>')))
    .description("print packets whose keys fit, like 'roster_*', as JSON lines, until interrupted")
    .action(async (patterns: string[], options: ListenOptions) => {
      done(await listen(patterns, options, io));
    });

  withServer(program.command('register [address]'))
    .description('make an account, juliet@capulet.example or one at capulet.example (XEP-0077)')
    .addOption(
      repeated('--field <name=value>', 'what the server wants to know; may be given several times'),
    )
    .option(
      '--invite <uri>',
      'an invitation, xmpp:…?register;preauth=…; the address may be left out',
    )
    .option('--token <token>', 'the token of an invitation')
    .option('--media <folder>', 'keep the pictures of a CAPTCHA there')
    .option('--timeout <seconds>', 'how long to wait for each answer', milliseconds)
    .action(async (address: string | undefined, options: RegisterOptions) => {
      done(await register(address, options, io));
    });

  const lists = [
    ['keys', 'list the packet keys', listKeys],
    ['actions', 'list the actions', listActions],
    ['payloads', 'list the payloads', listPayloads],
  ] as const;
  for (const [name, description, list] of lists) {
    program
      .command(name)
      .description(description)
      .option('--json', 'as JSON')
      .action((options: ListOptions) => {
        list(options, io);
        done(exit.ok);
      });
  }
  program
    .command('doap')
    .description('write the DOAP file (XEP-0453): which specifications the rooms speak')
    .action(() => {
      writeDoap(io);
      done(exit.ok);
    });
  program
    .command('explain')
    .description(
      'say what would happen to stanzas: JSON lines {"setup", "stanza"} on standard input',
    )
    .option('--setup <file>', 'the setup; standard input is one raw stanza then')
    .option('--json', 'as JSON lines')
    .action(async (options: ExplainOptions) => {
      done(await explainCommand(options, io));
    });
  withAccount(program.command('doctor <jid>'), 'argument')
    .description('examine the server of an account, and say what is wrong and what to do')
    .action(async (jid: string, options: AccountOptions) => {
      done(await doctor({ ...options, jid }, io));
    });
  return program;
}

/** An option whose values are collected. */
const repeated = (flags: string, description: string): Option =>
  new Option(flags, description)
    .default([], '')
    .argParser((text: string, before: string[]) => [...before, text]);

const exitCodes = `
Exit codes: 0 result, 1 error, 2 wrong usage, 3 timeout, 4 no connection or login.`;

function milliseconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() === '' || !(seconds > 0) || !Number.isFinite(seconds)) {
    throw new InvalidArgumentError(`Expected seconds above 0, got "${text}".`);
  }
  return seconds * 1000;
}
