/**
 * One stream over one socket: a state machine from `<open/>` to `<close/>` (RFC 7395), or what stands for
 * them over TCP.
 */
import { NS_SASL2, isStanza, XmlError, type XmlElement } from '@xec/stanza';
import type { FaultyStream, Pass } from './faults/rules.js';
import type { StreamOwner } from './faults/filter.js';
import { framingOf, type Framing } from './framing.js';
import type { Host } from './host.js';
import { NS_BIND, NS_FRAMING, NS_SASL, NS_TLS } from './namespaces.js';
import { Login } from './login.js';
import type { Session } from './session.js';
import type { FrameSocket } from './frame-socket.js';
import { loginFeatures } from './sasl2/features.js';
import { Sasl2Login } from './sasl2/sasl2-login.js';
import { ackFor } from './sm/acks.js';
import { NS_SM } from './sm/elements.js';
import { manage } from './sm/manage.js';
import * as elements from './stream-elements.js';

/**
 * What the stream waits for: its header, a login, the header of the restarted stream, a resource,
 * stanzas; `closing` after our `<close/>`, `closed` without a socket.
 */
type State = 'opening' | 'login' | 'restarting' | 'binding' | 'bound' | 'closing' | 'closed';

export class Connection implements FaultyStream {
  #state: State = 'opening';
  #login: Login;
  #sasl2: Sasl2Login;
  #framing: Framing;
  /** Who the client says that it is, in its header. */
  #from: string | undefined;
  /** Kept after the end, so that a silence goes on for streams that it took. */
  #owner: StreamOwner = { account: undefined, jid: undefined };
  #session: Session | undefined;

  constructor(
    /** Its number, for the record. */
    readonly id: number,
    private readonly host: Host,
    private readonly socket: FrameSocket,
  ) {
    this.#login = new Login(host, socket);
    this.#sasl2 = new Sasl2Login(host, this, socket, this.#login);
    this.#framing = framingOf(socket);
  }

  get owner(): StreamOwner {
    return this.#owner;
  }

  get from(): string | undefined {
    return this.#from;
  }

  /** What was bound or resumed on it, until it ends or another connection takes over. */
  get session(): Session | undefined {
    return this.#session;
  }

  // ---- out ----

  /** Sends an element, through the faults. @param pass what sends it then. */
  send(el: XmlElement, pass: Pass = this.#pass): void {
    const { faults } = this.host;
    if (faults.isQuiet) pass(el);
    else faults.run('out', this, el, pass);
  }

  /** A fault may send a stanza beside an element of the stream: it counts as any other. */
  readonly #pass = (el: XmlElement): void => {
    if (this.#session !== undefined && isStanza(el)) this.#session.deliver(el);
    else this.#transmit(this.#framing.write(el));
  };

  /** Sends text as it is, past the faults. */
  sendRaw(text: string): void {
    this.#transmit(this.#framing.stanza(text));
  }

  #transmit(text: string): void {
    if (this.#isOver) return;
    this.host.record(this.id, 'out', text);
    this.socket.write(text);
  }

  // ---- in ----

  /** Takes a frame of the client. */
  receive(text: string): void {
    this.host.record(this.id, 'in', text);
    if (this.#isOver || text.trim() === '') return;
    const el = this.#parse(text);
    if (el === undefined) return;
    const session = isStanza(el) ? this.#session : undefined;
    const management = session?.management;
    // What a fault loses or keeps was received all the same: numbers have no gaps.
    this.#take(el, session, management?.next);
    management?.countHandled();
  }

  #take(el: XmlElement, session: Session | undefined, count: number | undefined): void {
    const { faults } = this.host;
    if (faults.isQuiet) this.#handle(el, session, count);
    else faults.run('in', this, el, (passed) => this.#handle(passed, session, count));
  }

  get #isOver(): boolean {
    return this.#state === 'closing' || this.#state === 'closed';
  }

