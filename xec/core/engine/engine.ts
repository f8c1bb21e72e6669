/**
 * The engine of one session: what comes in goes through it one stanza after the other, what is asked
 * goes out through it, and both leave their traces in units of work.
 */
import { parse, readJid, write, type Element, type Jid } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import type { Handled } from '../handled.js';
import { OnlineDraft } from '../dispatch/draft.js';
import { handleStanza } from '../dispatch/handler.js';
import type { Handling, PreparedRequest } from '../dispatch/handling.js';
import type { Tried } from '../dispatch/match.js';
import { endRequest, type Ending } from '../dispatch/replies.js';
import { ConnectionLostError, JournalError } from '../errors.js';
import { SessionFacts, type FactChange, type FactMap, type FactSection } from '../facts.js';
import type { OnlineSettings } from '../feature.js';
import { isPromise } from '../is-promise.js';
import type { OutboundStanza, PendingRecord, SessionSnapshot } from '../journal/journal.js';
import type { Unit } from '../journal/unit.js';
import type { Log } from '../log.js';
import type { AnyPacket } from '../packet/packet.js';
import type { AnyPayload, PayloadClass } from '../payload/payload.js';
import type { Advertised } from '../advertised.js';
import type { Registration, Registry } from '../registry.js';
import type { Runtime } from '../runtime.js';
import { Asking, type Asker } from './asking.js';
import { Awake } from './awake.js';
import { Ledger, type LedgerOwner } from './ledger.js';
import { Onlookers } from './onlookers.js';
import { PendingIndex } from './pending.js';
import type { EngineHost, EngineLimits, EngineShared, RequestOptions, Tracer } from './ports.js';
import { prepareRequest } from './prepare.js';
import { WorkQueue, type QueueOwner } from './queue.js';

/** What waits for its turn: a stanza, or something to do. */
type Work = Element | (() => void | Promise<void>);

