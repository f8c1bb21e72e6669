/**
 * XEP-0388: Extensible SASL Profile, version 1.0.4 (2025-08-25), the server's side.
 * https://xmpp.org/extensions/xep-0388.html
 */
import {
  parseJid,
  readFastLogin,
  readJid,
  readSasl2Message,
  sasl2Challenge,
  sasl2Continue,
  sasl2Failure,
  sasl2Success,
  sasl2TaskData,
  type Element,
  type Sasl2Message,
  type Sasl2Request,
  type XmlElement,
} from '@xec/stanza';
import type { Account } from '../accounts.js';
import type { Connection } from '../connection.js';
import type { FrameSocket } from '../frame-socket.js';
import type { Host } from '../host.js';
import { prepareLocal } from '../jid.js';
import type { Login, LoginStep } from '../login.js';
import { createTokenMechanism } from '../mechanisms.js';
import { fail, type SaslFailure } from '../sasl/mechanism.js';
import { tokenOffer } from '../sasl/offer.js';
import { sessionFeatures } from '../stream-elements.js';
import type { Token } from '../tokens.js';
import { bindInline, resumeInline, tokenInline } from './inline.js';
import { Upgrade } from './upgrade.js';

/** A login on its way. */
interface Attempt {
  readonly request: Sasl2Request;
  /** The token that proved the client. */
  token?: Token;
  /** Who it is, once the mechanism is done. */
  account?: Account;
  /** The tasks to do before the login counts; the first is on its way. */
  upgrades: readonly Upgrade[];
}

export class Sasl2Login {
  #attempt: Attempt | undefined;

  constructor(
    private readonly host: Host,
    private readonly connection: Connection,
    private readonly socket: FrameSocket,
    private readonly login: Login,
  ) {}

  /** Whether a login is on its way: nothing else may come then (section 2.4). */
  get isBusy(): boolean {
    return this.#attempt !== undefined;
  }

  /** Takes an element of the namespace. */
  handle(el: Element): void {
    const message = readSasl2Message(el);
    if (message === undefined) return this.#refuse(this.login.refuse(fail('malformed-request')));
    if (message.kind === 'authenticate') return this.#begin(message);
    const attempt = this.#attempt;
    if (attempt === undefined) return this.connection.fail('policy-violation', 'no login goes on');
    if (message.kind === 'response') return this.#step(attempt, this.login.respond(message.data));
    if (message.kind === 'abort') return this.#refuse(this.login.refuse(fail('aborted')));
    this.#work(attempt, message);
  }

  #begin(request: Sasl2Request): void {
    if (this.isBusy) return this.connection.fail('policy-violation', 'a login goes on already');
    const attempt: Attempt = { request, upgrades: [] };
    this.#attempt = attempt;
    const { mechanism, initial = new Uint8Array(0) } = request;
    const forToken = tokenOffer(this.host, this.socket).includes(mechanism)
      ? createTokenMechanism(mechanism, this.socket, (name, isProved) =>
          this.#useToken(attempt, name, isProved),
        )
      : undefined;
    this.#step(attempt, this.login.begin(mechanism, initial, forToken));
  }

  #useToken(
    attempt: Attempt,
    username: string,
    isProved: (secret: string) => boolean,
  ): { readonly token: string } | SaslFailure {
    const { mechanism, inline, userAgent } = attempt.request;
    const account = prepareLocal(username, this.host.domain);
    const how = readFastLogin(inline);
    if (how === undefined || userAgent?.id === undefined || account === undefined) {
      return fail('malformed-request', 'a token needs <fast/> and the id of the user agent');
    }
    const owner = { account, client: userAgent.id };
    const token = this.host.tokens.use(owner, mechanism, how, isProved);
    if ('kind' in token) return token;
    attempt.token = token;
    return { token: token.secret };
  }

  #step(attempt: Attempt, step: LoginStep): void {
    if (step.kind === 'failure') return this.#refuse(step);
    if (step.kind === 'challenge') return this.connection.send(sasl2Challenge(step.data));
    const account = this.host.accounts.find(step.username);
    const { from } = this.connection;
    const isSame = from === undefined || readJid(from)?.bare === account?.jid;
    if (account === undefined || !isSame) {
      return this.#refuse(this.login.refuse(fail('invalid-authzid', 'the stream is of another')));
    }
    attempt.account = account;
    const offered = this.host.sasl2?.upgrades ?? [];
    attempt.upgrades = attempt.request.upgrades
      .filter((task) => offered.includes(task))
      .map((task) => new Upgrade(task, account, this.host.iterations));
    this.#goOn(attempt, account, step.data);
  }

  /** The next task, or the end of the login. @param data the last word of the mechanism */
  #goOn(attempt: Attempt, account: Account, data: Uint8Array | undefined): void {
    const [upgrade] = attempt.upgrades;
    if (upgrade === undefined) return this.#finish(attempt, account, data);
    this.connection.send(sasl2Continue({ tasks: [upgrade.task], ...(data && { data }) }));
  }

  /** Section 2.6.3: `<next/>` begins the task, `<task-data/>` ends it. */
  #work(attempt: Attempt, message: Extract<Sasl2Message, { content: unknown }>): void {
    const { account } = attempt;
    const [upgrade, ...others] = attempt.upgrades;
    if (account === undefined || upgrade === undefined) {
      return this.#refuse(this.login.refuse(fail('malformed-request', 'there is no task')));
    }
    if (message.kind === 'next') {
      const isRight = message.task === upgrade.task && !upgrade.isBegun;
      const salt = isRight ? upgrade.begin() : undefined;
      if (salt !== undefined) return this.connection.send(sasl2TaskData(salt));
    } else if (upgrade.isBegun && upgrade.isDone(message.content)) {
      attempt.upgrades = others;
      return this.#goOn(attempt, account, undefined);
    }
    this.#refuse(this.login.refuse(fail('not-authorized', `${upgrade.task} was not done`)));
  }

  #finish({ request, token }: Attempt, account: Account, data: Uint8Array | undefined): void {
    const { host, connection } = this;
    this.#attempt = undefined;
    connection.loggedIn(account.name);
    const resumption = resumeInline(host, connection, request.inline);
    if (resumption === 'ended') return;
    const answer = resumption === 'not-asked' ? undefined : resumption;
    const bound =
      answer?.goOn === undefined ? bindInline(host, connection, account, request) : undefined;
    const given = tokenInline(host, this.socket, account, request, token);
    const inline = [answer?.answer, bound, given].filter((el) => el !== undefined);
    const jid = connection.session?.jid ?? parseJid(account.jid);
    connection.send(sasl2Success({ jid, inline, ...(data && { data }) }));
    // "Stream features MUST NOT be sent" after a resumption (XEP-0198 section 9.2).
    if (answer?.goOn !== undefined) return answer.goOn();
    connection.send(this.#features());
  }

  /** What the stream has to offer now, without having been restarted. */
  #features(): XmlElement {
    const { managesStreams, modules } = this.host;
    const { session } = this.connection;
    const isOpen = managesStreams && session?.management === undefined;
    return sessionFeatures(session !== undefined, isOpen, ...modules.streamFeatures());
  }

  #refuse(failure: SaslFailure): void {
    this.#attempt = undefined;
    this.connection.send(sasl2Failure(failure));
    if (!this.login.isOverTried) return;
    this.connection.fail('policy-violation', 'too many attempts to log in');
  }
}
