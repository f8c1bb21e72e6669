/**
 * The engine of one session: what comes in goes through it one stanza after the other, what is asked
 * goes out through it, and both leave their traces in units of work.
 */
import { readJid, write, type Element, type Jid } from '@xec/stanza';
import type { AnyAction } from '../action/any-action.js';
import type { BuildContext } from '../action/build-context.js';
import { noSuchBound, type BoundName } from '../bounds.js';
import type { Handled } from '../handled.js';
import type { HandlerKind, Handling, PreparedRequest } from '../dispatch/handling.js';
import type { Tried } from '../dispatch/match.js';
import { endRequest, type Ending } from '../dispatch/replies.js';
import type { JournalError } from '../errors.js';
import {
  SessionFacts,
  type FactChange,
  type FactMap,
  type FactSection,
  type StreamFact,
} from '../facts.js';
import type { OnlineSettings } from '../feature.js';
import type { OutboundStanza, PendingRecord, SessionSnapshot } from '../journal/journal.js';
import type { Unit, Waiter } from '../journal/unit.js';
import type { Log } from '../log.js';
import type { CheckedPacket } from '../packet/made-packet.js';
import type { AnyPayload, PayloadClass } from '../payload/payload.js';
import type { Advertised } from '../advertised.js';
import type { Registration, Registry } from '../registry.js';
import type { Runtime } from '../runtime.js';
import { AfterCommit } from './after-commit.js';
import { Asking, type Asker } from './asking.js';
import { Awake } from './awake.js';
import { CarefulStart } from './careful-start.js';
import { Deliveries, type DeliveryOwner, type LostStream } from './deliveries.js';
import { Ledger, type LedgerOwner } from './ledger.js';
import { isNew, type Rehydration } from './load-rehydration.js';
import { Onlookers } from './onlookers.js';
import { PendingIndex, type PendingEntry } from './pending.js';
import type { EngineHost, EngineLimits, EngineShared, RequestOptions, Tracer } from './ports.js';
import { Intake, type IntakeOwner } from './intake.js';
import { prepareRequest } from './prepare.js';
import { Pressure } from './pressure.js';
import { WorkQueue, type QueueOwner } from './queue.js';
import { setUpFeatures } from './set-up.js';

/** What waits for its turn: a stanza, or something to do. */
type Work = Element | (() => void | Promise<void>);

