/**
 * A session: one account's stay on its server, over as many streams as it takes.
 */
import { parseJid, type Element, type Jid } from '@xec/stanza';
import { TransportError } from '@xec/transport';
import {
  Engine,
  SaslError,
  newId,
  type AnyAction,
  type AnyPacket,
  type AnyPayload,
  type EngineHost,
  type EngineShared,
  type Journal,
  type OutboundStanza,
  type PayloadClass,
  type RequestOptions,
  type Tracer,
} from '@xec/xec';
import { defaultBackoff } from './backoff.js';
import { logIn, type Account, type LoginProgress } from './login.js';
import { defaultSessionLimits, type SessionLimits, type SessionOptions } from './options.js';
import { Outbox } from './outbox.js';
import type { SessionState } from './packets.js';
import { errorOf, messageOf, reasonOf, refusal } from './reason.js';
import { Recovery } from './recovery.js';
import type { ScramKeys } from './sasl/index.js';
import { SilenceWatch } from './silence-watch.js';
import { StreamEnd } from './stream-end.js';
import { Stream, type StreamOwner } from './stream.js';

/** What the session's owner does for it. */
export interface SessionHost {
  /** The instance of a payload class for this session. */
  payload(type: PayloadClass): AnyPayload;
  publish(packet: AnyPacket): void;
  /** A fault of a handler, a feature or the journal, and where it happened. */
  onFault(fault: unknown, where: string): void;
}

/** What sessions of one process share, and where they are stored. */
export interface SessionShared extends EngineShared {
  readonly journal: Journal;
}

interface ConnectWaiter {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * One account's stay on its server. Comes back by itself when a stream is lost, and ends for good when
 * coming back would do harm, or when it is told to.
 */
export class Session implements EngineHost, StreamOwner, LoginProgress {
  readonly name: string;
  readonly #options: SessionOptions;
  readonly #limits: SessionLimits;
  readonly #shared: SessionShared;
  readonly #host: SessionHost;
  readonly #account: Jid;
  readonly #resource: string;
  /** Of the last login; in memory only. */
  #keys: ScramKeys | undefined = undefined;
  #engine!: Engine; // set by open(), the only way to a session
  #state: SessionState = { state: 'offline' };
  #stream: Stream | undefined = undefined;
  readonly #outbox: Outbox;
  readonly #recovery: Recovery;
  readonly #silence: SilenceWatch;
  /** More stanzas wait for handlers than should: nothing is read. */
  #isPressed = false;
  #stopWaiting: (() => void) | undefined = undefined;
  #abortConnecting: AbortController | undefined = undefined;
  readonly #waiters: ConnectWaiter[] = [];
  /** While the session ends for good: until all that belongs to it is done. */
  #ending: Promise<void> | undefined = undefined;

  private constructor(options: SessionOptions, shared: SessionShared, host: SessionHost) {
    this.name = options.name;
    this.#options = options;
    this.#shared = shared;
    this.#host = host;
    this.#limits = { ...defaultSessionLimits, ...options.limits };
    this.#silence = new SilenceWatch(this.#limits, shared.deadlines, shared.runtime);
    this.#outbox = new Outbox(this.#limits.bufferedBytes);
    const backoff = { ...defaultBackoff, ...options.backoff };
    this.#recovery = new Recovery(this.#limits, backoff, shared.runtime);
    this.#account = parseJid(options.jid);
    this.#resource = this.#account.resource ?? `xec-${newId(shared.runtime).slice(-8)}`;
  }

