/**
 * `xec explain`: stanzas in, explanations out.
 */
import { hint, exit, messageOf, UsageError, type ExitCode } from '../exit.js';
import { readText } from '../account/options.js';
import { readAll, type Io } from '../io.js';
import { explain, explainRecord } from './explain.js';
import { inputLines } from './input-lines.js';
import { setupMembers } from './setup.js';
import { treeText } from './tree.js';

export interface ExplainOptions {
  /** A file with a setup: standard input is one raw stanza then. */
  readonly setup?: string;
  readonly json?: boolean;
}

/** A line of standard input. */
type Input =
  | { readonly setup: unknown; readonly stanza: string }
  | { readonly setup: unknown; readonly record: unknown };

const WANTED = '{"setup": …, "stanza": "…"}';

/** Explains each line of standard input, or the one stanza that it is. */
export async function explainCommand(options: ExplainOptions, io: Io): Promise<ExitCode> {
  if (options.setup !== undefined) return explainRaw(options.setup, options, io);
  let code: ExitCode = exit.ok;
  for await (const line of inputLines(io.input)) {
    if (line.trim() === '') continue;
    if (!(await explainLine(line, options, io))) code = exit.usage;
  }
  return code;
}

async function explainRaw(file: string, options: ExplainOptions, io: Io): Promise<ExitCode> {
  const setup = readJson(await readText(file, '--setup'), `--setup ${file}`);
  // An editor or echo ends the text with a line break, which is no part of the frame.
  const stanza = (await readAll(io.input)).replace(/\r?\n$/, '');
  return (await write({ setup, stanza }, options, io)) ? exit.ok : exit.usage;
}

/** One line; a bad one has its error in the place of its explanation, and the next goes on. */
async function explainLine(line: string, options: ExplainOptions, io: Io): Promise<boolean> {
  try {
    return await write(readLine(line), options, io);
  } catch (error) {
    refuse(error, options, io);
    return false;
  }
}

async function write(input: Input, options: ExplainOptions, io: Io): Promise<boolean> {
  const { setup } = input;
  warnOfUnknown(setup, io);
  try {
    const explanation =
      'stanza' in input
        ? await explain(setup, input.stanza)
        : await explainRecord(setup, input.record);
    io.out(
      `${options.json === true ? JSON.stringify(explanation) : treeText(explanation, io.hasColours)}\n`,
    );
    return true;
  } catch (error) {
    refuse(error, options, io);
    return false;
  }
}

function refuse(error: unknown, { json }: ExplainOptions, io: Io): void {
  if (json === true) io.out(`${JSON.stringify({ error: messageOf(error) })}\n`);
  else io.err(`xec: ${messageOf(error)}\n`);
}

function readLine(line: string): Input {
  if (line.trimStart().startsWith('<')) {
    throw new UsageError(`expected ${WANTED}, got XML: a raw stanza needs --setup <file>`);
  }
  const value = readJson(line, 'line');
  if (typeof value !== 'object' || value === null) {
    throw new UsageError(`expected ${WANTED}, got no object`);
  }
  const setup = 'setup' in value ? value.setup : undefined;
  if ('record' in value) {
    if ('stanza' in value) throw new UsageError('expected a stanza or a record, got both');
    return { setup, record: value.record };
  }
  if (!('stanza' in value)) throw new UsageError(`expected ${WANTED}, got no stanza and no record`);
  if (typeof value.stanza !== 'string') {
    throw new UsageError(`stanza: expected a string, got ${typeof value.stanza}`);
  }
  return { setup, stanza: value.stanza };
}

function readJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${where}: expected JSON: ${messageOf(error)}`);
  }
}

/** A misspelt member would be left out in silence. */
function warnOfUnknown(setup: unknown, io: Io): void {
  for (const [of, members] of setupMembers) {
    const path = of === 'setup' ? [] : of.split('.');
    const value = path.reduce(memberOf, setup);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const name of Object.keys(value)) {
      if (members.includes(name)) continue;
      io.err(`xec: ${of} has no member "${name}"${hint(name, members)}\n`);
    }
  }
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name] // it has it: the line above
    : undefined;
