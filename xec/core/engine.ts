/**
 * The engine of one session: what comes in goes through it one stanza after the other, what is asked
 * goes out through it, and both leave their traces in units of work.
 */
import {
  isStanza,
  parse,
  parseJid,
  readJid,
  write,
  type Element,
  type Jid,
  type StanzaKind,
} from '@xec/stanza';
import type { AnyAction } from './action/action.js';
import type { BuildContext } from './action/context.js';
import type { Handled } from './action/error-methods.js';
import type { Deadlines } from './deadlines.js';
import { OnlineDraft } from './dispatch/draft.js';
import { handleStanza } from './dispatch/handler.js';
import type { Tried } from './dispatch/match.js';
import { endRequest, type Ending } from './dispatch/replies.js';
import type { HandlerRun, HandlerScope } from './dispatch/scope.js';
import { CancelledError, ConnectionLostError, JournalError, TimeoutError } from './errors.js';
import { SessionFacts, type FactChange, type FactMap, type FactSection } from './facts.js';
import type { OnlineSettings } from './feature.js';
import { payloadHash } from './hash.js';
import { isPromise } from './is-promise.js';
import type { Committer, UnitOwner } from './journal/committer.js';
import type { OutboundStanza, PendingRecord, SessionSnapshot } from './journal/journal.js';
import { Unit, type Waiter } from './journal/unit.js';
import type { Log } from './log.js';
import type { AnyPacket } from './packet/packet.js';
import type { AnyPayload, PayloadClass } from './payload/payload.js';
import { PendingIndex } from './pending.js';
import type { Advertised, Registration, Registry } from './registry.js';
import { newId, type Runtime } from './runtime.js';

/** How much of everything there may be. */
export interface EngineLimits {
  /** How long an async handler may take, in milliseconds. Default 10,000. */
  readonly handlerMs: number;
  /** How long an action waits for its answer where nobody says, in milliseconds. Default 60,000. */
  readonly requestMs: number;
  /** How many requests may be pending. More are refused. Default 10,000. */
  readonly pending: number;
  /** How many stanzas may wait for a handler before reading pauses. Default 256. */
  readonly backlog: number;
}

export const defaultEngineLimits: EngineLimits = {
  handlerMs: 10_000,
  requestMs: 60_000,
  pending: 10_000,
  backlog: 256,
};

/** What all sessions of a process share. */
export interface EngineShared {
  readonly registry: Registry;
  readonly runtime: Runtime;
  readonly log: Log;
  readonly committer: Committer;
  readonly deadlines: Deadlines;
  readonly limits: EngineLimits;
}

/** What the engine asks of the session that owns it. */
export interface EngineHost {
  /** The instance of a payload class for this session. */
  payload(type: PayloadClass): AnyPayload;
  /** These stanzas are stored: send them now, or when there is a stream. In order. */
  output(stanzas: readonly OutboundStanza[]): void;
  /** The request ended: if its stanza has not left, it need not. */
  withdraw(id: string): void;
  publish(packet: AnyPacket): void;
  /** A fault of a handler or a subscriber, and where it happened. */
  onFault(fault: unknown, where: string): void;
  /** More stanzas wait than `limits.backlog`: stop reading; or: read on. */
  onPressure(isHigh: boolean): void;
  /** The journal refused what stanzas did: they count as not received. */
  onJournalRefusal(error: unknown): void;
}

/** Hears what becomes of stanzas; for tools. */
export interface Tracer {
  tried(look: Tried): void;
  ignored(stanza: Element, reason: string): void;
  answered(stanza: Element, answer: Element): void;
  /** A payload ran for an element of the stanza. */
  ran?(stanza: Element, registration: Registration): void;
  /** The stanza ended a request. */
  completed?(stanza: Element, record: PendingRecord): void;
}

/** How a caller wants to wait. */
export interface RequestOptions {
  /** Takes the request back. Its outcome is then `cancelled`. */
  readonly signal?: AbortSignal;
  /** How long to wait for the answer, in milliseconds. */
  readonly timeoutMs?: number;
}

/** A request that is built and written, and has not begun. */
export interface PreparedRequest {
  readonly record: PendingRecord;
  readonly xml: string;
  readonly timeoutMs: number;
}

type Job = () => void | Promise<void>;

