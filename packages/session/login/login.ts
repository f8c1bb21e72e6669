/**
 * From an open connection to a bound resource, in one line downwards.
 */
import { NS_STREAM_MANAGEMENT, type Element, type Jid, type StreamFeatures } from '@xec/stanza';
import type { Runtime } from '@xec/xec';
import type { ScramKeys } from '../sasl/index.js';
import { StreamEnd } from '../stream-end.js';
import type { Stream } from '../stream.js';
import type { Account } from './account.js';
import { authenticate } from './authenticate.js';
import { bind } from './bind.js';
import { keysOf, mechanismFor, offerOf, tokenMechanismFor, type Chosen } from './choose.js';
import {
  enable,
  resume,
  type Managed,
  type PreviousStream,
  type Resumption,
} from './managed-login.js';
import { openFirst, openStream } from './open-stream.js';
import { logInWithSasl2, logInWithToken } from './sasl2-login.js';
import type { LoginToken } from './token.js';

/** Hears how far the login is. */
export interface LoginProgress {
  /**
   * The server knows us.
   *
   * @param pin what nothing weaker than is used from now on; absent: as before
   * @param keys of SCRAM, to make the next login cheap; as secret as the password
   */
  authenticated(mechanism: string, pin: string | undefined, keys: ScramKeys | undefined): void;
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
    const { logInComponent } = await import('./component-login.js');
    return logInComponent(stream, account, account.componentSecret, progress);
  }
  const token = atOnce(stream, account, runtime);
  let features: StreamFeatures;
  let left = account;
  if (token === undefined) {
    features = await openFirst(stream, account);
  } else {
    const login = await logInWithToken(stream, account, ...token, progress);
    if (login.kind === 'unbound')
      return bindResource(stream, account, login.features, runtime, progress);
    if (login.kind !== 'refused') return login;
    features = login.features;
    left = { ...account, token: undefined };
  }
  const { sasl2 } = features;
  if (sasl2 !== undefined && account.sasl2) {
    const login = await logInWithSasl2(stream, left, features, sasl2, runtime, progress);
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

/** The token to log in with before the server has said anything: TLS is there, or is not needed. */
function atOnce(
  stream: Stream,
  account: Account,
  runtime: Runtime,
): [LoginToken, Chosen] | undefined {
  const { token } = account;
  const { transport } = stream;
  if (token === undefined || transport === undefined || !account.sasl2) return undefined;
  const comesTls = transport.startTls !== undefined || account.mustBeSecure;
  if (!transport.isSecure && comesTls) return undefined;
  const chosen = tokenMechanismFor(stream, account, token, runtime);
  return chosen === undefined ? undefined : [token, chosen];
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
