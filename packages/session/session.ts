/**
 * A session: one account's stay on its server, over as many streams as it takes.
 */
import { parseJid, readStreamFeatures, type Element, type Jid } from '@xec/stanza';
import type { Engine } from '@xec/xec';
import {
  markSecret,
  type JournalError,
  newId,
  type Committer,
  type AnyAction,
  type AnyPacket,
  type AnyPayload,
  type Deadlines,
  type EngineHost,
  type OutboundStanza,
  type PayloadClass,
  type PendingEntry,
  type RequestOptions,
  type Runtime,
  type Secret,
  type Tracer,
} from '@xec/xec';
import { defaultBackoff } from './backoff.js';
import { Carrier, type CarrierOwner } from './carrier.js';
import { Comeback } from './comeback.js';
import { connectStream } from './connect.js';
import { ConnectWaiters } from './connect-waiters.js';
import { Contest } from './contest.js';
import { logIn, type BoundLogin } from './login/login.js';
import { Logins, type LoginsOwner } from './login/logins.js';
import { markOptions, type MarkedOptions } from './mark-options.js';
import { defaultSessionLimits, type SessionLimits, type SessionOptions } from './options.js';
import type { SessionState } from './packets.js';
import { openEngine, within, type TakeOver } from './open-engine.js';
import { errorOf, failureKeys, isOutcome, lacksPassword, reasonOf, refusal } from './reason.js';
import { Recovery } from './recovery.js';
import { Redirects } from './redirects.js';
import type { SessionShared } from './shared.js';
import { SilenceWatch } from './silence-watch.js';
import { StreamEnd } from './stream-end.js';
import { Stream, type StreamOwner } from './stream.js';
import { SuspendedError } from './suspended-error.js';

/** What the session's owner does for it. */
export interface SessionHost {
  /** The instance of a payload class for this session. */
  payload(type: PayloadClass): AnyPayload;
  publish(packet: AnyPacket): void;
  /** A fault of a handler, a feature or the journal, and where it happened. */
  onFault(fault: unknown, where: string): void;
}

/**
 * One account's stay on its server. Comes back by itself when a stream is lost, and ends for good when
 * coming back would do harm, or when it is told to.
 */
export class Session implements EngineHost, StreamOwner, CarrierOwner, LoginsOwner {
  readonly name: string;
  readonly #options: MarkedOptions;
  readonly limits: SessionLimits;
  readonly #shared: SessionShared;
  readonly #host: SessionHost;
  readonly #account: Jid;
  #resource: string;
  #engine!: Engine; // set by open(), the only way to a session
  #state: SessionState = { state: 'offline' };
  #stream: Stream | undefined = undefined;
  readonly #carrier: Carrier;
  readonly #logins: Logins;
  readonly #recovery: Recovery;
  readonly #redirects: Redirects;
  readonly #contest: Contest;
  readonly #silence: SilenceWatch;
  /** Whether the server's features may come once more, behind a login that resumed. */
  #mayRepeatFeatures = false;
  /** More stanzas wait for handlers than should: nothing is read. */
  #isPressed = false;
  /** Made when it comes back for the first time. */
  #comeback: Comeback | undefined = undefined;
  #abortConnecting: AbortController | undefined = undefined;
  readonly #waiters = new ConnectWaiters();
  #isSuspended = false;
  /** While the session ends for good: until all that belongs to it is done. */
  #ending: Promise<void> | undefined = undefined;

  private constructor(options: SessionOptions, shared: SessionShared, host: SessionHost) {
    this.name = options.name;
    this.#options = markOptions(options);
    this.#shared = shared;
    this.#host = host;
    this.limits = { ...defaultSessionLimits, ...options.limits };
    this.#silence = new SilenceWatch(this.limits, shared.deadlines, shared.runtime);
    this.#carrier = new Carrier(this);
    const backoff = { ...defaultBackoff, ...options.backoff };
    this.#recovery = new Recovery(this.limits, backoff, shared.runtime);
    this.#contest = new Contest(shared.runtime);
    this.#redirects = new Redirects(options.service);
    this.#account = parseJid(options.jid);
    this.#logins = new Logins(this, this.#options, this.#account);
    this.#resource = this.#account.resource ?? `xec-${newId(shared.runtime).slice(-8)}`;
  }

  /** Takes the session from the journal, or begins it there. */
  static async open(
    options: SessionOptions,
    shared: SessionShared,
    host: SessionHost,
  ): Promise<Session> {
    const session = new Session(options, shared, host);
    await session.#load(options.takeOver ?? false);
    shared.runtime.point?.('while-restarting', options.name);
    return session;
  }

  get engine(): Engine {
    return this.#engine;
  }

  get runtime(): Runtime {
    return this.#shared.runtime;
  }

  get committer(): Committer {
    return this.#shared.committer;
  }

