/**
 * A session: one account's stay on its server, over as many streams as it takes.
 */
import { parseJid, type Element, type Jid } from '@xec/stanza';
import { TransportError } from '@xec/transport';
import {
  Engine,
  SaslError,
  StreamError,
  newId,
  type AnyAction,
  type AnyPacket,
  type AnyPayload,
  type EngineHost,
  type EngineShared,
  type DeadlineBucket,
  type Expiring,
  type Journal,
  type OutboundStanza,
  type PayloadClass,
  type RequestOptions,
  type Tracer,
} from '@xec/xec';
import { backoffMs, defaultBackoff, type BackoffSettings } from './backoff.js';
import { logIn, type Account, type LoginProgress } from './login.js';
import { defaultSessionLimits, type SessionLimits, type SessionOptions } from './options.js';
import type { Reason, SessionState } from './packets.js';
import type { ScramKeys } from './sasl/index.js';
import { StreamEnd, isSuspicious, mayReconnect } from './stream-end.js';
import { Stream, type StreamOwner } from './stream.js';
import { keepAlive, silenceCheck } from './silence.js';

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

export class Session implements EngineHost, StreamOwner, Expiring, LoginProgress {
  readonly name: string;
  /** The place in the timer wheel; kept by it. */
  bucket: DeadlineBucket | undefined = undefined;
  readonly #options: SessionOptions;
  readonly #limits: SessionLimits;
  readonly #backoff: BackoffSettings;
  readonly #shared: SessionShared;
  readonly #host: SessionHost;
  readonly #account: Jid;
  readonly #resource: string;
  /** Of the last login; in memory only. */
  #keys: ScramKeys | undefined = undefined;
  #engine!: Engine; // set by open(), the only way to a session
  #state: SessionState = { state: 'offline' };
  #stream: Stream | undefined = undefined;
  /** Stored stanzas that have not left yet, in order. */
  #outbox: OutboundStanza[] = [];
  #attempts = 0;
  #onlineSince = 0;
  #suspicions: number[] = [];
  /** When the server was asked whether it is there; 0 while it need not answer. */
  #askedAt = 0;
  #stopWaiting: (() => void) | undefined = undefined;
  #abortConnecting: AbortController | undefined = undefined;
  #waiters: { resolve(): void; reject(error: unknown): void }[] = [];
  #endedWaiters: (() => void)[] = [];

