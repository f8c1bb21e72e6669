/**
 * Options of commands that log in: who, where, and with which secret.
 */
import { readFile } from 'node:fs/promises';
import type { ClientOptions } from '@xec/client';
import { parseJid, type Jid } from '@xec/stanza';
import { Log, jsonLines, silentLog } from '@xec/xec';
import type { Command } from 'commander';
import { UsageError, messageOf } from '../exit.js';
import { readAll, type Io } from '../io.js';

/** Of commands that log in, and of one that makes an account; as commander gives them. */
export interface ServerOptions {
  readonly passwordFile?: string;
  readonly service?: string;
  readonly ca?: string;
}

/** As commander gives them. */
export interface AccountOptions extends ServerOptions {
  readonly jid: string;
  readonly allowPlain?: boolean;
  readonly anonymous?: boolean;
  readonly verbose?: boolean;
}

/** Adds where the server is, and the password, to a command. */
export const withServer = (command: Command): Command =>
  command
    .option(
      '--password-file <file>',
      'a file with the password, - for standard input; or the variable XEC_PASSWORD',
    )
    .option('--service <url>', "the server's address, wss://…, xmpps://…; discovered if left out")
    .option('--ca <file>', 'PEM certificates to trust in place of the system’s');

/** Adds the options to a command; `--jid` only where the JID is no argument. */
export function withAccount(command: Command, jid: 'option' | 'argument' = 'option'): Command {
  if (jid === 'option')
    command.requiredOption('--jid <jid>', 'the account; with a resource, that one');
  return withServer(command)
    .option('--allow-plain', 'show the server the password itself if it offers nothing better')
    .option('--anonymous', 'log in without an account; the JID is the domain then')
    .option('--verbose', 'write the log to standard error');
}

/** What a client is made of, save its features and its journal. */
export type Account = Pick<
  ClientOptions,
  'jid' | 'password' | 'anonymous' | 'allowPlain' | 'connect' | 'log'
> & { readonly service: string };

/**
 * Reads the files, asks for the password where nobody gave it.
 *
 * @throws UsageError when something is missing or cannot be read
 */
export async function readAccount(options: AccountOptions, io: Io): Promise<Account> {
  const jid = readJidOption(options.jid);
  const anonymous = options.anonymous === true;
  if (!anonymous && jid.local === undefined) {
    throw new UsageError(`expected the JID of an account (name@domain), got "${options.jid}"`);
  }
  const ca = options.ca === undefined ? undefined : await readText(options.ca, '--ca');
  const password = anonymous ? undefined : await readPassword(options, io);
  if (!anonymous && password === undefined) {
    throw new UsageError(
      'expected a password: --password-file <file>, the variable XEC_PASSWORD, or a terminal to ask on',
    );
  }
  return {
    jid: options.jid,
    service: serviceOf(options, jid),
    ...(password !== undefined && { password }),
    ...(anonymous && { anonymous }),
    ...(options.allowPlain === true && { allowPlain: true }),
    ...(ca !== undefined && { connect: { ca } }),
    log: logOf(options, io),
  };
}

/** @throws UsageError when it is no JID */
export function readJidOption(text: string): Jid {
  try {
    return parseJid(text);
  } catch (error) {
    throw new UsageError(`expected a JID, got "${text}": ${messageOf(error)}`);
  }
}

/**
 * The password, if there is a way to it; `-` as a file is standard input. A line break at its end is not
 * part of it.
 */
export async function readPassword(
  { jid, passwordFile }: Pick<AccountOptions, 'jid' | 'passwordFile'>,
  io: Io,
): Promise<string | undefined> {
  if (passwordFile !== undefined) {
    const isInput = passwordFile === '-';
    const text = isInput
      ? await readAll(io.input)
      : await readText(passwordFile, '--password-file');
    return text.replace(/\r?\n$/, '');
  }
  const { XEC_PASSWORD: fromEnvironment } = io.env;
  if (fromEnvironment !== undefined && fromEnvironment !== '') return fromEnvironment;
  return io.askSecret?.(`Password of ${jid}: `);
}

/** @throws UsageError naming the option */
export async function readText(file: string, option: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${option} ${file}: ${messageOf(error)}`);
  }
}

/** Where the server is: what was named, or the domain to discover it of. */
function serviceOf({ service }: AccountOptions, { domain }: Jid): string {
  return service === undefined ? domain : checkService(service);
}

/** @throws UsageError when nothing can be connected to there */
export function checkService(service: string): string {
  const scheme = URL.canParse(service) ? new URL(service).protocol : '';
  if (SCHEMES.includes(scheme)) return service;
  throw new UsageError(
    'expected --service as wss://…, xmpps://…, xmpp://… or https://… (ws:// and http:// for this ' +
      `machine), got "${service.split('@').at(-1) ?? ''}"`,
  );
}

const SCHEMES: readonly string[] = ['wss:', 'xmpps:', 'xmpp:', 'https:', 'ws:', 'http:'];

/** Commands say themselves what went wrong; the log is for those who look closer. */
export const logOf = ({ verbose }: Pick<AccountOptions, 'verbose'>, io: Io): Log =>
  verbose === true
    ? new Log({
        level: 'debug',
        sink: jsonLines((line) => {
          io.err(`${line}\n`);
        }),
      })
    : silentLog;
