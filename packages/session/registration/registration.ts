/**
 * In-band registration before a login (XEP-0077), with invitations (XEP-0445).
 */
import {
  NS_IBR_TOKEN,
  NS_INVITE,
  NS_REGISTER_FEATURE,
  iqGet,
  iqSet,
  preauthElement,
  readJid,
  readRegistration,
  readStanzaError,
  refusalText,
  registerRequest,
  registerSubmission,
  registrationAnswer,
  registrationProblem,
  type Element,
  type FormValue,
  type Registration,
  type StreamFeatures,
  type XmlElement,
} from '@xec/stanza';
import { newId } from '@xec/xec';
import { unexpected } from '../unexpected.js';
import { RegistrationClosed, RegistrationError, registrationError } from './errors.js';
import { hashcashFor } from './hashcash.js';
import { visit, type Visit, type VisitOptions } from '../visit.js';

/** An account that was made. */
export interface RegisteredAccount {
  /** Its bare JID; absent where the form had no name in it, and the server chose one. */
  readonly jid?: string;
}

/** Where an account is to be made. */
export type RegistrationOptions = VisitOptions;

/** A stream on which an account can be made. Made by {@link openRegistration}. */
export class OpenRegistration {
  readonly #visit: Visit;
  readonly #features: StreamFeatures;
  #registration: Registration | undefined = undefined;
  #isInvited = false;

  constructor(visited: Visit, features: StreamFeatures) {
    this.#visit = visited;
    this.#features = features;
  }

  /** Whether the server takes the tokens of invitations. It may make accounts without them, too. */
  get takesInvitations(): boolean {
    const { namespaces } = this.#features;
    return namespaces.includes(NS_IBR_TOKEN) || namespaces.includes(NS_INVITE);
  }

  /**
   * Shows an invitation (XEP-0445 section 4). A token that is for one use is used up by the
   * registration, not by this.
   *
   * @throws RegistrationError with `invitation-refused` when the server does not know it, or takes none,
   * and with `unsafe` where others could read it on the way: nothing was sent then
   */
  async preauth(token: string): Promise<void> {
    if (!this.takesInvitations) throw new RegistrationError('invitation-refused');
    this.#demandPrivateStream();
    const reply = await this.#ask(iqSet(this.#visit.domain, preauthElement(token)));
    if (reply.attrs['type'] === 'error') {
      const { condition, text } = readStanzaError(reply);
      throw new RegistrationError('invitation-refused', { condition, text });
    }
    this.#isInvited = true;
  }

  /**
   * Asks what the server wants to know: `registrationForm(…)` is the form to show.
   *
   * A form is no permission: closed servers show one, and refuse what is filled in.
   *
   * @throws RegistrationClosed where there is no registration, or it is somewhere else
   */
  async fields(): Promise<Registration> {
    const reply = await this.#ask(iqGet(this.#visit.domain, registerRequest()));
    if (reply.attrs['type'] === 'error') throw this.#refusal(reply);
    const registration = readRegistration(reply);
    if (registration === undefined) throw new RegistrationError('failed');
    const { form, fields, elsewhere } = registration;
    if (form === undefined && fields.length === 0) {
      throw new RegistrationClosed('closed', {
        elsewhere: elsewhere?.url,
        text: registration.instructions,
      });
    }
    this.#registration = registration;
    return registration;
  }