  private constructor(options: SessionOptions, shared: SessionShared, host: SessionHost) {
    this.name = options.name;
    this.#options = options;
    this.#shared = shared;
    this.#host = host;
    this.#limits = { ...defaultSessionLimits, ...options.limits };
    this.#backoff = { ...defaultBackoff, ...options.backoff };
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
    if (this.#state.state === 'online') return Promise.resolve();
    const done = new Promise<void>((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
    });
    if (this.#state.state === 'offline' || this.#state.state === 'ended') {
      this.#attempts = 0;
      this.#suspicions = [];
      void this.#attempt();
    } else if (this.#state.state === 'reconnecting') {
      this.#stopWaiting?.();
      void this.#attempt();
    }
    return done;
  }

  /** Closes the stream and ends the session: each pending request has its outcome. */
  async disconnect(): Promise<void> {
    if (this.#state.state === 'ended') return;
    this.#stopWaiting?.();
    this.#abortConnecting?.abort();
    const end = new StreamEnd('closed', 'disconnected', 'the client disconnected');
    if (this.#stream === undefined) await this.#end(end, new StreamError('disconnected'));
    else {
      const ended = new Promise<void>((resolve) => {
        this.#endedWaiters.push(resolve);
      });
      this.#stream.close(end);
      await ended;
    }
  }

  /** Resolves with the content of the action's `handle` packet. */
  request(action: AnyAction, options?: RequestOptions): Promise<unknown> {
    return this.#engine.request(action, options);
  }

  /** Resolves with the id once the request is stored and its bytes have left. */
  dispatch(action: AnyAction, options?: RequestOptions): Promise<string> {
    return this.#engine.dispatch(action, options);
  }

  /** Sends a stanza that is no request. */
  send(stanza: Element): void {
    this.#engine.send(stanza);
  }

  /** Lets a tool hear what becomes of stanzas. */
  trace(tracer: Tracer): void {
    this.#engine.trace(tracer);
  }

  // ── coming online ─────────────────────────────────────────────────────────────────────────────

  async #attempt(): Promise<void> {
    const { connector, service, connect } = this.#options;
    this.#become({ state: 'connecting' });
    const abort = new AbortController();
    this.#abortConnecting = abort;
    const stream = new Stream(this, this.#options.parseLimits);
    this.#stream = stream;
    try {
      stream.attach(await connector(service, stream, { ...connect, signal: abort.signal }));
    } catch (error) {
      if (!(error instanceof TransportError)) this.#host.onFault(error, 'connector');
      const code = error instanceof TransportError ? error.code : 'unreachable';
      stream.abort(new StreamEnd('lost', code, messageOf(error), { cause: error }));
      return;
    }
    const stop = this.#shared.runtime.later(this.#limits.loginMs, () => {
      stream.abort(new StreamEnd('lost', 'timeout', 'the login took too long'));
    });
    try {
      this.#become({ state: 'authenticating' });
      const login = await logIn(stream, this.#login(), this.#shared.runtime, this);
      this.#goOnline(stream, login.jid, login.streamFeatures.namespaces);
    } catch (error) {
      if (error instanceof StreamEnd && error.kind !== 'refused') return; // told by the stream
      stream.close(refusal(error));
    } finally {
      stop();
    }
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
    this.#onlineSince = this.#shared.runtime.monotonic();
    this.#askedAt = 0;
    this.#become({ state: 'online', jid: jid.toString() });
    this.#shared.deadlines.add(this, this.#limits.silenceMs);
    this.#flush();
    if (this.#options.setUp !== false) {
      this.#engine.online(streamFeatures, { initialPresence: true, ...this.#options.online });
    }
    stream.flow();
    for (const { resolve } of this.#takeWaiters()) resolve();
  }

  // ── the stream's owner ────────────────────────────────────────────────────────────────────────

  onStanza(stanza: Element): void {
    this.#engine.receive(stanza);
  }

  onStreamDrain(): void {
    this.#flush();
  }

  onStreamEnd(end: StreamEnd): void {
    this.#stream = undefined;
    this.#shared.deadlines.remove(this);
    const error = errorOf(end);
    if (end.kind === 'error-received') this.#engine.emit('streamerror', reasonOf(end));
    const wasTrying = this.#waiters.length > 0 && this.#attempts === 0;
    if (end.condition === 'disconnected' || this.#isFinal(end)) {
      void this.#end(end, error);
    } else if (wasTrying && this.#state.state !== 'online') {
      this.#become({ state: 'offline' });
      for (const { reject } of this.#takeWaiters()) reject(error);
    } else {
      this.#engine.lost();
      this.#reconnectLater(end);
    }
  }

  monotonic(): number {
    return this.#shared.runtime.monotonic();
  }

  /** The timer: has the server been silent for too long? */
  expire(): void {
    const stream = this.#stream;
    if (stream === undefined || this.#state.state !== 'online') return;
    const check = silenceCheck(this.#limits, stream.heardAt, this.#askedAt, this.monotonic());
    if (check.verdict === 'dead') {
      const text = `nothing was heard for ${String(Math.round(check.silentMs))} ms`;
      stream.abort(new StreamEnd('silent', 'connection-timeout', text));
      return;
    }
    if (check.verdict === 'ask') {
      this.#askedAt = this.monotonic();
      stream.sendElement(keepAlive(newId(this.#shared.runtime)));
    } else if (check.verdict === 'heard') {
      this.#askedAt = 0;
    }
    this.#shared.deadlines.add(this, check.nextMs);
  }

  // ── ends ──────────────────────────────────────────────────────────────────────────────────────

  #isFinal(end: StreamEnd): boolean {
    if (!mayReconnect(end)) return true;
    if (!isSuspicious(end)) return false;
    const now = this.monotonic();
    const { suspicionMs, suspiciousEnds } = this.#limits;
    this.#suspicions = [...this.#suspicions.filter((at) => now - at < suspicionMs), now];
    return this.#suspicions.length >= suspiciousEnds;
  }

  #reconnectLater(end: StreamEnd): void {
    const { runtime } = this.#shared;
    // A stream that lasted was a good one: the next trouble begins anew.
    const lasted = this.#onlineSince > 0 && runtime.monotonic() - this.#onlineSince > 10_000;
    if (lasted) this.#attempts = 0;
    const inMs = backoffMs(this.#backoff, this.#attempts, runtime);
    this.#attempts += 1;
    this.#onlineSince = 0;
    this.#become({ state: 'reconnecting', inMs, reason: reasonOf(end) });
    this.#stopWaiting = runtime.later(inMs, () => {
      this.#stopWaiting = undefined;
      void this.#attempt();
    });
  }

  /** Ends for good: the state, each pending request, what is stored, then the reason. */
  async #end(end: StreamEnd, error: Error): Promise<void> {
    this.#stream = undefined;
    this.#outbox = [];
    this.#become({ state: 'ended', reason: reasonOf(end) });
    this.#engine.finish();
    try {
      await this.#engine.idle();
      await this.#shared.journal.end(this.name);
    } catch (fault) {
      this.#host.onFault(fault, 'journal');
    }
    if (error instanceof SaslError) this.#engine.emit('saslfailure', reasonOf(end));
    await this.#shared.committer.idle();
    for (const { reject } of this.#takeWaiters()) reject(error);
    for (const ended of this.#endedWaiters.splice(0)) ended();
  }

  #takeWaiters(): { resolve(): void; reject(error: unknown): void }[] {
    return this.#waiters.splice(0);
  }

  #become(state: SessionState): void {
    this.#state = state;
    this.#engine.emit('session_state', state);
  }

  // ── the engine's host ─────────────────────────────────────────────────────────────────────────

  payload(type: PayloadClass): AnyPayload {
    return this.#host.payload(type);
  }

  output(stanzas: readonly OutboundStanza[]): void {
    this.#outbox.push(...stanzas);
    this.#flush();
  }

  withdraw(id: string): void {
    const at = this.#outbox.findIndex((stanza) => stanza.id === id);
    if (at >= 0) this.#outbox.splice(at, 1);
  }

  publish(packet: AnyPacket): void {
    this.#host.publish(packet);
  }

  onFault(fault: unknown, where: string): void {
    this.#host.onFault(fault, where);
  }

  onPressure(isHigh: boolean): void {
    const transport = this.#stream?.transport;
    if (isHigh) transport?.pause();
    else transport?.resume();
  }

  onJournalRefusal(error: unknown): void {
    const text = 'the journal did not store what a stanza did';
    this.#stream?.abort(new StreamEnd('lost', 'journal', text, { cause: error }));
  }

  /** Sends what is stored, as far as the socket takes it. */
  #flush(): void {
    const stream = this.#stream;
    if (stream === undefined || this.#state.state !== 'online' || this.#outbox.length === 0) return;
    const { transport } = stream;
    let count = 0;
    while (count < this.#outbox.length) {
      if ((transport?.bufferedBytes ?? 0) > this.#limits.bufferedBytes) break;
      stream.send(this.#outbox[count]?.xml ?? '');
      count += 1;
    }
    this.#engine.sent(this.#outbox.splice(0, count));
  }
}

const refusal = (error: unknown): StreamEnd => {
  if (error instanceof StreamEnd) return error;
  const condition = error instanceof SaslError ? error.condition : 'internal-server-error';
  return new StreamEnd('refused', condition, messageOf(error), { cause: error });
};

/** What `connect()` rejects with. */
function errorOf(end: StreamEnd): Error {
  if (end.cause instanceof SaslError || end.cause instanceof TransportError) return end.cause;
  return new StreamError(end.condition, end.message);
}

function reasonOf({ condition, message, cause }: StreamEnd): Reason {
  if (cause instanceof SaslError) {
    return { condition, ...(cause.text !== undefined && { text: cause.text }) };
  }
  return message === condition ? { condition } : { condition, text: message };
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
