/**
 * From an open connection to a bound resource, in one line downwards.
 */
import {
  NS_STREAM_MANAGEMENT,
  type Element,
  type Jid,
  type StreamFeatures,
  type UserAgent,
} from '@xec/stanza';
import { loadPart } from '@xec/transport';
import type { Runtime } from '@xec/xec';
import type { ScramKeys } from '../sasl/index.js';
import { StreamEnd } from '../stream-end.js';
import type { Stream } from '../stream.js';
import type { Account } from './account.js';
import { authenticate } from './authenticate.js';
import { bind } from './bind.js';
import { keysOf, mechanismFor, offerOf } from './choose.js';
import {
  enable,
  resume,
  type Managed,
  type PreviousStream,
  type Resumption,
} from './managed-login.js';
import { openFirst, openStream } from './open-stream.js';
import type { TokenLogin } from './sasl2-login.js';
import type { LoginToken } from './token.js';

/** Hears how far the login is. */
export interface LoginProgress {
  /**
   * The server knows us.
   *
   * @param pin what nothing weaker than is used from now on; absent: as before
   * @param keys of SCRAM, to make the next login cheap; as secret as the password
   * @param identifier as whom, which SASL2 says
   */
  authenticated(
    mechanism: string,
    pin: string | undefined,
    keys: ScramKeys | undefined,
    identifier?: Jid,
  ): void;
  /**
   * Next the server is asked to go on with the stream that was lost, or to bind a resource: either may
   * take it from somebody else. The login goes on when this resolves.
   */
  binding(): Promise<void>;
  /** The server is asked to go on with the stream that was lost. */
  resuming(): void;
  /** It answered, one way or the other. */
  resumptionAnswered(): void;
  /** The server went on with another stream than the one that was lost. */
  resumedOther(): void;
  /** What the server is told of this client; its id stays as long as the session is stored. */
  userAgent(): UserAgent;
  /** The token is used; gives how often it was, this time included. It is stored when this resolves. */
  usingToken(): Promise<number>;
  /** The server does not take the token, or not again. */
  tokenForgotten(): void;
  /** The server gave a token for the next logins, in place of an earlier one. */
  tokenGiven(token: LoginToken): void;
}

/** A login that bound a resource: a new stream. */
export interface BoundLogin {
  readonly kind: 'bound';
  readonly jid: Jid;
  readonly streamFeatures: StreamFeatures;
  /** Stanzas that came before anything was counted. */
  readonly early: readonly Element[];
  /** How the server manages the stream; absent where it does not. */
  readonly managed: Managed | undefined;
  /** Of a stream that could not be resumed: how many of our stanzas the server had handled of it. */
  readonly handledBefore: number | undefined;
}

/** A login that goes on with the stream that was lost. */
export interface ResumedLogin {
  readonly kind: 'resumed';
  /** How many of our stanzas the server has handled. */
  readonly handled: number;
  /** Whether the server says its features once more, after SASL2. */
  readonly featuresFollow?: boolean;
}

/**
 * Logs in, and resumes the stream that was lost or binds a resource.
 *
 * @throws SaslError when the login was refused or the server could not prove itself
 * @throws StreamEnd when the stream ended meanwhile
 */
export async function logIn(
  stream: Stream,
  account: Account,
  runtime: Runtime,
  progress: LoginProgress,
): Promise<BoundLogin | ResumedLogin> {
  if (account.componentSecret !== undefined) {
    const { logInComponent } = await loadPart(() => import('./component-login.js'));
    return logInComponent(stream, account, account.componentSecret, progress);
  }
  const early = await tryToken(stream, account, runtime, progress);
  if (early?.kind === 'unbound') {
    return bindResource(stream, account, early.features, runtime, progress);
  }
  if (early !== undefined && early.kind !== 'refused') return early;
  const left = early === undefined ? account : { ...account, token: undefined };
  let features = early?.features ?? (await openFirst(stream, account));
  if (features.sasl2 !== undefined && account.sasl2) {
    const { logInWithSasl2 } = await loadSasl2(stream);
    const login = await logInWithSasl2(stream, left, features, features.sasl2, runtime, progress);
    if (login.kind !== 'unbound') return login;
    return bindResource(stream, account, login.features, runtime, progress);
  }
  const { mechanism, pin } = await mechanismFor(stream, account, offerOf(features), runtime);
  await authenticate(stream, mechanism);
  stream.throwIfEnded();
  progress.authenticated(mechanism.name, pin, keysOf(mechanism));
  features = await openStream(stream, account);
  await progress.binding();
  stream.throwIfEnded();
  return bindResource(stream, account, features, runtime, progress);
}

/** What only logins by SASL2 need: not every server offers it. */
async function loadSasl2(stream: Stream): Promise<typeof import('./sasl2-login.js')> {
  const part = await loadPart(() => import('./sasl2-login.js'));
  stream.throwIfEnded();
  return part;
}

/**
 * Logs in with a token before the server has said anything: TLS is there, or is not needed. Gives
 * nothing where there is no such token.
 */
async function tryToken(
  stream: Stream,
  account: Account,
  runtime: Runtime,
  progress: LoginProgress,
): Promise<TokenLogin | undefined> {
  const { transport } = stream;
  const { token } = account;
  if (token === undefined || transport === undefined || !account.sasl2) return undefined;
  const comesTls = transport.startTls !== undefined || account.mustBeSecure;
  if (!transport.isSecure && comesTls) return undefined;
  const { logInWithToken } = await loadSasl2(stream);
  return logInWithToken(stream, account, token, runtime, progress);
}

/** The server knows us: goes on with the stream that was lost, or binds a resource. */
async function bindResource(
  stream: Stream,
  account: Account,
  streamFeatures: StreamFeatures,
  runtime: Runtime,
  progress: LoginProgress,
): Promise<BoundLogin | ResumedLogin> {
  const { management } = account;
  const isManaged = streamFeatures.namespaces.includes(NS_STREAM_MANAGEMENT);
  const resumption =
    isManaged && management?.previous !== undefined
      ? await goOn(stream, management.previous, progress)
      : undefined;
  stream.throwIfEnded();
  if (resumption?.kind === 'resumed') return resumption;
  if (management?.resumeOnly === true) {
    throw new StreamEnd('refused', 'conflict', 'another connection has the resource');
  }
  const early: Element[] = [];
  const jid = await bind(stream, account, streamFeatures, runtime, early);
  const managed =
    isManaged && management !== undefined
      ? await enable(stream, management.maxSeconds, early)
      : undefined;
  stream.throwIfEnded();
  const handledBefore = resumption?.handled;
  return { kind: 'bound', jid, streamFeatures, early, managed, handledBefore };
}

async function goOn(
  stream: Stream,
  previous: PreviousStream,
  progress: LoginProgress,
): Promise<Resumption> {
  progress.resuming();
  const resumption = await resume(stream, previous, () => {
    progress.resumedOther();
  });
  progress.resumptionAnswered();
  return resumption;
}
