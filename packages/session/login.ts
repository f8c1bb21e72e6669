/**
 * From an open connection to a bound resource, in one line downwards.
 */
import {
  bindRequest,
  iqError,
  isStanza,
  readBound,
  readJid,
  readSaslReply,
  readStanzaError,
  readStreamFeatures,
  saslAuth,
  saslResponse,
  saslAbort,
  NS_BIND,
  type Element,
  type Jid,
  type StreamFeatures,
} from '@xec/stanza';
import { SaslError, newId, type Runtime } from '@xec/xec';
import {
  SaslProtocolError,
  Scram,
  chooseMechanism,
  createMechanism,
  type SaslMechanism,
  type ScramKeys,
} from './sasl/index.js';
import { StreamEnd } from './stream-end.js';
import type { Stream } from './stream.js';

/** Who logs in. */
export interface Account {
  /** The own domain. */
  readonly domain: string;
  /** Absent: a login without an account. */
  readonly local: string | undefined;
  readonly password: string | undefined;
  /** The resource to ask for. */
  readonly resource: string;
  readonly allowPlain: boolean;
  /** Mechanisms that may be used; absent: all. */
  readonly mechanisms: readonly string[] | undefined;
  readonly lang: string;
  /** The strongest mechanism this account was ever served with: nothing weaker is used. */
  readonly pinned: string | undefined;
  /** Keys of an earlier login, which make the next one cheap. */
  readonly keys: ScramKeys | undefined;
}

/** Hears how far the login is. */
export interface LoginProgress {
  /** @param keys of SCRAM, to make the next login cheap; as secret as the password */
  authenticated(mechanism: string, keys: ScramKeys | undefined): void;
}

/** What a login gives. */
export interface Login {
  readonly jid: Jid;
  readonly streamFeatures: StreamFeatures;
}

/**
 * Logs in and binds a resource.
 *
 * @throws SaslError when the login was refused or the server could not prove itself
 * @throws StreamEnd when the stream ended meanwhile
 */
export async function logIn(
  stream: Stream,
  account: Account,
  runtime: Runtime,
  progress: LoginProgress,
): Promise<Login> {
  const offered = await openStream(stream, account);
  const mechanism = await authenticate(stream, account, offered, runtime);
  stream.throwIfEnded();
  progress.authenticated(mechanism.name, mechanism instanceof Scram ? mechanism.keys : undefined);
  const streamFeatures = await openStream(stream, account);
  const jid = await bind(stream, account, streamFeatures, runtime);
  stream.throwIfEnded();
  return { jid, streamFeatures };
}

/** Opens the stream and reads what is offered (RFC 7395 section 3.4, RFC 6120 section 4.3). */
async function openStream(stream: Stream, { domain, lang }: Account): Promise<StreamFeatures> {
  const { from, version } = await stream.open(domain, lang);
  if (version !== '1.0') {
    throw stream.fail('unsupported-version', `expected version 1.0, got ${version ?? 'none'}`);
  }
  // A server that does not know the domain may open in its own name, and then says so.
  const el = await stream.next();
  if (readJid(from)?.toString() !== domain) {
    throw stream.fail(
      'invalid-from',
      `expected a stream of ${domain}, got one of ${from ?? 'nobody'}`,
    );
  }
  const features = readStreamFeatures(el);
  if (features === undefined) throw unexpected(stream, el, 'stream features');
  return features;
}

async function authenticate(
  stream: Stream,
  account: Account,
  offered: StreamFeatures,
  runtime: Runtime,
): Promise<SaslMechanism> {
  const { mechanisms } = account;
  const usable = offered.mechanisms.filter((name) => mechanisms?.includes(name) ?? true);
  const chosen = chooseMechanism(usable, {
    allowPlain: account.allowPlain,
    anonymous: account.local === undefined,
    pinned: account.pinned,
    isSecure: stream.transport?.isSecure ?? false,
    isLoopback: stream.transport?.isLoopback ?? false,
  });
  if ('refused' in chosen) throw new SaslError('invalid-mechanism', chosen.refused);
  const credentials = {
    username: account.local ?? '',
    password: account.password,
    random: (count: number) => runtime.random(count),
  };
  const mechanism = createMechanism(chosen.mechanism, credentials, account.keys);
  try {
    await converse(stream, mechanism);
  } catch (error) {
    if (!(error instanceof SaslProtocolError)) throw error;
    stream.sendElement(saslAbort());
    throw new SaslError(error.code, error.message, { cause: error });
  }
  return mechanism;
}

/** Answers challenges until the server says yes or no; a yes counts only once it is proved. */
async function converse(stream: Stream, mechanism: SaslMechanism): Promise<void> {
  stream.sendElement(saslAuth(mechanism.name, await mechanism.initial()));
  for (;;) {
    const el = await stream.next();
    const reply = readSaslReply(el);
    if (reply === undefined) throw unexpected(stream, el, 'an answer to the login');
    if (reply.kind === 'failure') throw new SaslError(reply.condition, reply.text);
    if (reply.kind === 'success') {
      mechanism.finish(reply.data);
      return;
    }
    stream.sendElement(saslResponse(await mechanism.respond(reply.data)));
  }
}

/** Binds a resource; the server's choice is the JID, whatever was asked for (RFC 6120 section 7). */
async function bind(
  stream: Stream,
  account: Account,
  { namespaces }: StreamFeatures,
  runtime: Runtime,
): Promise<Jid> {
  if (!namespaces.includes(NS_BIND)) {
    throw stream.fail('unsupported-feature', 'the server offers no resource binding');
  }
  const id = newId(runtime);
  stream.sendElement(bindRequest(id, account.resource));
  const reply = await bindReply(stream, id);
  if (reply.attrs['type'] === 'error') {
    const { condition, text, type } = readStanzaError(reply);
    // `wait`: the server itself says that the same may go well later (RFC 6120 section 8.3.2).
    const kind = type === 'wait' ? 'postponed' : 'refused';
    throw new StreamEnd(kind, condition, `no resource was bound: ${text ?? condition}`);
  }
  const jid = readBound(reply);
  if (jid === undefined) throw stream.fail('bad-format', 'expected the bound JID, got none');
  if (jid.domain !== account.domain || (account.local ?? jid.local) !== jid.local) {
    throw stream.fail('invalid-from', 'the server bound a JID of another account');
  }
  return jid;
}

/** The answer to the binding; requests that come before it get their one error. */
async function bindReply(stream: Stream, id: string): Promise<Element> {
  for (;;) {
    const el = await stream.next();
    const type: unknown = el.attrs['type'];
    if (!isStanza(el)) throw unexpected(stream, el, 'the result of the binding');
    if (el.name === 'iq' && (type === 'result' || type === 'error')) {
      if (el.attrs['id'] === id) return el;
    } else if (el.name === 'iq') {
      stream.sendElement(iqError(el, 'service-unavailable'));
    }
  }
}

/** Stanzas before the login end the stream (RFC 6120 section 6.3), and so does what nobody expects. */
const unexpected = (stream: Stream, el: Element, wanted: string): StreamEnd =>
  stream.fail(
    isStanza(el) ? 'not-authorized' : 'unsupported-stanza-type',
    `expected ${wanted}, got <${el.getName()}/>`,
  );