  /** Takes the session from the journal, or begins it there. */
  static async open(
    options: SessionOptions,
    shared: SessionShared,
    host: SessionHost,
  ): Promise<Session> {
    const session = new Session(options, shared, host);
    const snapshot = await shared.journal.open(options.name);
    const self = session.#account.toBare();
    session.#engine = new Engine(options.name, self, snapshot, shared, session);
    session.#outbox.add(snapshot.outbound);
    return session;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Our full JID once bound; before that the account. */
  get jid(): Jid {
    return this.#engine.facts.self;
  }

  /** Requests that wait for their answer. */
  get pending(): readonly string[] {
    return [...this.#engine.pending.entries()].map(({ record }) => record.id);
  }

  /**
   * Connects and logs in. Resolves when the session is online.
   *
   * @throws TransportError when the first attempt found no server; the session is offline then
   * @throws SaslError when the login was refused; the session has ended then
   * @throws StreamError when the server ended the stream; the session has ended or is offline then
   */
  connect(): Promise<void> {
    const { state } = this.#state;
    if (state === 'online') return Promise.resolve();
    const done = new Promise<void>((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
    if (this.#ending !== undefined) return done; // it goes on when that is done
    if (state === 'offline' || state === 'ended') {
      this.#begin();
    } else if (state === 'reconnecting') {
      this.#stopWaiting?.();
      void this.#attempt();
    }
    return done;
  }

  /** Closes the stream and ends the session: each pending request has its outcome. */
  async disconnect(): Promise<void> {
    const end = new StreamEnd('closed', 'disconnected', 'the client disconnected');
    if (this.#state.state === 'ended') {
      this.#reject(errorOf(end)); // who wanted to connect again afterwards
    } else {
      this.#stopWaiting?.();
      this.#abortConnecting?.abort();
      if (this.#stream === undefined) this.#endForGood(end);
      else this.#stream.close(end);
    }
    await this.#ending;
  }

  /** Resolves with the content of the action's `handle` packet. */
  request(action: AnyAction, options?: RequestOptions): Promise<unknown> {
    return this.#engine.request(action, options);
  }

  /** Resolves with the id once the request is stored and its bytes have left. */
  dispatch(action: AnyAction, options?: RequestOptions): Promise<string> {
    return this.#engine.dispatch(action, options);
  }

  /**
   * Sends a stanza that is no request.
   *
   * @throws RangeError when as many stanzas wait for a stream as requests may be pending
   */
  send(stanza: Element): void {
    const { limits } = this.#engine;
    if (this.#outbox.size >= limits.pending) {
      throw new RangeError(`${String(this.#outbox.size)} stanzas wait for a stream already`);
    }
    this.#engine.send(stanza);
  }

  /** Lets a tool hear what becomes of stanzas. */
  trace(tracer: Tracer): void {
    this.#engine.trace(tracer);
  }

  // ── coming online ─────────────────────────────────────────────────────────────────────────────

  /** Tries to come online, with nothing held against the server. */
  #begin(): void {
    this.#recovery.begin();
    void this.#attempt();
  }

  async #attempt(): Promise<void> {
    const stream = new Stream(this, this.#options.parseLimits);
    this.#stream = stream;
    this.#become({ state: 'connecting' });
    await this.#connect(stream);
    if (stream.end !== undefined) return;
    const stop = this.#shared.runtime.later(this.#limits.loginMs, () => {
      stream.abort(new StreamEnd('lost', 'timeout', 'the login took too long'));
    });
    this.#become({ state: 'authenticating' });
    try {
      const login = await logIn(stream, this.#login(), this.#shared.runtime, this);
      this.#goOnline(stream, login.jid, login.streamFeatures.namespaces);
    } catch (error) {
      if (!(error instanceof StreamEnd || error instanceof SaslError)) {
        this.#engine.fault(error, 'login');
      }
      stream.close(refusal(error)); // where it has ended already, that is told
    } finally {
      stop();
    }
  }

  /** Opens the connection of `stream`, or ends the stream. */
  async #connect(stream: Stream): Promise<void> {
    const { connector, service, connect } = this.#options;
    const abort = new AbortController();
    this.#abortConnecting = abort;
    try {
      stream.attach(await connector(service, stream, { ...connect, signal: abort.signal }));
    } catch (error) {
      if (!(error instanceof TransportError)) this.#engine.fault(error, 'connector');
      const code = error instanceof TransportError ? error.code : 'unreachable';
      stream.abort(new StreamEnd('lost', code, messageOf(error), { cause: error }));
    }
    if (this.#abortConnecting === abort) this.#abortConnecting = undefined;
  }

  #login(): Account {
    const { anonymous, password, allowPlain, mechanisms, lang } = this.#options;
    return {
      domain: this.#account.domain,
      local: anonymous === true ? undefined : this.#account.local,
      password,
      resource: this.#resource,
      allowPlain: allowPlain ?? false,
      mechanisms,
      lang: lang ?? 'en',
      pinned: this.#engine.facts.get('session', 'mechanism')?.mechanism,
      keys: this.#keys,
    };
  }

  /** The login went through; the binding follows. */
  authenticated(mechanism: string, keys: ScramKeys | undefined): void {
    this.#keys = keys;
    this.#engine.remember('session', 'mechanism', { mechanism });
    this.#engine.emit('saslsuccess', { mechanism });
    this.#become({ state: 'binding' });
  }

  #goOnline(stream: Stream, jid: Jid, streamFeatures: readonly string[]): void {
    this.#engine.facts.self = jid;
    this.#recovery.wentOnline();
    this.#become({ state: 'online', jid: jid.toString() });
    this.#silence.start(stream);
    this.#flush();
    if (this.#options.setUp !== false) {
      this.#engine.online(streamFeatures, { initialPresence: true, ...this.#options.online });
    }
    if (this.#isPressed) stream.transport?.pause();
    stream.flow();
  }

  // ── the stream's owner ────────────────────────────────────────────────────────────────────────

  onStanza(stanza: Element): void {
    this.#engine.receive(stanza);
  }

  onStreamDrain(): void {
    this.#flush();
  }

  onStreamEnd(end: StreamEnd): void {
    const stream = this.#stream;
    this.#stream = undefined;
    this.#silence.stop();
    if (end.kind === 'error-received') this.#engine.emit('streamerror', reasonOf(end));
    const wasFirst = this.#waiters.length > 0 && this.#recovery.isFirst;
    if (end.condition === 'disconnected' || this.#recovery.isFinal(end)) {
      this.#endForGood(end, stream);
    } else if (wasFirst && this.#state.state !== 'online') {
      this.#become({ state: 'offline' });
      this.#reject(errorOf(end));
    } else {
      this.#engine.lost();
      this.#reconnectLater(end);
    }
  }

  monotonic(): number {
    return this.#shared.runtime.monotonic();
  }

  // ── ends ──────────────────────────────────────────────────────────────────────────────────────

  #reconnectLater(end: StreamEnd): void {
    const inMs = this.#recovery.nextMs();
    this.#become({ state: 'reconnecting', inMs, reason: reasonOf(end) });
    this.#stopWaiting = this.#shared.runtime.later(inMs, () => {
      this.#stopWaiting = undefined;
      void this.#attempt();
    });
  }

