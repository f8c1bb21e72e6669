/**
 * One stream over one WebSocket (RFC 7395): a state machine from `<open/>` to `<close/>`.
 */
import { parse, write, XmlError, type XmlElement } from '@xec/stanza';
import type { FaultyStream } from './faults/rules.js';
import type { StreamOwner } from './faults/filter.js';
import type { Host } from './host.js';
import { NS_BIND, NS_FRAMING, NS_SASL } from './namespaces.js';
import { Login } from './login.js';
import type { Session } from './session.js';
import type { FrameSocket } from './frame-socket.js';
import * as elements from './stream-elements.js';

/**
 * What the stream waits for: its header, a login, the header of the restarted stream, a resource,
 * stanzas; `closing` after our `<close/>`, `closed` without a socket.
 */
type State = 'opening' | 'login' | 'restarting' | 'binding' | 'bound' | 'closing' | 'closed';

export class Connection implements FaultyStream {
  #state: State = 'opening';
  readonly #login: Login;
  /** Kept after the end, so that a silence goes on for streams that it took. */
  #owner: StreamOwner = { account: undefined, jid: undefined };
  #session: Session | undefined;

  constructor(
    /** Its number, for the record. */
    readonly id: number,
    private readonly host: Host,
    private readonly socket: FrameSocket,
  ) {
    this.#login = new Login(host);
  }

  get owner(): StreamOwner {
    return this.#owner;
  }

  // ---- out ----

  /** Sends an element, through the faults. */
  send(el: XmlElement): void {
    const { faults } = this.host;
    if (faults.isQuiet) this.#transmit(write(el));
    else faults.run('out', this, el, (passed) => this.#transmit(write(passed)));
  }

  /** Sends text as it is, past the faults. */
  sendRaw(text: string): void {
    this.#transmit(text);
  }

  #transmit(text: string): void {
    if (this.#state === 'closed') return;
    this.host.record(this.id, 'out', text);
    this.socket.write(text);
  }

  // ---- in ----

  /** Takes a frame of the client. */
  receive(text: string): void {
    this.host.record(this.id, 'in', text);
    const isOver = this.#state === 'closing' || this.#state === 'closed';
    if (isOver || text.trim() === '') return;
    const el = this.#parse(text);
    if (el === undefined) return;
    const { faults } = this.host;
    if (faults.isQuiet) this.#handle(el);
    else faults.run('in', this, el, (passed) => this.#handle(passed));
  }

  #parse(text: string): XmlElement | undefined {
    try {
      return parse(text);
    } catch (error) {
      if (!(error instanceof XmlError)) throw error;
      this.fail(error.condition, error.message);
      return undefined;
    }
  }

  #handle(el: XmlElement): void {
    try {
      this.#step(el);
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
        return this.#handleStanza(el);
      case 'closing':
      case 'closed':
        return; // nothing counts any more, not even the answer to our `<close/>`
    }
  }

  #handleOpen(el: XmlElement): void {
    // The header of TCP, or a stanza too early (RFC 7395 section 3.3.2).
    if (!el.is('open', NS_FRAMING)) return this.fail('invalid-namespace');
    if (el.attrs['to'] !== this.host.domain) return this.fail('host-unknown');
    if (el.attrs['version'] !== '1.0') return this.fail('unsupported-version');
    this.#sendOpen();
    const isFirst = this.#state === 'opening';
    this.#state = isFirst ? 'login' : 'binding';
    this.send(
      isFirst
        ? elements.features(elements.mechanisms(this.host.mechanisms))
        : elements.features(...elements.bindFeatures(), ...this.host.modules.streamFeatures()),
    );
  }

  #sendOpen(): void {
    this.send(elements.open(this.host.domain, this.host.randomId()));
  }

  #handleLogin(el: XmlElement): void {
    // A stanza before the login is not looked at (RFC 6120 section 4.9.3.12).
    if (el.getNS() !== NS_SASL) return this.fail('not-authorized');
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
    this.#setOwner({ account: step.username, jid: undefined });
  }

  #handleBind(el: XmlElement): void {
    const bind = el.getChild('bind', NS_BIND);
    const isBind = el.getName() === 'iq' && el.attrs['type'] === 'set' && bind !== undefined;
    if (!isBind) return this.fail('not-authorized', 'bind a resource first');
    const account = this.host.accounts.find(this.#owner.account ?? '');
    if (account === undefined) return this.fail('not-authorized', 'the account is gone');
    const session = this.host.bind(this, account, el, bind);
    if (session === undefined) return; // refused: the client may ask for another one
    this.#state = 'bound';
    this.#session = session;
    this.#setOwner({ account: account.name, jid: session.address });
  }

  #handleStanza(el: XmlElement): void {
    const session = this.#session;
    if (session === undefined) return;
    const fault = this.host.router.receive(session, el);
    if (fault !== undefined) this.fail(fault);
  }

  #setOwner(owner: StreamOwner): void {
    this.#owner = owner;
    this.host.faults.ownerChanged(this);
  }

  // ---- the end ----

  /** The client's `<close/>`: answered, then the socket is closed (RFC 7395 section 3.6). */
  #clientCloses(): void {
    if (this.#state === 'closing' || this.#state === 'closed') return;
    this.#leave();
    this.send(elements.close());
    this.#state = 'closing';
    this.socket.close(1000, 'Stream closed');
  }

  /** Ends the stream in order; `seeOtherUri` sends the client elsewhere (section 3.6.1). */
  end(seeOtherUri?: string): void {
    this.#finish(elements.close(seeOtherUri));
  }

  fail(condition: string, text?: string): void {
    this.#finish(elements.streamError(condition, text), elements.close());
  }

  #finish(...last: readonly XmlElement[]): void {
    if (this.#state === 'closing' || this.#state === 'closed') return;
    this.#leave();
    // An error comes after a header, also where the client's was wrong (RFC 6120 section 4.9.1.2).
    if (this.#state === 'opening') this.#sendOpen();
    for (const el of last) this.#transmit(write(el));
    this.#state = 'closing';
    this.socket.close(1000, 'Stream closed');
  }

  closeSocket(code: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  cutMidFrame(el: XmlElement): void {
    this.socket.cutMidFrame(write(el));
  }

  silence(isSilent: boolean): void {
    this.socket.silence(isSilent);
  }

  /** Destroys the socket without a word. */
  abort(): void {
    this.socket.abort();
  }

  /** The socket is gone. */
  closed(): void {
    if (this.#state === 'closed') return;
    this.#leave();
    this.#state = 'closed';
    this.host.forget(this);
  }

  /** The session, or the login without one, is over; called once or more. */
  #leave(): void {
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) this.host.endSession(session);
    else if (this.#owner.account !== undefined) this.host.endLogin(this.#owner.account);
  }
}