/** Handles what comes in, stores and sends what is asked, for one session. */
export class Engine implements Handling, Asker, LedgerOwner, QueueOwner<Work> {
  readonly name: string;
  readonly facts: SessionFacts;
  readonly pending: PendingIndex;
  readonly #shared: EngineShared;
  readonly #host: EngineHost;
  readonly #queue: WorkQueue<Work>;
  readonly #ledger: Ledger;
  readonly #awake: Awake;
  readonly #asking: Asking;
  readonly #onlookers: Onlookers;

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
    this.facts = new SessionFacts(self, snapshot.facts);
    this.pending = new PendingIndex(shared.deadlines);
    this.#queue = new WorkQueue(this, shared.limits.backlog);
    this.#ledger = new Ledger(this, shared.committer, snapshot);
    this.#awake = new Awake(this, shared.runtime.scope);
    this.#asking = new Asking(this, this.#ledger, this.#awake);
    this.#onlookers = new Onlookers(name, shared.log);
    const waiting = new Set(snapshot.outbound.map(({ id }) => id));
    for (const record of snapshot.pending) {
      this.#asking.wait(record, undefined, record.deadline - this.runtime.now());
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

  /** Hears every look-up; `undefined` while nobody listens. */
  get tried(): ((look: Tried) => void) | undefined {
    return this.#onlookers.tried;
  }

  /** Lets a tool hear what becomes of stanzas. */
  trace(tracer: Tracer): void {
    this.#onlookers.add(tracer);
  }

  // ── what comes in ─────────────────────────────────────────────────────────────────────────────

  /** Handles a stanza after those that came before it. */
  receive(stanza: Element): void {
    this.#queue.add(stanza);
  }

  /** Comes online on a new stream: features set themselves up. */
  online(streamFeatures: readonly string[], settings: OnlineSettings): void {
    this.#queue.add(() => {
      const unit = this.#ledger.unit();
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
      this.#ledger.seal(unit);
    });
  }

  /** Bytes of these stanzas have left: a message or presence has no other answer. */
  sent(stanzas: readonly OutboundStanza[]): void {
    this.#ledger.delivered(stanzas);
    for (const { id, xml } of stanzas) {
      const record = id === undefined ? undefined : this.pending.get(id);
      if (record === undefined) continue;
      this.pending.markSent(record.id);
      if (record.kind !== 'iq') this.end(record.id, () => ({ reply: readSent(xml) }));
    }
  }

  /** The stream went and is not resumed: requests that were sent have lost their answer. */
  lost(): void {
    for (const { record, isSent } of [...this.pending.entries()]) {
      if (isSent) this.end(record.id, () => lostError(record, 'unknown'));
    }
  }

  /** The session ends for good: every request ends. */
  finish(): void {
    for (const { record, isSent } of [...this.pending.entries()]) {
      this.end(record.id, () => lostError(record, isSent ? 'unknown' : 'no'));
    }
  }

  // ── what goes out ─────────────────────────────────────────────────────────────────────────────

  /**
   * Stores and sends a request; resolves with the content of its `handle` packet.
   *
   * @throws ActionError when it ended in any other way
   */
  request(action: AnyAction, options: RequestOptions = {}): Promise<unknown> {
    return this.#asking.request(action, options);
  }

  /** Stores and sends a request; resolves with its id once its bytes have left. */
  dispatch(action: AnyAction, options: RequestOptions = {}): Promise<string> {
    return this.#asking.dispatch(action, options);
  }

  /** Sends a stanza that is no request, outside of any handler. */
  send(stanza: Element): void {
    const unit = this.#ledger.unit();
    this.addStanza(unit, write(stanza));
    this.#ledger.seal(unit);
  }

  /** Emits a packet of the session itself. */
  emit(key: string, content: unknown): void {
    const unit = this.#ledger.unit();
    this.addPacket(unit, key, this.registry.content(key, content), undefined);
    this.#ledger.seal(unit);
  }

  /** Learns a fact outside of any handler. */
  remember<S extends FactSection>(section: S, key: string, value: FactMap[S]): void {
    const unit = this.#ledger.unit();
    this.learn(unit, { section, key, value });
    this.#ledger.seal(unit);
  }

  /** Resolves when everything that waits for a handler, and for the journal, is done. */
  async idle(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#queue.add(resolve);
    });
    await this.#ledger.idle();
  }

  // ── for handlers: what they did joins the unit ────────────────────────────────────────────────

  learn(unit: Unit, change: FactChange): void {
    this.facts.apply(change);
    unit.facts.push(change);
    this.#onlookers.learnt(change);
  }

  addPacket(unit: Unit, key: string, content: unknown, from: string | undefined): void {
    this.#ledger.addPacket(unit, key, content, from);
  }

  addStanza(unit: Unit, xml: string): void {
    this.#ledger.addStanza(unit, xml);
  }

  prepare(action: AnyAction, ctx: BuildContext, others: number): PreparedRequest {
    return prepareRequest(this, action, ctx, this.pending.size + others);
  }

  addRequest(unit: Unit, request: PreparedRequest): void {
    this.#asking.add(unit, request);
  }

  /** Answers an iq get or set. */
  answer(unit: Unit, request: Element, answer: Element, xml = write(answer)): void {
    this.#onlookers.answered(request, answer);
    this.addStanza(unit, xml);
  }

  ran(stanza: Element, registration: Registration): void {
    this.#onlookers.ran(stanza, registration);
  }

  completed(stanza: Element, record: PendingRecord): void {
    this.#onlookers.completed(stanza, record);
  }

  ignored(stanza: Element, reason: string): void {
    this.#onlookers.ignored(stanza, reason);
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

  wake<Arg, Draft>(
    what: string,
    handler: object,
    method: (arg: Arg, draft: Draft) => Handled,
    arg: Arg,
    draft: Draft,
  ): Handled {
    return this.#awake.call(what, handler, method, arg, draft);
  }

  // ── for those who asked ───────────────────────────────────────────────────────────────────────

  withdraw(id: string): void {
    this.#host.withdraw(id);
  }

  end(id: string, endingOf: (record: PendingRecord) => Ending): void {
    this.#queue.add(() => {
      const record = this.pending.get(id);
      if (record === undefined) return undefined;
      const unit = this.#ledger.unit();
      const done = endRequest(this, unit, record, endingOf(record));
      if (done !== undefined) {
        return done.then(() => {
          this.#ledger.seal(unit);
        });
      }
      this.#ledger.seal(unit);
      return undefined;
    });
  }

  // ── the queue's owner ─────────────────────────────────────────────────────────────────────────

  perform(work: Work): void | Promise<void> {
    return typeof work === 'function' ? work() : this.#handle(work);
  }

  onPressure(isHigh: boolean): void {
    this.#host.onPressure(isHigh);
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

  #handle(stanza: Element): void | Promise<void> {
    const unit = this.#ledger.unit();
    const done = handleStanza(this, stanza, unit);
    if (done === undefined) this.#ledger.seal(unit);
    else return this.#sealLater(unit, done);
  }

  async #sealLater(unit: Unit, done: Promise<void>): Promise<void> {
    await done;
    this.#ledger.seal(unit);
  }
}

const lostError = (record: PendingRecord, delivered: 'no' | 'unknown'): Ending => ({
  error: new ConnectionLostError(record.name, delivered),
});

/** What we wrote reads back as it was. */
const readSent = (xml: string): Element => parse(xml);

const messageOf = (fault: unknown): string =>
  fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
