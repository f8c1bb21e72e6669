/**
 * `xec register`: an account, made in band (XEP-0077), with an invitation where one is wanted (XEP-0445).
 */
import {
  RegistrationClosed,
  RegistrationError,
  TransportError,
  openRegistration,
  type OpenRegistration,
} from '@xec/client';
import { FormValueError, registrationForm, type FormField, type Registration } from '@xec/stanza';
import { StreamError } from '@xec/xec';
import { checkService, readPassword, readText, type ServerOptions } from '../account/options.js';
import { UsageError, exit, messageOf, type ExitCode } from '../exit.js';
import type { Io } from '../io.js';
import { answersTo, readFields, type Known } from './answers.js';
import { Pictures } from './pictures.js';
import { readPlace, type InviteOptions, type Place } from './place.js';
import { readable } from './readable.js';

/** As commander gives them. */
export interface RegisterOptions extends ServerOptions, InviteOptions {
  readonly field: readonly string[];
  readonly media?: string;
  /** In milliseconds. */
  readonly timeout?: number;
}

/** Makes the account, and writes its address as a JSON line. */
export async function register(
  address: string | undefined,
  options: RegisterOptions,
  io: Io,
): Promise<ExitCode> {
  const place = readPlace(address, options);
  const known = await readKnown(place, options, io);
  const service = options.service === undefined ? place.domain : checkService(options.service);
  const where = await whereOf(place, service, options);
  let registration: OpenRegistration | undefined;
  try {
    registration = await openRegistration({ ...where, signal: io.interrupted() });
    if (place.token !== undefined) await registration.preauth(place.token);
    const account = await fillIn(registration, known, options.media, io);
    io.out(`${JSON.stringify(account)}\n`);
    return exit.ok;
  } catch (error) {
    return tell(error, service, io);
  } finally {
    await registration?.close();
  }
}

async function whereOf({ domain }: Place, service: string, { ca, timeout }: RegisterOptions) {
  return {
    domain,
    service,
    ...(ca !== undefined && { connect: { ca: await readText(ca, '--ca') } }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
  };
}

/** The password that is at hand; a person is asked where the form has such a field. */
async function readKnown(place: Place, options: RegisterOptions, io: Io): Promise<Known> {
  const { domain, username } = place;
  const fields = readFields(options.field);
  if (username !== undefined && fields.has('username')) {
    throw new UsageError(`expected the name once, got ${username}@${domain} and --field username`);
  }
  const { askSecret: _askSecret, ...silentIo } = io;
  const password = await readPassword({ ...options, jid: domain }, silentIo);
  return { fields, username, password, domain };
}

async function fillIn(
  registration: OpenRegistration,
  known: Known,
  folder: string | undefined,
  io: Io,
): ReturnType<OpenRegistration['submit']> {
  const wanted = await registration.fields();
  const pictures = new Pictures(folder);
  try {
    introduce(wanted, io);
    const show = (field: FormField): Promise<void> => showField(field, wanted, pictures, io);
    return await registration.submit(await answersTo(wanted, known, show, io));
  } finally {
    await pictures.forget();
  }
}

/** What the server says to people before it asks. */
function introduce(wanted: Registration, io: Io): void {
  const { title, instructions } = registrationForm(wanted);
  for (const text of new Set([title, wanted.instructions, ...instructions])) {
    if (text !== undefined && text !== '') io.err(`${readable(text)}\n`);
  }
  if (wanted.elsewhere !== undefined) io.err(elsewhere(wanted.elsewhere.url, 'also '));
}

const elsewhere = (url: string, also = ''): string =>
  `The server says that one can ${also}register there: ${readable(url)}\n`;

async function showField(
  field: FormField,
  { media }: Registration,
  pictures: Pictures,
  io: Io,
): Promise<void> {
  if (field.type === 'fixed') io.err(`${readable(field.values.join('\n'))}\n`);
  for (const place of await pictures.of(field, media)) {
    io.err(`To look at or listen to: ${readable(place)}\n`);
  }
}

/** Says why there is no account. */
function tell(error: unknown, service: string, io: Io): ExitCode {
  if (error instanceof FormValueError) throw new UsageError(error.message);
  if (error instanceof RegistrationError) {
    const { message, text } = error;
    const said = text === undefined || text === '' ? '' : ` The server says: ${readable(text)}`;
    io.err(`xec: ${message}${said}\n`);
    const url = error instanceof RegistrationClosed ? error.elsewhere : undefined;
    if (url !== undefined) io.err(elsewhere(url));
    return exit.error;
  }
  const ended = error instanceof StreamError ? error.condition : undefined;
  if (ended === undefined && !(error instanceof TransportError)) throw error;
  const message = readable(messageOf(error));
  io.err(`xec: ${message.includes(service) ? '' : `${service}: `}${message}\n`);
  return ended === 'timeout' ? exit.timeout : exit.connection;
}