/** Handles what comes in, stores and sends what is asked, for one session. */
export class Engine
  implements Handling, Asker, DeliveryOwner, IntakeOwner, LedgerOwner, QueueOwner<Work>
{
  readonly name: string;
  readonly facts: SessionFacts;
  readonly pending: PendingIndex;
  readonly #shared: EngineShared;
  readonly #host: EngineHost;
  readonly #queue: WorkQueue<Work>;
  readonly #ledger: Ledger;
  readonly #awake: Awake;
  /** When the stanza came in that is handled at once. */
  #heardAt = 0;
  readonly #asking: Asking;
  readonly #deliveries: Deliveries;
  readonly #onlookers: Onlookers;
  readonly #intake: Intake;
  readonly #afterCommit: AfterCommit;
  readonly #pressure: Pressure;
  #isAbandoned = false;

  /** @param rehydration what `loadRehydration(snapshot)` gave */
  constructor(
    name: string,
    self: Jid,
    snapshot: SessionSnapshot,
    shared: EngineShared,
    host: EngineHost,
    rehydration?: Rehydration,
  ) {
    if (rehydration === undefined && !isNew(snapshot)) {
      throw new TypeError(`expected the rehydration of session ${name}, got none`);
    }
    this.name = name;
    this.#shared = shared;
    this.#host = host;
    this.pending = new PendingIndex(shared.deadlines);
    const facts = rehydration?.readFacts(this, snapshot.facts);
    this.facts = new SessionFacts(self, facts?.kept ?? [], this.pending);
    this.#queue = new WorkQueue(this, shared.limits.backlog);
    this.#ledger = new Ledger(this, shared.committer, snapshot, shared.limits.unstored);
    this.#awake = new Awake(this, shared.runtime, shared.log);
    this.#asking = new Asking(this, this.#ledger, this.#awake);
    this.#deliveries = new Deliveries(this, this.#ledger, this.#asking);
    this.#onlookers = new Onlookers(name, shared.log);
    this.#afterCommit = new AfterCommit(this, host, this.#ledger, this.#onlookers);
    this.#pressure = new Pressure(host);
    const start = new CarefulStart(this.facts.get('start', 'current'), snapshot.inbound);
    this.#intake = new Intake(this, this.#ledger, start);
    const dropped = facts?.dropped ?? [];
    rehydration?.rehydrate(this, this.#ledger, this.#asking, snapshot, start.fact, dropped);
  }

  /** The fencing number of our ownership of the session. */
  get fence(): number {
    return this.#ledger.fence;
  }

  /** The seq of the last packet. */
  get lastSeq(): number {
    return this.#ledger.lastSeq;
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

  count(section: FactSection): number {
    return this.facts.all(section).size;
  }

  /** @throws TypeError where no feature in use has it */
  bound(name: BoundName): number {
    const most = this.limits.bounds[name] ?? this.registry.bounds.get(name);
    if (most === undefined) throw noSuchBound(name, this.registry.bounds);
    return most;
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

  /** The tools that look on. */
  get tracers(): readonly Tracer[] {
    return this.#onlookers.tracers;
  }

  /** Lets a tool hear what becomes of stanzas. */
  trace(tracer: Tracer): void {
    this.#onlookers.add(tracer);
  }

  // ── what comes in ─────────────────────────────────────────────────────────────────────────────

  /**
   * Handles a stanza after those that came before it.
   *
   * @param at when it came in, by the runtime's `monotonic`, where the caller knows
   */
  receive(stanza: Element, at = 0): void {
    this.runtime.point?.('before-handle', this.name);
    this.#heardAt = at;
    this.#queue.add(stanza);
    this.#heardAt = 0; // it waits its turn
  }

  /**
   * A new stream is open.
   *
   * @param early stanzas that came before anything was counted
   * @param isCounted whether the server is told how many are handled (XEP-0198)
   */
  opened(stream: StreamFact, early: readonly Element[], isCounted: boolean): void {
    this.#queue.add(() => {
      this.#ledger.count(undefined);
    });
    for (const stanza of early) this.#queue.add(stanza);
    this.#queue.add(() => {
      const unit = this.#ledger.unit();
      this.learn(unit, { section: 'stream', key: 'current', value: stream });
      unit.inbound = 0;
      unit.acked = 0;
      this.#ledger.count(isCounted ? 0 : undefined);
      this.#ledger.seal(unit);
    });
  }

  /** Comes online on a new stream: features set themselves up. */
  online(streamFeatures: readonly string[], settings: OnlineSettings): void {
    this.#queue.add(() => {
      const unit = this.#ledger.unit();
      setUpFeatures(this, unit, streamFeatures, settings);
      this.#ledger.seal(unit);
    });
  }

  /** Bytes of these stanzas have left; whether the server has them, it will say. */
  left(stanzas: readonly OutboundStanza[]): void {
    this.#onlookers.left(stanzas);
    this.#deliveries.left(stanzas);
  }

  /** Bytes of these stanzas have left to a server that acknowledges nothing. */
  leftForGood(stanzas: readonly OutboundStanza[]): void {
    this.#onlookers.left(stanzas);
    this.#deliveries.leftForGood(stanzas);
  }

  /** The server has these stanzas; the last is its `count`th of the stream. */
  acknowledged(stanzas: readonly OutboundStanza[], count: number): void {
    this.#deliveries.acknowledged(stanzas, count);
  }

  /** These have not arrived, and are sent on the next stream. */
  notDelivered(stanzas: readonly OutboundStanza[]): void {
    this.#deliveries.notDelivered(stanzas);
  }

  /** The stream went and is not resumed: each request that was sent has its outcome. */
  lost(stream: LostStream = nothingLeft): void {
    this.#deliveries.lost(stream);
  }

  /** The session ends for good: every request ends. */
  finish(): void {
    this.#deliveries.finish();
  }

  /** Stores what the end of the session took with it: requests that were made meanwhile. */
  storeAgain(stanzas: readonly OutboundStanza[]): void {
    const unit = this.#ledger.unit();
    for (const stanza of stanzas) {
      const record = stanza.id === undefined ? undefined : this.pending.get(stanza.id);
      if (record !== undefined) this.#ledger.addPrepared(unit, record, stanza);
    }
    this.#ledger.seal(unit);
  }

  /** These stanzas will not leave. */
  withdrawn(numbers: readonly number[]): void {
    this.#afterCommit.withdraw(numbers);
  }

  /** The journal has forgotten the stream: there is nothing to go on with. */
  forgetStream(): void {
    for (const section of ['stream', 'start']) this.facts.apply({ section, key: 'current' });
  }

  /** The session goes on elsewhere: nothing of it ends here. Gives those who waited. */
  abandon(): readonly PendingEntry[] {
    this.#isAbandoned = true;
    return this.pending.drain();
  }

  get isAbandoned(): boolean {
    return this.#isAbandoned;
  }

  /** Those who waited for requests of this session before it was read anew wait on. */
  adopt(entries: readonly PendingEntry[], error: Error): void {
    for (const { record, waiter } of entries) {
      if (waiter === undefined) continue;
      if (!this.pending.giveWaiter(record.id, waiter)) waiter.reject(error);
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
    this.addPacket(unit, this.registry.checked(key, content), undefined);
    this.#ledger.seal(unit);
  }

  /** Learns a fact outside of any handler. */
  remember<S extends FactSection>(section: S, key: string, value: FactMap[S]): void {
    const unit = this.#ledger.unit();
    this.learn(unit, { section, key, value });
    this.#ledger.seal(unit);
  }

  /** Forgets a fact outside of any handler. */
  forget(section: FactSection, key: string): void {
    if (this.facts.get(section, key) === undefined) return;
    const unit = this.#ledger.unit();
    this.learn(unit, { section, key });
    this.#ledger.seal(unit);
  }

  /** Has the journal say whether the session is still ours; where not, the host hears of it. */
  confirm(): void {
    this.#ledger.confirm();
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
    unit.learn(change);
    // The stream's name is no business of tools.
    if (change.section !== 'stream') this.#onlookers.learnt(change);
  }

  hold(unit: Unit, fact: FactChange | undefined): void {
    if (fact === undefined || this.facts.knows(fact)) return;
    this.learn(unit, fact);
  }

  addPacket(unit: Unit, packet: CheckedPacket, from: string | undefined): void {
    this.#ledger.addPacket(unit, packet, from);
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

  goOn(unit: Unit, request: PreparedRequest, waiter: Waiter | undefined): void {
    this.#asking.add(unit, request, waiter);
    waiter?.moved?.(request.record.id);
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
    return (typeof from === 'string' ? readJid(from) : undefined) ?? this.facts.account;
  }

  wake<Arg, Draft>(
    kind: HandlerKind,
    handler: object,
    method: (arg: Arg, draft: Draft) => Handled,
    arg: Arg,
    draft: Draft,
  ): Handled {
    return this.#awake.call(kind, handler, method, arg, draft);
  }

  // ── for those who asked ───────────────────────────────────────────────────────────────────────

  withdraw(id: string): number | undefined {
    return this.#host.withdraw(id);
  }

  enqueue(work: () => void | Promise<void>): void {
    this.#queue.add(work);
  }

  end(id: string, endingOf: (record: PendingRecord) => Ending, withdrawn?: number): void {
    this.#queue.add(() => {
      const record = this.pending.get(id);
      if (record === undefined) return undefined;
      const unit = this.#ledger.unit();
      if (withdrawn !== undefined) unit.withdraw(withdrawn);
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
    this.#awake.begin(this.#heardAt);
    this.#heardAt = 0; // not of what it causes
    try {
      if (typeof work === 'function') return work();
      return this.#onlookers.watch(work, this.runtime, this.#intake);
    } finally {
      this.#awake.end();
    }
  }

  onPressure(isHigh: boolean): void {
    this.#pressure.ofHandlers(isHigh);
  }

  // ── the ledger's owner ────────────────────────────────────────────────────────────────────────

  onUnstored(isHigh: boolean): void {
    this.#pressure.ofJournal(isHigh);
  }

  stored(unit: Unit): void {
    this.#afterCommit.stored(unit);
  }

  refused(unit: Unit, error: JournalError): void {
    this.#afterCommit.refused(unit, error);
  }
}

const nothingLeft: LostStream = { lastSent: undefined, withdrawn: [], dropped: new Set() };

const messageOf = (fault: unknown): string =>
  fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
