/**
 * A login by SASL2: who we are, which stream goes on or which resource is bound, and a token for the
 * next time, in one exchange (XEP-0388, XEP-0386, XEP-0198 section 9, XEP-0484).
 */
import {
  NS_STREAM_MANAGEMENT,
  bind2Request,
  enableStreamManagement,
  fastLogin,
  offersInline,
  readBind2Feature,
  readBound2,
  readFastFeature,
  readFastToken,
  readStreamFeatures,
  readStreamManagement,
  requestFastToken,
  resumeStream,
  type Element,
  type Sasl2Feature,
  type Sasl2Success,
  type StreamFeatures,
  type StreamManagementReply,
  type XmlElement,
} from '@xec/stanza';
import { SaslError, Secret, type Runtime } from '@xec/xec';
import { SaslProtocolError } from '../sasl/index.js';
import type { Stream } from '../stream.js';
import { unexpected } from '../unexpected.js';
import type { Account } from './account.js';
import { finishLogin, loginRequest, type Asked } from './authenticate2.js';
import { checkAccount, checkBound } from './bind.js';
import { keysOf, mechanismFor, offerOf, type Chosen } from './choose.js';
import { downgraded, tokenFault, tokenMechanismFor, tokenNameFor } from './choose-token.js';
import type { BoundLogin, LoginProgress, ResumedLogin } from './login.js';
import { managedBy, mustBeAsked, type Managed } from './managed-login.js';
import { openStream } from './open-stream.js';
import type { Inline, LoginToken } from './token.js';
import { UpgradeTasks } from './upgrade-tasks.js';

/** The server knows us, and has bound no resource yet: that follows. */
export interface Unbound {
  readonly kind: 'unbound';
  readonly features: StreamFeatures;
}

/** A token did not do: the login goes on by other means. */
export interface TokenRefused {
  readonly kind: 'refused';
  readonly features: StreamFeatures;
}

type Login = BoundLogin | ResumedLogin | Unbound;

/** What came of a login by a token. */
export type TokenLogin = Login | TokenRefused;

/** One login, and what the server can do together with it. */
interface Exchange {
  readonly stream: Stream;
  readonly account: Account;
  readonly inline: Inline;
  readonly progress: LoginProgress;
}

/** Logs in by the token, or by the strongest mechanism that is offered. */
export async function logInWithSasl2(
  stream: Stream,
  account: Account,
  features: StreamFeatures,
  offered: Sasl2Feature,
  runtime: Runtime,
  progress: LoginProgress,
): Promise<Login> {
  const exchange: Exchange = { stream, account, inline: inlineOf(offered), progress };
  const { token, wantsToken } = account;
  // One is not asked for either where it could not be used.
  const fault = token || wantsToken ? await tokenFault(stream, features) : undefined;
  if (token && fault?.isContradiction === true) throw downgraded(fault);
  const byToken =
    token && fault === undefined ? tokenMechanismFor(stream, account, token, runtime) : undefined;
  if (byToken !== undefined) {
    await progress.binding();
    stream.throwIfEnded();
    const login = await withToken(exchange, byToken, (request) => begin(exchange, request));
    if (login !== undefined) return login;
  }
  const offer = offerOf(features, offered);
  const { mechanism, pin } = await mechanismFor(stream, account, offer, runtime);
  await progress.binding();
  stream.throwIfEnded();
  const fast = fault === undefined ? readFastFeature(offered.inline)?.mechanisms : undefined;
  const tokenName = tokenNameFor(stream, account, fast);
  const asked: Asked = {
    userAgent: progress.userAgent(),
    inline: [
      ...askedInline(exchange),
      ...(tokenName === undefined ? [] : [requestFastToken(tokenName)]),
    ],
    tasks: new UpgradeTasks(offered.upgrades, account.password),
  };
  begin(exchange, await loginRequest(mechanism, asked));
  const success = await finishLogin(stream, mechanism, asked);
  mustBeOurs(exchange, success);
  progress.authenticated(mechanism.name, pin, keysOf(mechanism), success.jid);
  if (tokenName !== undefined) keepToken(exchange, success, tokenName);
  return finish(exchange, success);
}

/**
 * Opens the stream and logs in at once, before the server has said what it offers: it did so when it
 * gave the token. One round trip.
 *
 * @returns what is offered, where the token did not do; `undefined`, and nothing is said, where this
 * connection lacks what the token is bound to
 */
export async function logInWithToken(
  stream: Stream,
  account: Account,
  token: LoginToken,
  runtime: Runtime,
  progress: LoginProgress,
): Promise<TokenLogin | undefined> {
  const chosen = tokenMechanismFor(stream, account, token, runtime);
  if (chosen === undefined) return undefined;
  const { inline } = token;
  const exchange: Exchange = { stream, account, inline, progress };
  await progress.binding();
  stream.throwIfEnded();
  let features: StreamFeatures | undefined;
  const login = await withToken(exchange, chosen, async (request) => {
    features = await openStream(stream, account, () => {
      begin(exchange, request);
    });
    const fault = await tokenFault(stream, features);
    if (fault === undefined) return;
    if (!fault.isContradiction) progress.tokenForgotten();
    throw downgraded(fault);
  });
  if (login !== undefined) return login;
  if (features === undefined) throw new Error('expected an open stream');
  return { kind: 'refused', features };
}