  /**
   * Makes the account. A challenge for machines (`SHA-256`, XEP-0158) is answered here, which may take
   * some seconds of computing.
   *
   * @param values by the names of the form's fields: `username` and `password` for most servers
   * @throws FormValueError for a value that does not fit its field, or is missing: nothing was sent
   * @throws RegistrationError when the server refuses; the same stream may be asked again, after
   * `wrong-captcha` by {@link fields} first, for a new one
   */
  async submit(values: Readonly<Record<string, FormValue>>): Promise<RegisteredAccount> {
    const registration = this.#registration ?? (await this.fields());
    const work = await hashcashFor(registration.form, this.#visit.domain, values, this.#pause);
    const answer = registrationAnswer(registration, { ...work, ...values });
    const jid = this.#jidOf(values['username']);
    this.#demandPrivateStream();
    const reply = await this.#ask(iqSet(this.#visit.domain, registerSubmission(answer)));
    if (reply.attrs['type'] === 'error') throw this.#refusal(reply);
    return jid === undefined ? {} : { jid };
  }

  /** Closes the stream; resolves when the connection is gone. */
  async close(): Promise<void> {
    await this.#visit.close();
  }

  /** The account's address; what cannot be one is told before the server is asked. */
  #jidOf(username: FormValue): string | undefined {
    if (typeof username !== 'string' || username === '') return undefined;
    const jid = readJid(`${username}@${this.#visit.domain}`);
    // With a "/" or an "@" in it, it would be another address.
    if (jid?.isBare !== true || jid.domain !== this.#visit.domain)
      throw new RegistrationError('bad-name');
    return jid.bare;
  }

  /** "a client SHOULD NOT send such a request unless the underlying stream is encrypted" (section 11). */
  #demandPrivateStream(): void {
    const { transport } = this.#visit.stream;
    if (transport?.isSecure !== true && transport?.isLoopback !== true) {
      throw new RegistrationError('unsafe');
    }
  }

  #refusal(reply: Element): RegistrationError {
    const info = readStanzaError(reply);
    const problem = registrationProblem(
      { ...info, text: refusalText(reply) },
      this.takesInvitations && !this.#isInvited,
    );
    return registrationError(problem, { condition: info.condition, text: info.text });
  }

  /** Sends a request and waits for its answer. Nothing else may come on such a stream. */
  async #ask(iq: XmlElement): Promise<Element> {
    const { stream, runtime } = this.#visit;
    const id = newId(runtime);
    iq.attrs['id'] = id;
    return this.#visit.withinTime(async () => {
      stream.throwIfEnded();
      stream.sendElement(iq);
      const el = await stream.next();
      const isReply = el.attrs['type'] === 'result' || el.attrs['type'] === 'error';
      if (el.is('iq', iq.getNS()) && el.attrs['id'] === id && isReply && this.#mayAnswer(el)) {
        return el;
      }
      throw unexpected(stream, el, 'an answer to the registration');
    });
  }

  /** While much is computed the process does other things, and nothing for a stream that ended. */
  readonly #pause = async (): Promise<void> => {
    const { runtime, stream } = this.#visit;
    await new Promise<void>((resolve) => {
      runtime.soon(resolve);
    });
    stream.throwIfEnded();
  };

  /** The server answers in its own name, or in none: there is no account yet. */
  #mayAnswer({ attrs }: Element): boolean {
    const from: unknown = attrs['from'];
    return (
      from === undefined ||
      (typeof from === 'string' && readJid(from)?.toString() === this.#visit.domain)
    );
  }
}

/**
 * Connects to a server without an account, to make one.
 *
 * @throws InvalidJid or TypeError when `domain` is none
 * @throws TransportError when no server was found
 * @throws StreamError when the server ended the stream
 * @throws RegistrationClosed when the server offers no registration
 */
export async function openRegistration(options: RegistrationOptions): Promise<OpenRegistration> {
  const [visited, features] = await visit(options);
  if (!offersRegistration(features)) {
    await visited.close();
    throw new RegistrationClosed('closed');
  }
  return new OpenRegistration(visited, features);
}

const offersRegistration = ({ namespaces }: StreamFeatures): boolean =>
  [NS_REGISTER_FEATURE, NS_IBR_TOKEN, NS_INVITE].some((ns) => namespaces.includes(ns));

/** What {@link registerAccount} is told beside where. */
export interface RegisterAccountOptions extends RegistrationOptions {
  readonly username: string;
  readonly password: string;
  /** Of an invitation. */
  readonly token?: string | undefined;
  /** Values of other fields, by name. */
  readonly values?: Readonly<Record<string, FormValue>> | undefined;
}

/**
 * Makes an account in one call, for servers whose form needs no human.
 *
 * @throws FormValueError where the form wants more than was given
 * @throws RegistrationError when the server refuses
 */
export async function registerAccount(options: RegisterAccountOptions): Promise<RegisteredAccount> {
  const { username, password, token, values } = options;
  const registration = await openRegistration(options);
  try {
    if (token !== undefined) await registration.preauth(token);
    return await registration.submit({ username, password, ...values });
  } finally {
    await registration.close();
  }
}