export class Engine implements UnitOwner, BuildContext {
  readonly name: string;
  readonly facts: SessionFacts;
  readonly pending: PendingIndex;
  readonly #shared: EngineShared;
  readonly #host: EngineHost;
  readonly #fence: number;
  #tracer: Tracer | undefined = undefined;
  #lastSeq: number;
  #lastOutbound: number;
  /** The last stanza whose bytes have left; joins the next unit. */
  #delivered = 0;
  /** What waits while an async handler runs. */
  #backlog: (Element | Job)[] = [];
  #isBusy = false;
  #isPressed = false;
  /** The handler whose synchronous part runs now. */
  #awake: string | undefined = undefined;
  /** For {@link matchStanza}; `undefined` while nobody listens. */
  tried: ((look: Tried) => void) | undefined;

  constructor(
    name: string,
    self: Jid,
    snapshot: SessionSnapshot,
    shared: EngineShared,
    host: EngineHost,
  ) {
    this.name = name;
    this.#shared = shared;
    this.#host = host;
    this.#fence = snapshot.fence;
    this.#lastSeq = snapshot.lastSeq;
    this.#lastOutbound = snapshot.lastOutbound;
    this.facts = new SessionFacts(self, snapshot.facts);
    this.pending = new PendingIndex(shared.deadlines);
    this.tried = shared.log.isDebug ? this.#logTried : undefined;
    const waiting = new Set(snapshot.outbound.map(({ id }) => id));
    for (const record of snapshot.pending) {
      this.#await(record, undefined, record.deadline - this.runtime.now());
      if (!waiting.has(record.id)) this.pending.markSent(record.id);
    }
  }

  get registry(): Registry {
    return this.#shared.registry;
  }

  /** Our own full JID; before the first login the account. */
  get self(): Jid {
    return this.facts.self;
  }

  /** What this client says about itself in service discovery. */
  get advertised(): Advertised {
    return this.registry.advertised;
  }

  fact<S extends FactSection>(section: S, key: string): FactMap[S] | undefined {
    return this.facts.get(section, key);
  }

  get runtime(): Runtime {
    return this.#shared.runtime;
  }

  get log(): Log {
    return this.#shared.log;
  }

  get limits(): EngineLimits {
    return this.#shared.limits;
  }

  /** Lets a tool hear what becomes of stanzas. */
  trace(tracer: Tracer): void {
    this.#tracer = tracer;
    this.tried = (look) => {
      tracer.tried(look);
      if (this.log.isDebug) this.#logTried(look);
    };
  }

  // ── what comes in ─────────────────────────────────────────────────────────────────────────────

