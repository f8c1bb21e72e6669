/**
 * What is said to the form of a server: by options, and by the person at the terminal.
 */
import {
  fieldTexts,
  registrationForm,
  type FormField,
  type FormValue,
  type Registration,
} from '@xec/stanza';
import { UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { readable } from './readable.js';

/** What is known before the server asks. */
export interface Known {
  /** `--field name=value`, by name. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** For the question. */
  readonly domain: string;
}

/** Values by name, for `submit`. */
export type Answers = Record<string, FormValue>;

/**
 * Reads `--field name=value`; a name that comes twice is a list.
 *
 * @throws UsageError also for the password, which others on the machine could read there
 */
export function readFields(assignments: readonly string[]): Known['fields'] {
  const fields = new Map<string, readonly string[]>();
  for (const assignment of assignments) {
    const at = assignment.indexOf('=');
    if (at < 1)
      throw new UsageError('expected --field name=value, got one without a name or a "="');
    const name = assignment.slice(0, at);
    if (name === 'password') throw secretOption(name);
    fields.set(name, [...(fields.get(name) ?? []), assignment.slice(at + 1)]);
  }
  return fields;
}

/**
 * Asks for what is not known. What has a value keeps it; where there is no terminal, what is not required
 * is left out.
 *
 * @param show shows what a field brought for people to look at
 * @throws UsageError naming what else is wanted where nobody is there to be asked
 */
export async function answersTo(
  registration: Registration,
  known: Known,
  show: (field: FormField) => Promise<void>,
  io: Io,
): Promise<Answers> {
  const { fields } = registrationForm(registration);
  const answers: Answers = Object.fromEntries(
    [...known.fields].map(([name, texts]) => [name, valueFor(fields, name, texts)]),
  );
  const { username } = known;
  if (username !== undefined) {
    if (!fields.some((field) => field.var === 'username')) {
      throw new UsageError(`this server chooses names itself: give "${known.domain}" alone`);
    }
    answers['username'] = username;
  }
  const missing: string[] = [];
  for (const field of fields.filter((each) => !isSaid(each, answers))) {
    await show(field);
    if (field.var === undefined || field.type === 'fixed') continue;
    const answer = await answerTo(field, { ...known, username: answers['username'] }, io);
    if (answer !== undefined) answers[field.var] = answer;
    else if (field.required === true) missing.push(wishFor(field));
  }
  if (missing.length === 0) return answers;
  throw new UsageError(`the server wants to know more: ${missing.join(', ')}`);
}

/** Fields that have a value already, or are not for people. */
const isSaid = (field: FormField, answers: Answers): boolean =>
  field.type === 'hidden' ||
  field.var === 'SHA-256' || // a question for the machine (XEP-0158), which answers it
  (field.var !== undefined && Object.hasOwn(answers, field.var)) ||
  (field.type !== 'fixed' && fieldTexts(field).length > 0);

/** The values of `--field` in the type that the field has. */
function valueFor(fields: readonly FormField[], name: string, texts: readonly string[]): FormValue {
  const field = fields.find((each) => each.var === name);
  if (field?.type === 'text-private') throw secretOption(name);
  const [text = ''] = texts;
  if (field?.type === 'boolean') return booleanOf(text) ?? text;
  const isList = field !== undefined && 'values' in field;
  return texts.length > 1 || isList ? texts : text;
}

const booleanOf = (text: string): boolean | undefined =>
  /^(true|yes|y|1)$/i.test(text) ? true : /^(false|no|n|0)$/i.test(text) ? false : undefined;

interface Asked extends Omit<Known, 'username'> {
  readonly username: FormValue;
}

/** What the person says; nothing where nobody is there, or the line is empty. */
async function answerTo(field: FormField, known: Asked, io: Io): Promise<FormValue> {
  const { domain, username } = known;
  if (field.var === 'password') {
    const of = typeof username === 'string' ? `${username}@${domain}` : domain;
    return known.password ?? askTwice(`Password for ${readable(of)}: `, io);
  }
  const question = `${readable(questionOf(field))}: `;
  if (field.type === 'text-private') return said(await io.askSecret?.(question));
  const text = said(await io.ask?.(question));
  if (text === undefined) return undefined;
  if (field.type === 'boolean') return booleanOf(text) ?? text;
  return 'values' in field ? text.split(',').map((item) => item.trim()) : text;
}

const said = (text: string | undefined): string | undefined => (text === '' ? undefined : text);

/** A new password is typed twice: nobody sees a slip. */
async function askTwice(question: string, io: Io): Promise<string | undefined> {
  const password = said(await io.askSecret?.(question));
  if (password === undefined) return undefined;
  if ((await io.askSecret?.('The same again: ')) === password) return password;
  throw new UsageError('the two passwords are not the same');
}

function questionOf(field: FormField): string {
  const label = field.label ?? field.var ?? '';
  const hints = [
    ...('options' in field && field.options.length > 0
      ? [`one of ${field.options.map(({ value }) => value).join(', ')}`]
      : []),
    ...(field.type === 'boolean' ? ['yes or no'] : []),
    ...(field.type === 'list-multi' || field.type === 'jid-multi' ? ['with commas between'] : []),
    ...(field.required === true ? [] : ['or nothing']),
  ];
  return hints.length === 0 ? label : `${label} (${hints.join('; ')})`;
}

/** How to say what is missing. */
function wishFor(field: FormField): string {
  const name = readable(field.var ?? '');
  if (name === 'password') {
    return 'a password (--password-file <file>, the variable XEC_PASSWORD, or a terminal to ask on)';
  }
  const label = field.label === undefined ? '' : ` (${readable(field.label)})`;
  const isForPeople = field.media !== undefined || field.type === 'text-private';
  return isForPeople ? `${name}${label}, on a terminal` : `--field ${name}=…${label}`;
}

const secretOption = (name: string): UsageError =>
  new UsageError(
    `--field ${name}: a secret is no argument, for others on this machine can read those; use ` +
      '--password-file, XEC_PASSWORD or a terminal',
  );