  #endForGood(end: StreamEnd, stream?: Stream): void {
    let isDone: () => void = () => undefined;
    this.#ending = new Promise((resolve) => {
      isDone = resolve;
    });
    void this.#end(end, stream).then(isDone);
  }

  /** Ends for good: the state, each pending request, what is stored, then the reason. */
  async #end(end: StreamEnd, stream: Stream | undefined): Promise<void> {
    const error = errorOf(end);
    const waiters = this.#waiters.splice(0);
    this.#become({ state: 'ended', reason: reasonOf(end) });
    this.#engine.finish();
    try {
      await this.#engine.idle();
      await this.#shared.journal.end(this.name);
    } catch (fault) {
      this.#engine.fault(fault, 'journal');
    }
    // Not so the pin: whoever makes a login fail must not get a weaker one next time.
    const pin = this.#engine.facts.get('session', 'mechanism');
    if (pin !== undefined) this.#engine.remember('session', 'mechanism', pin);
    // Requests that were made meanwhile wait for another connection; all else goes.
    const { pending } = this.#engine;
    this.#outbox.keep(({ id }) => id !== undefined && pending.get(id) !== undefined);
    if (error instanceof SaslError) this.#engine.emit('saslfailure', reasonOf(end));
    await this.#shared.committer.idle();
    for (const waiter of waiters) waiter.reject(error);
    await stream?.gone();
    this.#ending = undefined;
    if (this.#waiters.length > 0) this.#begin();
  }

  #reject(error: Error): void {
    for (const waiter of this.#waiters.splice(0)) waiter.reject(error);
  }

  #become(state: SessionState): void {
    this.#state = state;
    this.#shared.log.info('session-state', { session: this.name, ...state });
    this.#engine.emit('session_state', state);
  }

  // ── the engine's host ─────────────────────────────────────────────────────────────────────────

  payload(type: PayloadClass): AnyPayload {
    return this.#host.payload(type);
  }

  output(stanzas: readonly OutboundStanza[]): void {
    this.#outbox.add(stanzas);
    this.#flush();
  }

  withdraw(id: string): void {
    this.#outbox.withdraw(id);
  }

  publish(packet: AnyPacket): void {
    this.#host.publish(packet);
    if (this.#waiters.length === 0 || packet.key !== 'session_state') return;
    // `connect()` resolves when those who subscribed have heard of it.
    if (this.#state.state !== 'online') return;
    for (const waiter of this.#waiters.splice(0)) waiter.resolve();
  }

  onFault(fault: unknown, where: string): void {
    this.#host.onFault(fault, where);
  }

  onPressure(isHigh: boolean): void {
    this.#isPressed = isHigh;
    this.#silence.pause(isHigh);
    const stream = this.#stream;
    // A login is read in any case: it has its own limit.
    if (stream === undefined || this.#state.state !== 'online') return;
    if (isHigh) stream.transport?.pause();
    else stream.transport?.resume();
  }

  onJournalRefusal(error: unknown): void {
    const text = 'the journal did not store what a stanza did';
    this.#stream?.abort(new StreamEnd('lost', 'journal', text, { cause: error }));
  }

  /** Sends what is stored, as far as the socket takes it. */
  #flush(): void {
    const stream = this.#stream;
    if (stream === undefined || this.#state.state !== 'online') return;
    const left = this.#outbox.flush(stream);
    if (left.length > 0) this.#engine.sent(left);
  }
}