  /** Handles a stanza after those that came before it. */
  receive(stanza: Element): void {
    if (this.#isBusy) this.#queue(stanza);
    else this.#start(stanza);
  }

  /** Comes online on a new stream: features set themselves up. */
  online(streamFeatures: readonly string[], settings: OnlineSettings): void {
    this.#enqueue(() => {
      const unit = this.#unit();
      for (const { name, online } of this.registry.features) {
        if (online === undefined) continue;
        const draft = new OnlineDraft(this, streamFeatures, settings);
        const report = (fault: unknown): void => {
          this.fault(fault, `feature ${name}`);
        };
        try {
          const done = (online as (ctx: OnlineDraft) => unknown)(draft); // may be async all the same
          draft.mergeInto(unit);
          if (isPromise(done)) done.then(undefined, report);
        } catch (fault) {
          draft.close();
          report(fault);
        }
      }
      this.#seal(unit);
    });
  }

  /** Bytes of these stanzas have left: a message or presence has no other answer (SECURITY-RULES 9). */
  sent(stanzas: readonly OutboundStanza[]): void {
    this.#delivered = stanzas.at(-1)?.number ?? this.#delivered;
    for (const { id, xml } of stanzas) {
      const record = id === undefined ? undefined : this.pending.get(id);
      if (record === undefined) continue;
      this.pending.markSent(record.id);
      if (record.kind !== 'iq') this.#end(record.id, () => ({ reply: readSent(xml) }));
    }
  }

  /** The stream went and is not resumed: requests that were sent have lost their answer. */
  lost(): void {
    for (const { record, isSent } of [...this.pending.entries()]) {
      if (isSent) this.#end(record.id, () => lostError(record, 'unknown'));
    }
  }

  /** The session ends for good: every request ends. */
  finish(): void {
    for (const { record, isSent } of [...this.pending.entries()]) {
      this.#end(record.id, () => lostError(record, isSent ? 'unknown' : 'no'));
    }
  }

  // ── what goes out ─────────────────────────────────────────────────────────────────────────────

  /**
   * Stores and sends a request; resolves with the content of its `handle` packet.
   *
   * @throws ActionError when it ended in any other way
   */
  request(action: AnyAction, options: RequestOptions = {}): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#ask(action, options, { resolve, reject });
    });
  }

  /** Stores and sends a request; resolves with its id once its bytes have left. */
  dispatch(action: AnyAction, options: RequestOptions = {}): Promise<string> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        resolve: () => {
          resolve(id ?? '');
        },
        reject,
      };
      const id = this.#ask(action, options, waiter, waiter);
    });
  }

  /** Sends a stanza that is no request, outside of any handler. */
  send(stanza: Element): void {
    const unit = this.#unit();
    this.addStanza(unit, write(stanza));
    this.#seal(unit);
  }

  /** Emits a packet of the session itself. */
  emit(key: string, content: unknown): void {
    const unit = this.#unit();
    this.addPacket(unit, key, this.registry.content(key, content), undefined);
    this.#seal(unit);
  }

  /** Learns a fact outside of any handler. */
  remember<S extends FactSection>(section: S, key: string, value: FactMap[S]): void {
    const unit = this.#unit();
    this.learn(unit, { section, key, value });
    this.#seal(unit);
  }

  /** Resolves when everything that waits for a handler, and for the journal, is done. */
  async idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#enqueue(resolve);
    });
    await this.#shared.committer.idle();
  }

  // ── for handlers: what they did joins the unit ────────────────────────────────────────────────

  learn(unit: Unit, change: FactChange): void {
    this.facts.apply(change);
    unit.facts.push(change);
  }

  addPacket(unit: Unit, key: string, content: unknown, from: string | undefined): void {
    this.#lastSeq += 1;
    unit.packets.push({
      key,
      content,
      ...(from !== undefined && { from }),
      session: this.name,
      seq: this.#lastSeq,
      at: this.runtime.now(),
    });
  }

  addStanza(unit: Unit, xml: string, id?: string): void {
    this.#lastOutbound += 1;
    const number = this.#lastOutbound;
    unit.outbound.push(id === undefined ? { number, xml } : { number, xml, id });
  }

  /**
   * Builds and writes a request; nothing has begun yet.
   *
   * @param ctx what `build` may know
   * @param others how many more have been prepared beside it
   * @throws when the action is not in use, cannot be built or written, or is one too many
   */
  prepare(
    action: AnyAction,
    options: RequestOptions = {},
    ctx: BuildContext = this,
    others = 0,
  ): PreparedRequest {
    const { description } = this.registry.entryOf(action);
    if (this.pending.size + others >= this.limits.pending) {
      throw new RangeError(
        `${description.name}: ${String(this.pending.size + others)} requests are pending already`,
      );
    }
    const stanza = action.build(ctx);
    const kind = kindOf(stanza, description.name);
    const to: unknown = stanza.attrs['to'];
    const id = newId(this.runtime);
    stanza.attrs['id'] = id;
    const timeoutMs = options.timeoutMs ?? description.timeoutMs ?? this.limits.requestMs;
    if (!(timeoutMs > 0)) {
      throw new RangeError(`expected timeoutMs above 0, got ${String(timeoutMs)}`);
    }
    const record: PendingRecord = {
      id,
      name: description.name,
      version: description.version,
      params: action.params,
      kind,
      ...(typeof to === 'string' && { to: parseJid(to).toString() }),
      deadline: Math.min(this.runtime.now() + timeoutMs, Number.MAX_SAFE_INTEGER),
      session: this.name,
    };
    return { record, xml: write(stanza), timeoutMs };
  }

  /** Adds a prepared request to `unit`. */
  addRequest(
    unit: Unit,
    { record, xml, timeoutMs }: PreparedRequest,
    waiter?: Waiter,
    sentWaiter?: Waiter,
  ): void {
    this.addStanza(unit, xml, record.id);
    unit.pending.push(record);
    this.#await(record, waiter, timeoutMs, sentWaiter);
  }

  /** Answers an iq get or set. */
  answer(unit: Unit, request: Element, answer: Element, xml = write(answer)): void {
    this.#tracer?.answered(request, answer);
    this.addStanza(unit, xml);
  }

  /** A payload runs for an element of `stanza`. */
  ran(stanza: Element, registration: Registration): void {
    this.#tracer?.ran?.(stanza, registration);
  }

  /** `stanza` ends a request. */
  completed(stanza: Element, record: PendingRecord): void {
    this.#tracer?.completed?.(stanza, record);
  }

  /** Says why nothing happened. */
  ignored(stanza: Element, reason: string): void {
    this.#tracer?.ignored(stanza, reason);
    if (this.log.isDebug) {
      this.log.debug('stanza-ignored', {
        session: this.name,
        kind: stanza.getName(),
        id: stanza.attrs['id'] as unknown,
        from: stanza.attrs['from'] as unknown,
        reason,
      });
    }
  }

  /** Reports what a handler threw. */
  fault(fault: unknown, where: string): void {
    this.log.error('fault', { session: this.name, where, message: messageOf(fault) });
    try {
      this.#host.onFault(fault, where);
    } catch (second) {
      this.log.error('fault', { session: this.name, where: 'onFault', message: messageOf(second) });
    }
  }

  payload(type: PayloadClass): AnyPayload {
    return this.#host.payload(type);
  }

  /** The prepared sender of a stanza; the own bare JID where it names none. */
  senderOf(stanza: Element): Jid {
    const from: unknown = stanza.attrs['from'];
    return (typeof from === 'string' ? readJid(from) : undefined) ?? this.facts.self.toBare();
  }

  /** Calls a method of `handler`, and knows while it runs whose it is. */
  wake(what: string, handler: object, call: () => Handled): Handled {
    const { scope } = this.runtime;
    // Only a handler that was given services can hold a client to wait for.
    if (scope !== undefined && handler.constructor.length > 0) {
      return this.#wakeInScope(scope, what, call);
    }
    this.#awake = what;
    try {
      return call();
    } finally {
      this.#awake = undefined;
    }
  }

  #wakeInScope(scope: HandlerScope, what: string, call: () => Handled): Handled {
    const run: HandlerRun = { what, session: this, isOver: false };
    const end = (): void => {
      run.isOver = true;
    };
    let done: Handled;
    try {
      done = scope.run(run, call);
    } catch (fault) {
      end();
      throw fault;
    }
    if (isPromise(done)) return Promise.resolve(done).finally(end);
    end();
    return done;
  }

  /** The handler that asks, if one does: it must not wait for an answer that comes after it. */
  #asker(): string | undefined {
    const run = this.runtime.scope?.getStore();
    return run?.session === this && !run.isOver ? run.what : this.#awake;
  }

  // ── the journal's answer ──────────────────────────────────────────────────────────────────────

  stored(unit: Unit): void {
    this.#output(unit.outbound);
    for (const packet of unit.packets) this.#publish(packet);
    for (const { waiter, value, error } of unit.settled) {
      if (error === undefined) waiter.resolve(value);
      else waiter.reject(error);
    }
  }

  refused(unit: Unit, cause: unknown): void {
    const error = new JournalError('the journal did not store it; nothing was sent', { cause });
    this.fault(error, 'journal');
    for (const { id } of unit.pending) this.pending.take(id)?.reject(error);
    for (const { waiter } of unit.settled) waiter.reject(error);
    this.#host.onJournalRefusal(error);
  }

  // ── inside ────────────────────────────────────────────────────────────────────────────────────

  /** Sends what is wanted still: the stanza of a request that has ended meanwhile is not. */
  #output(stanzas: readonly OutboundStanza[]): void {
    const wanted = stanzas.filter(({ id }) => id === undefined || this.pending.get(id));
    if (wanted.length === 0) return;
    try {
      this.#host.output(wanted);
    } catch (fault) {
      this.fault(fault, 'output');
    }
  }

  #publish(packet: AnyPacket): void {
    try {
      this.#host.publish(packet);
    } catch (fault) {
      this.fault(fault, `packet ${packet.key}`);
    }
  }

  #unit(): Unit {
    return new Unit(this.name, this.#fence);
  }

  #seal(unit: Unit): void {
    if (unit.isEmpty) return;
    if (this.#delivered > 0) {
      unit.delivered = this.#delivered;
      this.#delivered = 0;
    }
    this.#shared.committer.add(unit, this);
  }

  #ask(
    action: AnyAction,
    options: RequestOptions,
    waiter: Waiter,
    sentWaiter?: Waiter,
  ): string | undefined {
    const { signal } = options;
    const asker = this.#asker();
    if (asker !== undefined) {
      waiter.reject(
        new Error(
          `${asker} called request(${action.actionName}) on its own session and would wait ` +
            'for itself: call ctx.request() and go on in the next action’s handle',
        ),
      );
      return undefined;
    }
    if (signal?.aborted === true) {
      waiter.reject(new CancelledError(action.actionName));
      return undefined;
    }
    let request: PreparedRequest;
    try {
      request = this.prepare(action, options);
    } catch (error) {
      waiter.reject(error);
      return undefined;
    }
    const { id } = request.record;
    const unit = this.#unit();
    const whole = signal === undefined ? waiter : this.#cancelOn(signal, id, waiter);
    this.addRequest(unit, request, whole, sentWaiter);
    this.#seal(unit);
    return id;
  }

  /** Cancels the request `id` when `signal` aborts, until it has ended. */
  #cancelOn(signal: AbortSignal, id: string, waiter: Waiter): Waiter {
    const cancel = (): void => {
      this.#cancel(id);
    };
    signal.addEventListener('abort', cancel, { once: true });
    return {
      resolve(value) {
        signal.removeEventListener('abort', cancel);
        waiter.resolve(value);
      },
      reject(error) {
        signal.removeEventListener('abort', cancel);
        waiter.reject(error);
      },
    };
  }

  #cancel(id: string): void {
    this.#host.withdraw(id);
    this.#end(id, (record) => ({ error: new CancelledError(record.name) }));
  }

  #await(
    record: PendingRecord,
    waiter: Waiter | undefined,
    timeoutMs: number,
    sentWaiter?: Waiter,
  ): void {
    this.pending.add(record, waiter, sentWaiter, timeoutMs, () => {
      this.#host.withdraw(record.id);
      this.#end(record.id, () => ({ error: new TimeoutError(record.name) }));
    });
  }

  /** Ends a request in its turn, if it has not ended by then. */
  #end(id: string, endingOf: (record: PendingRecord) => Ending): void {
    this.#enqueue(() => {
      const record = this.pending.get(id);
      if (record === undefined) return undefined;
      const unit = this.#unit();
      const done = endRequest(this, unit, record, endingOf(record));
      if (done !== undefined) {
        return done.then(() => {
          this.#seal(unit);
        });
      }
      this.#seal(unit);
      return undefined;
    });
  }

  #enqueue(job: Job): void {
    if (this.#isBusy) this.#queue(job);
    else this.#start(job);
  }

  #queue(next: Element | Job): void {
    this.#backlog.push(next);
    if (!this.#isPressed && this.#backlog.length > this.limits.backlog) {
      this.#isPressed = true;
      this.#host.onPressure(true);
    }
  }

  #start(next: Element | Job): void {
    this.#isBusy = true;
    const done = this.#perform(next);
    if (done !== undefined) void done.then(this.#drain);
    else if (this.#backlog.length > 0)
      this.#drain(); // what the handler itself caused
    else this.#isBusy = false;
  }

  readonly #drain = (): void => {
    let at = 0;
    for (;;) {
      const next = this.#backlog[at];
      if (next === undefined) break;
      at += 1;
      const done = this.#perform(next);
      if (done !== undefined) {
        this.#backlog.splice(0, at);
        void done.then(this.#drain);
        return;
      }
    }
    this.#backlog = [];
    this.#isBusy = false;
    if (this.#isPressed) {
      this.#isPressed = false;
      this.#host.onPressure(false);
    }
  };

  /** Does one thing; never throws. A promise only where a handler gave one; it never rejects. */
  #perform(next: Element | Job): Promise<void> | undefined {
    try {
      const done = typeof next === 'function' ? next() : this.#handle(next);
      return done === undefined ? undefined : this.#guarded(done);
    } catch (fault) {
      this.fault(fault, 'engine');
      return undefined;
    }
  }

  async #guarded(done: Promise<void>): Promise<void> {
    try {
      await done;
    } catch (fault) {
      this.fault(fault, 'engine');
    }
  }

  #handle(stanza: Element): void | Promise<void> {
    const unit = this.#unit();
    const done = handleStanza(this, stanza, unit);
    if (done === undefined) this.#seal(unit);
    else return this.#sealLater(unit, done);
  }

  async #sealLater(unit: Unit, done: Promise<void>): Promise<void> {
    await done;
    this.#seal(unit);
  }

  readonly #logTried = ({ found, ...look }: Tried): void => {
    this.log.debug('payload-looked-up', {
      session: this.name,
      ...look,
      hash: payloadHash(look.name, look.xmlns, look.node),
      found: found.map(({ description }) => description.name),
    });
  };
}

const lostError = (record: PendingRecord, delivered: 'no' | 'unknown'): Ending => ({
  error: new ConnectionLostError(record.name, delivered),
});

/** What we wrote reads back as it was. */
const readSent = (xml: string): Element => parse(xml);

function kindOf(stanza: Element, action: string): StanzaKind {
  const kind = stanza.getName();
  const type: unknown = stanza.attrs['type'];
  const isRequest = kind === 'iq' && (type === 'get' || type === 'set');
  if (isStanza(stanza) && (isRequest || kind === 'message' || kind === 'presence')) {
    return kind; // one of the three: just compared
  }
  throw new TypeError(
    `${action}: expected build() to make an iq of type get or set, a message or a presence, ` +
      `got <${stanza.name} type='${String(type)}'/>`,
  );
}

const messageOf = (fault: unknown): string =>
  fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