  get deadlines(): Deadlines {
    return this.#shared.deadlines;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Our full JID once bound; before that the account. */
  get jid(): Jid {
    return this.#engine.facts.self;
  }

  /** The seq of its last packet. */
  get lastSeq(): number {
    return this.#engine.lastSeq;
  }

  /** Requests that wait for their answer. */
  get pending(): readonly string[] {
    return [...this.#engine.pending.entries()].map(({ record }) => record.id);
  }

  /**
   * Connects and logs in. Resolves when the session is online.
   *
   * @throws TransportError when the first attempt found no server; the session is offline then
   * @throws SaslError when the login was refused; the session has ended then, or is offline where only the
   * password is missing: all that is stored waits for it
   * @throws StreamError when the server ended the stream; the session has ended or is offline then
   */
  connect(): Promise<void> {
    const { state } = this.#state;
    if (state === 'online') return Promise.resolve();
    const done = this.#waiters.add();
    if (this.#ending !== undefined) return done; // it goes on when that is done
    if (state === 'offline' || state === 'ended') {
      this.#begin();
    } else if (state === 'reconnecting') {
      this.#comeback?.cancel();
      void this.#attempt();
    }
    return done;
  }

  /** The password of the logins to come: it was changed. */
  setPassword(password: string | Secret): void {
    this.#logins.setPassword(markSecret(password));
  }

  /** Closes the stream and ends the session: each pending request has its outcome. */
  async disconnect(): Promise<void> {
    const end = new StreamEnd('closed', 'disconnected', 'the client disconnected');
    if (this.#state.state === 'ended') {
      this.#waiters.reject(errorOf(end)); // who wanted to connect again afterwards
    } else {
      this.#comeback?.cancel();
      this.#abortConnecting?.abort();
      if (this.#stream === undefined) this.#endForGood(end);
      else this.#stream.close(end);
    }
    await this.#ending;
  }

  /**
   * Leaves the session for another process, or a later one: everything is stored, the server is told
   * what is handled, and the stream can be resumed. Requests go on there; those who wait for them here
   * hear of it by a {@link SuspendedError}.
   */
  async suspend(): Promise<void> {
    if (this.#isSuspended) return;
    this.#isSuspended = true;
    this.#comeback?.cancel();
    this.#abortConnecting?.abort();
    const stream = this.#stream;
    stream?.transport?.pause();
    const isStored = this.#logins.sealed().then(() => this.#engine.idle());
    await within(this.limits.suspendMs, isStored, this.runtime);
    if (this.#state.state !== 'ended') this.#become({ state: 'offline' });
    await within(this.limits.suspendMs, this.#shared.committer.idle(), this.runtime);
    this.#carrier.sayHandled();
    stream?.leave(new StreamEnd('lost', 'suspended', 'the session goes on later'));
    const error = new SuspendedError(this.name);
    for (const { waiter } of this.#engine.abandon()) waiter?.reject(error);
    this.#waiters.reject(error);
    await this.#shared.journal.release(this.name, this.#engine.fence);
    await stream?.gone();
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
    if (this.#carrier.waiting >= limits.pending) {
      throw new RangeError(`${String(this.#carrier.waiting)} stanzas wait for a stream already`);
    }
    this.#engine.send(stanza);
  }

  /** Lets a tool hear what becomes of stanzas. */
  trace(tracer: Tracer): void {
    this.#engine.trace(tracer);
  }

  /** Resolves when all that came in is handled and stored, and a login waits for what comes next. */
  async settled(): Promise<void> {
    await this.#stream?.listening();
    await this.#engine.idle();
    await this.#ending;
  }

  // ── coming online ─────────────────────────────────────────────────────────────────────────────

  /** Tries to come online, with nothing held against the server. */
  #begin(): void {
    this.#recovery.begin();
    void this.#attempt();
  }

  async #attempt(): Promise<void> {
    const { component, parseLimits } = this.#options;
    const stream = new Stream(this, parseLimits, component !== undefined, this.limits);
    this.#stream = stream;
    this.#become({ state: 'connecting' });
    await this.#connect(stream);
    if (stream.end !== undefined) return;
    const stop = this.#shared.runtime.later(this.limits.loginMs, () => {
      stream.abort(new StreamEnd('lost', 'timeout', 'the login took too long'));
    });
    this.#become({ state: 'authenticating' });
    try {
      // What came on the stream before is handled and stored: the server is told of no more.
      if (this.#carrier.wasCounted) await this.#engine.idle();
      stream.throwIfEnded();
      const account = await this.#logins.account({
        resource: this.#resource,
        previous: this.#carrier.previous,
        resumeOnly: this.#contest.isOpen,
        mustBeSecure: this.#redirects.mustBeSecure,
      });
      stream.throwIfEnded();
      const login = await logIn(stream, account, this.#shared.runtime, this.#logins);
      this.#mayRepeatFeatures = login.kind === 'resumed' && login.featuresFollow === true;
      if (login.kind === 'resumed') this.#resumed(stream, login.handled);
      else await this.#bound(stream, login);
    } catch (error) {
      if (!isOutcome(error)) this.#engine.fault(error, 'login');
      stream.close(refusal(error)); // where it has ended already, that is told
    } finally {
      stop();
    }
  }

  async #connect(stream: Stream): Promise<void> {
    const abort = new AbortController();
    this.#abortConnecting = abort;
    const { service } = this.#redirects;
    const { connector, connect } = this.#options;
    await connectStream(
      stream,
      { connector, service, connect },
      {
        domain: this.#account.domain,
        signal: abort.signal,
        location: this.#carrier.location,
        onFault: (fault, where) => {
          this.#engine.fault(fault, where);
        },
      },
    );
    if (this.#abortConnecting === abort) this.#abortConnecting = undefined;
  }

  onBinding(): void {
    if (this.#state.state !== 'binding') this.#become({ state: 'binding' });
  }

  onResumedOther(): void {
    this.#carrier.forget();
  }

  /** The stream that was lost goes on: nothing is set up anew. */
  #resumed(stream: Stream, handled: number): void {
    this.#recovery.wentOnline();
    this.#redirects.arrived();
    this.#contest.isOpen = false;
    if (this.#carrier.resumed(stream, handled) !== undefined) return;
    this.#become({ state: 'online', jid: this.jid.toString(), resumed: true });
    this.#goOnline(stream);
  }

  async #bound(stream: Stream, login: BoundLogin): Promise<void> {
    const { jid, managed, streamFeatures } = login;
    this.#engine.facts.self = jid;
    await this.#carrier.bound(stream, login, {
      account: this.#account.bare,
      service: this.#options.service,
      jid: jid.toString(),
      ...(stream.isPrivate && { isPrivate: true }),
      ...(managed && (await this.#logins.keep(managed))),
    });
    if (stream.end !== undefined) return;
    this.#recovery.wentOnline();
    this.#redirects.arrived();
    this.#become({ state: 'online', jid: jid.toString() });
    const { component, setUp } = this.#options;
    if (setUp !== false && component === undefined) {
      const settings = { initialPresence: true, ...this.#options.online };
      this.#engine.online(streamFeatures.namespaces, settings);
    }
    this.#goOnline(stream);
  }

  #goOnline(stream: Stream): void {
    this.#silence.start(stream, this.#carrier.askAcks);
    if (this.#isPressed) stream.transport?.pause();
    stream.flow();
  }

  // ── the stream's owner ────────────────────────────────────────────────────────────────────────

  onStanza(stanza: Element, at?: number): void {
    this.#carrier.received();
    this.#engine.receive(stanza, at);
  }

  onNonza(el: Element): boolean {
    if (this.#carrier.take(el)) return true;
    // After SASL2 the server says once more what it offers, of a stream that goes on, too.
    const isRepeated = this.#mayRepeatFeatures && readStreamFeatures(el) !== undefined;
    this.#mayRepeatFeatures = false;
    return isRepeated;
  }

  onStreamDrain(): void {
    this.#carrier.flush();
  }

  onStreamRead(): void {
    if (!this.#isPressed) this.#stream?.transport?.resume();
  }

  onStreamEnd(end: StreamEnd): void {
    const stream = this.#stream;
    this.#stream = undefined;
    this.#silence.stop();
    this.#carrier.closed();
    if (this.#isSuspended || this.#engine.isAbandoned) return;
    if (end.kind === 'error-received') this.#engine.emit('streamerror', reasonOf(end));
    const { wasAsked, isHopeless } = this.#logins.attempts.ended();
    // Where a login went through there is a server: only the stream is not to be had.
    const wasFirst = !this.#waiters.isEmpty && this.#recovery.isFirst && !wasAsked;
    const isContested = this.#contest.begins(end, this.#carrier.previous !== undefined);
    // A place that we were sent to and cannot use is no reason to give up the one that was named.
    const wasAstray = this.#redirects.isElsewhere && end.kind === 'lost';
    if (this.#redirects.follow(end, stream)) {
      this.#carrier.loseUnlessResumable();
      this.#reconnectLater(end, 0);
    } else if (lacksPassword(end) && !this.#waiters.isEmpty) {
      // Whoever wanted to connect may come back with it: what is pending, and the stream, wait for them.
      this.#engine.emit('saslfailure', reasonOf(end));
      this.#become({ state: 'offline' });
      this.#waiters.reject(errorOf(end));
    } else if (
      end.condition === 'disconnected' ||
      (!isContested && !wasAstray && this.#recovery.isFinal(end))
    ) {
      this.#endForGood(end, stream);
    } else if (wasFirst && this.#state.state !== 'online') {
      this.#become({ state: 'offline' });
      this.#waiters.reject(errorOf(end));
    } else {
      if (isHopeless) this.#carrier.forget();
      this.#carrier.loseUnlessResumable();
      this.#reconnectLater(end);
    }
  }

  monotonic(): number {
    return this.#shared.runtime.monotonic();
  }

  // ── ends ──────────────────────────────────────────────────────────────────────────────────────

  #reconnectLater(end: StreamEnd, inMs = this.#recovery.nextMs()): void {
    this.#become({ state: 'reconnecting', inMs, reason: reasonOf(end) });
    const { runtime, turnstile } = this.#shared;
    this.#comeback ??= new Comeback(runtime, turnstile, () => {
      void this.#attempt();
    });
    this.#comeback.begin(inMs);
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
    const reject = this.#waiters.take();
    this.#become({ state: 'ended', reason: reasonOf(end) });
    this.#engine.finish();
    try {
      await this.#engine.idle();
      await this.#shared.journal.end(this.name, this.#engine.fence);
      // Requests that were made meanwhile wait for another connection; all else goes.
      this.#engine.storeAgain(this.#carrier.keepPending());
    } catch (fault) {
      this.#engine.fault(fault, 'journal');
    }
    // Not so the pin: whoever makes a login fail must not get a weaker one next time.
    const pin = this.#engine.facts.get('session', 'mechanism');
    if (pin !== undefined) this.#engine.remember('session', 'mechanism', pin);
    for (const key of failureKeys(end)) this.#engine.emit(key, reasonOf(end));
    await this.#shared.committer.idle();
    reject(error);
    await stream?.gone();
    this.#ending = undefined;
    if (!this.#waiters.isEmpty) this.#begin();
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
    this.#carrier.output(stanzas);
  }

  withdraw(id: string): number | undefined {
    return this.#carrier.withdraw(id);
  }

  onCommitted(count: number): void {
    this.#carrier.stored(count);
  }

  publish(packet: AnyPacket): void {
    this.#host.publish(packet);
    if (this.#waiters.isEmpty || packet.key !== 'session_state') return;
    // `connect()` resolves when those who subscribed have heard of it.
    if (this.#state.state !== 'online') return;
    this.#waiters.resolve();
  }

  onFault(fault: unknown, where: string): void {
    this.#host.onFault(fault, where);
  }

  onPressure(isHigh: boolean): void {
    this.#isPressed = isHigh;
    this.#silence.pause(isHigh);
    this.#carrier.pause(isHigh);
    const stream = this.#stream;
    // A login is read in any case: it has its own limit.
    if (stream === undefined || this.#state.state !== 'online') return;
    if (isHigh) stream.transport?.pause();
    else stream.transport?.resume();
  }

  onJournalRefusal(error: JournalError): void {
    const isOurs = error.code !== 'fenced' && error.code !== 'closed';
    const end = new StreamEnd(isOurs ? 'error-sent' : 'lost', 'journal', error.message, {
      cause: error,
    });
    if (isOurs) void this.#reload(end);
    else this.#leave(end, error);
  }

  // ── the journal ───────────────────────────────────────────────────────────────────────────────

  /** Takes ownership of the session, and what is stored of it. */
  async #load(takeOver: TakeOver): Promise<void> {
    const { engine, snapshot } = await openEngine(this, this.#account, takeOver, this.#shared);
    const before = this.#engine as Engine | undefined; // none, where the session is opened
    for (const tracer of before?.tracers ?? []) engine.trace(tracer);
    this.#engine = engine;
    this.#resource = this.#account.resource ?? engine.self.resource ?? this.#resource;
    this.#carrier.restore(snapshot);
  }

  /** What is in memory is not what is stored: begins anew from there. */
  async #reload(end: StreamEnd): Promise<void> {
    if (this.#engine.isAbandoned) return;
    const entries = this.#engine.abandon();
    this.#stream?.abort(end);
    try {
      await this.#load(false);
      this.#engine.adopt(entries, errorOf(end));
      this.onStreamEnd(end);
    } catch (error) {
      this.#leave(end, error, entries);
    }
  }

  /** The session has another owner: nothing of it ends, or begins, here. */
  #leave(end: StreamEnd, error: unknown, waiting?: readonly PendingEntry[]): void {
    if (this.#engine.isAbandoned && waiting === undefined) return;
    const entries = waiting ?? this.#engine.abandon();
    this.#comeback?.cancel();
    this.#abortConnecting?.abort();
    this.#stream?.abort(end);
    this.#state = { state: 'ended', reason: reasonOf(end) };
    this.#shared.log.warn('session-left', { session: this.name, ...reasonOf(end) });
    for (const { waiter } of entries) waiter?.reject(error);
    this.#waiters.reject(error);
  }
}