/**
 * Logs in with a token.
 *
 * @param say says the request, as soon as it may be said
 * @returns `undefined` where the server does not take the token, which is forgotten then
 */
async function withToken(
  exchange: Exchange,
  { mechanism }: Chosen,
  say: (request: XmlElement) => void | Promise<void>,
): Promise<Login | undefined> {
  const { stream, account, inline, progress } = exchange;
  const count = await progress.usingToken();
  const asked: Asked = {
    userAgent: progress.userAgent(),
    inline: [...askedInline(exchange), fastLogin({ count, invalidate: account.forgetsToken })],
    tasks: new UpgradeTasks([], undefined),
  };
  let success: Sasl2Success;
  try {
    await say(await loginRequest(mechanism, asked));
    success = await finishLogin(stream, mechanism, asked);
  } catch (error) {
    // A server that says yes and proves nothing is not asked anything else.
    if (!(error instanceof SaslError) || error.cause instanceof SaslProtocolError) throw error;
    if (isResuming(account, inline)) progress.resumptionAnswered();
    progress.tokenForgotten();
    // Whatever else is amiss (an account that is disabled) the next mechanism will hear again.
    if (stream.end !== undefined) throw error;
    return undefined;
  }
  mustBeOurs(exchange, success);
  progress.authenticated(mechanism.name, undefined, undefined, success.jid);
  if (account.forgetsToken) progress.tokenForgotten();
  else keepToken(exchange, success, mechanism.name);
  return finish(exchange, success);
}

function begin({ stream, account, inline, progress }: Exchange, request: XmlElement): void {
  if (isResuming(account, inline)) progress.resuming();
  stream.bePatient();
  stream.sendElement(request);
}

/** Before anything that came with it counts: a token of another account, or a stream that goes on. */
function mustBeOurs({ stream, account }: Exchange, { jid }: Sasl2Success): void {
  stream.throwIfEnded();
  checkAccount(stream, account, jid, 'knows us as another account');
}

function keepToken(
  { inline, progress }: Exchange,
  { inline: answers }: Sasl2Success,
  mechanism: string,
): void {
  const given = readFastToken(answers);
  if (given === undefined) return;
  const token = new Secret(given.token);
  const expiry = given.expiry.getTime();
  progress.tokenGiven({ mechanism, token, expiry, count: 0, inline });
}

/** What came of what was asked for besides. */
async function finish(
  { stream, account, inline, progress }: Exchange,
  { jid, inline: answers }: Sasl2Success,
): Promise<Login> {
  let handledBefore: number | undefined;
  if (isResuming(account, inline)) {
    progress.resumptionAnswered();
    const reply = readManagement(answers);
    if (reply?.kind === 'resumed') {
      mustBeAsked(stream, account.management?.previous?.id, reply.id, () => {
        progress.resumedOther();
      });
      return { kind: 'resumed', handled: reply.handled, featuresFollow: true };
    }
    if (reply?.kind === 'failed') handledBefore = reply.handled;
  }
  const el = await stream.next();
  const features = readStreamFeatures(el);
  if (features === undefined) throw unexpected(stream, el, 'stream features');
  const bound = readBound2(answers);
  if (bound === undefined) return { kind: 'unbound', features };
  return {
    kind: 'bound',
    jid: checkBound(stream, account, jid.resource === undefined ? undefined : jid),
    streamFeatures: features,
    early: [],
    managed: managedIn(bound.inline),
    handledBefore,
  };
}

function managedIn(answers: readonly Element[]): Managed | undefined {
  const reply = readManagement(answers);
  return reply?.kind === 'enabled' ? managedBy(reply) : undefined;
}

const readManagement = (answers: readonly Element[]): StreamManagementReply | undefined =>
  answers.map(readStreamManagement).find((each) => each !== undefined);

function inlineOf({ inline }: Sasl2Feature): Inline {
  const bind = readBind2Feature(inline);
  return {
    bind: bind !== undefined,
    enable: bind?.features.includes(NS_STREAM_MANAGEMENT) ?? false,
    resume: offersInline({ inline }, 'sm', NS_STREAM_MANAGEMENT),
  };
}

const isResuming = ({ management }: Account, { resume }: Inline): boolean =>
  resume && management?.previous !== undefined;

function askedInline({ account, inline }: Exchange): Element[] {
  const { bind, enable, resume } = inline;
  const { management, tag } = account;
  const asked: Element[] = [];
  const previous = management?.previous;
  if (resume && previous !== undefined) {
    asked.push(resumeStream(previous.id.reveal(), previous.handled));
  }
  // A stream that is to be resumed some other way comes before a binding.
  const mayBind = previous === undefined || (resume && management?.resumeOnly !== true);
  if (!bind || !mayBind) return asked;
  const isManaged = enable && management !== undefined;
  asked.push(
    bind2Request({ tag, inline: isManaged ? [enableStreamManagement(management.maxSeconds)] : [] }),
  );
  return asked;
}