  #parse(text: string): XmlElement | undefined {
    try {
      return this.#framing.read(text);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.broken(error);
      return undefined;
    }
  }

  /** What came is no XML, or not what may stand in a stream. */
  broken(error: XmlError): void {
    this.fail(error.condition, error.message);
  }

  /** @param session whose stanza it is: a fault may let it go when the connection is gone. */
  #handle(el: XmlElement, session: Session | undefined, count: number | undefined): void {
    try {
      if (session === undefined) this.#step(el);
      else this.#handleStanza(el, session, count);
    } catch (error) {
      this.host.report(error);
      this.fail('internal-server-error');
    }
  }

  #step(el: XmlElement): void {
    if (el.is('close', NS_FRAMING)) return this.#clientCloses();
    switch (this.#state) {
      case 'opening':
      case 'restarting':
        return this.#handleOpen(el);
      case 'login':
        return this.#handleLogin(el);
      case 'binding':
        return this.#handleBind(el);
      case 'bound':
        return this.#handleBound(el);
      case 'closing':
      case 'closed':
        return; // nothing counts any more, not even the answer to our `<close/>`
    }
  }

  #handleOpen(el: XmlElement): void {
    // The header of another framing, or a stanza too early (RFC 7395 section 3.3.2).
    if (!el.is('open', NS_FRAMING)) return this.fail('invalid-namespace');
    if (el.attrs['to'] !== this.host.domain) return this.fail('host-unknown');
    if (el.attrs['version'] !== '1.0') return this.fail('unsupported-version');
    const { elsewhere } = this.host.faults;
    if (elsewhere !== undefined) return this.redirect(elsewhere);
    this.#from = el.getAttr('from');
    this.#sendOpen();
    const isFirst = this.#state === 'opening';
    this.#state = isFirst ? 'login' : 'binding';
    this.send(
      isFirst
        ? elements.features(...this.#loginFeatures())
        : elements.boundFeatures(this.host.managesStreams, ...this.host.modules.streamFeatures()),
    );
  }

  /** What is offered before the login. Where TLS is required, nothing else is (RFC 6120 section 5.3.1). */
  #loginFeatures(): XmlElement[] {
    const features = [
      ...this.host.modules.loginFeatures(),
      ...loginFeatures(this.host, this.socket),
    ];
    if (this.socket.startTls === undefined) return features;
    const { requiresTls } = this.host;
    return [elements.startTls(requiresTls), ...(requiresTls ? [] : features)];
  }

  #sendOpen(): void {
    this.send(elements.open(this.host.domain, this.host.randomId()));
  }

  #handleLogin(el: XmlElement): void {
    if (this.#isManagement(el)) return manage(this.host, this, el);
    if (el.is('starttls', NS_TLS)) return this.#startTls();
    const mustSecure = this.host.requiresTls && this.socket.startTls !== undefined;
    const answer =
      isRequest(el) && !mustSecure ? this.host.modules.beforeLogin(el, this) : undefined;
    if (answer !== undefined) return this.send(answer);
    const isSasl2 = el.getNS() === NS_SASL2 && this.host.sasl2 !== undefined;
    // Any other stanza before the login is not looked at (RFC 6120 section 4.9.3.12).
    if (!isSasl2 && (el.getNS() !== NS_SASL || this.#sasl2.isBusy)) {
      return this.fail('not-authorized');
    }
    if (mustSecure) {
      return this.fail('policy-violation', 'TLS comes before the login');
    }
    if (isSasl2) {
      if (this.#login.isBusy && !this.#sasl2.isBusy) return this.fail('policy-violation');
      return this.#sasl2.handle(el);
    }
    const step = this.#login.handle(el);
    if (step === undefined) return this.fail('unsupported-stanza-type');
    if (step.kind === 'challenge') return this.send(elements.challenge(step.data));
    if (step.kind === 'failure') {
      this.send(elements.failure(step));
      if (this.#login.isOverTried) this.fail('policy-violation', 'too many attempts to log in');
      return;
    }
    this.#state = 'restarting';
    this.send(elements.success(step.data));
    this.#restart();
    this.#setOwner({ account: step.username, jid: undefined });
  }

  /** Another stream begins on this socket. */
  #restart(): void {
    this.socket.restart?.();
    this.#framing = framingOf(this.socket);
  }

  /** RFC 6120 section 5.4: what was said before counts no more. */
  #startTls(): void {
    const { startTls } = this.socket;
    if (startTls === undefined) {
      this.send(elements.tlsFailure());
      return this.end();
    }
    this.send(elements.tlsProceed());
    startTls();
    this.#state = 'opening';
    this.#login = new Login(this.host, this.socket);
    this.#sasl2 = new Sasl2Login(this.host, this, this.socket, this.#login);
    this.#framing = framingOf(this.socket);
  }

  /** A login with SASL2: the stream goes on as it is. */
  loggedIn(account: string): void {
    this.#state = 'binding';
    this.#setOwner({ account, jid: undefined });
  }

  #handleBind(el: XmlElement): void {
    if (this.#isManagement(el)) return manage(this.host, this, el);
    const bind = el.getChild('bind', NS_BIND);
    const isBind = el.getName() === 'iq' && el.attrs['type'] === 'set' && bind !== undefined;
    if (!isBind) return this.fail('not-authorized', 'bind a resource first');
    const account = this.host.accounts.find(this.#owner.account ?? '');
    if (account === undefined) return this.fail('not-authorized', 'the account is gone');
    const session = this.host.bind(this, account, el, bind);
    if (session === undefined) return; // refused: the client may ask for another one
    this.adopt(session);
  }

  /** Carries a session from now on. */
  adopt(session: Session): void {
    this.#state = 'bound';
    this.#session = session;
    this.#setOwner({ account: session.account.name, jid: session.address });
  }

  #handleBound(el: XmlElement): void {
    if (this.#isManagement(el)) return manage(this.host, this, el);
    if (this.#session !== undefined) this.#handleStanza(el, this.#session, undefined);
  }

  #isManagement(el: XmlElement): boolean {
    return this.host.managesStreams && el.getNS() === NS_SM;
  }

  #handleStanza(el: XmlElement, session: Session, count: number | undefined): void {
    if (session.isOver) return;
    const fault = this.host.router.receive(session, el);
    if (fault !== undefined) this.fail(fault);
    else this.host.audit.handled(session, el, count);
  }

  #setOwner(owner: StreamOwner): void {
    this.#owner = owner;
    this.host.faults.ownerChanged(this);
  }

  // ---- the end ----

  /** The client's `<close/>`: answered, then the socket is closed (RFC 7395 section 3.6). */
  #clientCloses(): void {
    if (this.#isOver) return;
    this.#sayHandled();
    this.#leave();
    this.send(elements.close());
    this.#state = 'closing';
    this.socket.close(1000, 'Stream closed');
  }

  /** Ends the stream in order; `seeOtherUri` sends the client elsewhere (section 3.6.1). */
  end(seeOtherUri?: string): void {
    this.#finish(elements.close(seeOtherUri));
  }

  fail(condition: string, text?: string, detail?: XmlElement): void {
    this.#finish(elements.streamError(condition, text, detail), elements.close());
  }

  /** Ends the stream and sends the client to another host (RFC 6120 section 4.9.3.19). */
  redirect(host: string): void {
    this.#finish(elements.seeOtherHost(host), elements.close());
  }

  /** Another connection has the session now (XEP-0198 section 5). */
  replace(text: string): void {
    this.#session = undefined;
    this.fail('conflict', text);
  }

  /** The last word on what was handled, as Prosody has it too. */
  #sayHandled(): void {
    const session = this.#session;
    if (session?.management !== undefined)
      this.send(ackFor(this.host, session, session.management));
  }

  #finish(...last: readonly XmlElement[]): void {
    if (this.#isOver) return;
    this.#sayHandled();
    this.#leave();
    // An error comes after a header, also where the client's was wrong (RFC 6120 section 4.9.1.2).
    if (this.#state === 'opening' || this.#state === 'restarting') this.#sendOpen();
    for (const el of last) this.#transmit(this.#framing.write(el));
    this.#state = 'closing';
    this.socket.close(1000, 'Stream closed');
  }

  closeSocket(code: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  /** A stanza that is cut counts as sent: its session keeps it, and nothing follows it here. */
  cutMidFrame(el: XmlElement, pass: Pass): void {
    this.socket.cutMidFrame(this.#framing.write(el));
    pass(el);
    this.closed();
  }

  block(direction: 'in' | 'out', isBlocked: boolean): void {
    this.socket.block(direction, isBlocked);
  }

  silence(isSilent: boolean): void {
    this.socket.silence(isSilent);
  }

  /** Destroys the socket without a word. */
  abort(): void {
    this.socket.abort();
    this.closed();
  }

  /** The socket is gone. */
  closed(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#leave((session) => this.host.sessionLost(session));
    this.host.forget(this);
  }

  /** The session, or the login without one, has no connection any more; called once or more. */
  #leave(end = (session: Session): void => this.host.endSession(session)): void {
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) end(session);
    else if (this.#owner.account !== undefined) this.host.endLogin(this.#owner.account);
  }
}

const isRequest = (el: XmlElement): boolean =>
  isStanza(el) &&
  el.getName() === 'iq' &&
  (el.attrs['type'] === 'get' || el.attrs['type'] === 'set');
